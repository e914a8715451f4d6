package io.rootops.core.memory;

import com.zaxxer.hikari.HikariDataSource;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.RunningPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * A database as it stands, whatever release wrote it: opening it changes nothing. For copies of the whole memory. Its
 * statements may take as long as they take.
 */
public final class BareDatabase implements AutoCloseable {
    private final DatabaseUrl url;
    private final HikariDataSource pool;

    private BareDatabase(DatabaseUrl url) {
        this.url = url;
        this.pool = Database.patient(url);
    }

    /**
     * Connects.
     *
     * @param databaseUrl as for {@link Database#open(String)}
     * @throws DatabaseException with one sentence that holds no secret
     */
    public static BareDatabase at(String databaseUrl) {
        return new BareDatabase(DatabaseUrl.parse(databaseUrl));
    }

    /** The server stays the caller's, to be closed after this. */
    public static BareDatabase at(EmbeddedPostgres server) {
        return at(server.jdbcUrl(), server.user(), server.password());
    }

    /** Beside the RootOps that runs it. */
    public static BareDatabase at(RunningPostgres server) {
        return at(server.jdbcUrl(), server.user(), server.password());
    }

    /** With user and password beside the URL. */
    public static BareDatabase at(String jdbcUrl, String user, String password) {
        return new BareDatabase(new DatabaseUrl(DatabaseUrl.parse(jdbcUrl).jdbcUrl(), user, password));
    }

    /** For people: no parameters, no secrets. */
    public String place() {
        return url.place();
    }

    /** The caller closes it. */
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    /** The version of its schema; empty where there is no memory in it. */
    public OptionalInt schema() {
        try {
            return Schema.version(pool);
        } catch (FlywayException e) {
            throw Schema.problem(place(), e);
        }
    }

    /** The version of the schema that this release works with. */
    public int newestSchema() {
        try {
            return Schema.newest(pool);
        } catch (FlywayException e) {
            throw Schema.problem(place(), e);
        }
    }

    /**
     * Brings its schema to a version, from an older one or from nothing.
     *
     * @throws DatabaseException in one sentence, also when it has a newer one than this release knows
     */
    public void migrate(int version) {
        Schema.migrate(pool, place(), MigrationVersion.fromVersion(String.valueOf(version)));
    }

    @Override
    public void close() {
        pool.close();
    }
}
