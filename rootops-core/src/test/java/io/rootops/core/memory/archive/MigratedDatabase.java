package io.rootops.core.memory.archive;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A database of a test, and the doors of this package on it. */
final class MigratedDatabase implements AutoCloseable {
    private final TestDatabase database;

    private MigratedDatabase(TestDatabase database) {
        this.database = database;
    }

    static MigratedDatabase withoutTables() {
        return new MigratedDatabase(TestDatabase.createEmpty());
    }

    static MigratedDatabase newest() {
        return new MigratedDatabase(TestDatabase.create());
    }

    static MigratedDatabase of(int schema) {
        MigratedDatabase made = withoutTables();
        try (BareDatabase bare = made.bare()) {
            bare.migrate(schema);
        }
        return made;
    }

    TestDatabase database() {
        return database;
    }

    BareDatabase bare() {
        return BareDatabase.at(database.jdbcUrl(), database.user(), database.password());
    }

    int schema() {
        try (BareDatabase bare = bare()) {
            return bare.schema().orElse(0);
        }
    }

    static int newestSchema() {
        return Newest.SCHEMA;
    }

    private static final class Newest {
        static final int SCHEMA = schema();

        private static int schema() {
            try (MigratedDatabase newest = newest()) {
                return newest.schema();
            }
        }
    }

    ArchiveContents export(Path file) {
        try (BareDatabase bare = bare()) {
            return ArchiveFile.write(file, bare, null, "0.0.test", InstantSource.system());
        }
    }

    List<String> load(Path file) {
        try (BareDatabase bare = bare();
                ArchiveFile archive = ArchiveFile.open(file)) {
            archive.verify();
            return new Import(bare).load(archive);
        }
    }

    /** Indexes, constraints and columns, as they are spelled. */
    List<String> catalogue() {
        return List.copyOf(database.dsl()
                .fetch("select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line"
                        + " from pg_constraint where connamespace = 'public'::regnamespace"
                        + " union all select indexdef from pg_indexes where schemaname = 'public'"
                        + " union all select table_name || ' ' || column_name || ' ' || data_type"
                        + " from information_schema.columns where table_schema = 'public' order by 1")
                .map(it -> it.get(0, String.class)));
    }

    Collection<String> filled() throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return new Catalogue(connection).filled();
        }
    }

    Map<String, List<String>> tables() throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return new Catalogue(connection).tables();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
