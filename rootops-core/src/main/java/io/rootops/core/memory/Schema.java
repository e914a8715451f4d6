package io.rootops.core.memory;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the schema up to date. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    static void migrate(DataSource database, String place) {
        migrate(database, place, MigrationVersion.LATEST);
    }

    /** @param target how far */
    static void migrate(DataSource database, String place, MigrationVersion target) {
        Flyway flyway = configuration(database).target(target).load();
        try {
            if (Arrays.stream(flyway(database).info().all()).anyMatch(Schema::isNewer)) {
                throw new DatabaseException("The database " + place + " was written by a newer RootOps: start that"
                        + " release, or restore a backup from before it.");
            }
            MigrateResult result = flyway.migrate();
            if (result.migrationsExecuted > 0 && result.initialSchemaVersion != null) {
                LOG.info("Schema {} brought up to {}", result.initialSchemaVersion, result.targetSchemaVersion);
            }
        } catch (FlywayException e) {
            throw problem(place, e);
        }
    }

    /** Changes nothing: somebody else runs on this schema. */
    static void requireCurrent(DataSource database, String place) {
        Flyway flyway = flyway(database);
        boolean current = flyway.info().pending().length == 0
                && Arrays.stream(flyway.info().all()).noneMatch(Schema::isNewer);
        if (!current) {
            throw new DatabaseException(
                    "The RootOps that runs on the database " + place
                            + " is another release than this command, or still starting: try again in a moment, else use the same release.");
        }
    }

    /** Which version it has; empty: there is no memory in it. */
    static OptionalInt version(DataSource database) {
        MigrationInfo current = flyway(database).info().current();
        return current == null || current.getVersion() == null ? OptionalInt.empty() : OptionalInt.of(number(current));
    }

    /** The version that this release brings. */
    static int newest(DataSource database) {
        return Arrays.stream(flyway(database).info().all())
                .filter(it -> it.getState().isResolved())
                .mapToInt(Schema::number)
                .max()
                .orElseThrow();
    }

    private static int number(MigrationInfo migration) {
        return Integer.parseInt(migration.getVersion().getVersion());
    }

    private static Flyway flyway(DataSource database) {
        return configuration(database).load();
    }

    private static FluentConfiguration configuration(DataSource database) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration");
    }

    private static boolean isNewer(MigrationInfo migration) {
        return migration.getState().name().startsWith("FUTURE");
    }

    static DatabaseException problem(String place, FlywayException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("non-empty schema")) {
            return new DatabaseException(
                    "The database " + place + " holds tables of another program: give RootOps a database of its own,"
                            + " for instance by `create database rootops`.",
                    e);
        }
        SQLException sql = sql(e);
        if (sql != null && "42501".equals(sql.getSQLState())) {
            return new DatabaseException(
                    "The user of DATABASE_URL may not create tables in " + place
                            + ": make it the owner of the database.",
                    e);
        }
        return new DatabaseException(
                "The schema of the database " + place + " cannot be brought up to date (" + said.replaceAll("\\s+", " ")
                        + "): mend that and start again.",
                e);
    }

    private static @Nullable SQLException sql(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
