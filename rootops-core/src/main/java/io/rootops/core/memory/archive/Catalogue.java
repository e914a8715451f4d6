package io.rootops.core.memory.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which tables and sequences there are, as the database itself tells. */
final class Catalogue {
    /** Flyway's own, written anew by the migration of the database that an archive is read into. */
    private static final String HISTORY = "flyway_schema_history";

    private static final String TABLES = "select c.oid, c.relname from pg_class c"
            + " where c.relnamespace = current_schema()::text::regnamespace and c.relkind = 'r'"
            + " and c.relname <> '" + HISTORY + "'"
            + " and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    /** Names of tables in order, with their columns but for generated ones. */
    Map<String, List<String>> tables() throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        each(
                "select t.relname, a.attname from (" + TABLES + ") t join pg_attribute a on a.attrelid = t.oid"
                        + " where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''"
                        + " order by t.relname, a.attnum",
                it -> tables.computeIfAbsent(it.getString(1), name -> new ArrayList<>())
                        .add(it.getString(2)));
        return tables;
    }

    /** Where they stand just now, which no snapshot holds back: never before a row of one taken earlier. */
    List<ArchivedSequence> sequences() throws SQLException {
        List<String> names = new ArrayList<>();
        each(
                "select c.relname from pg_class c where c.relnamespace = current_schema()::text::regnamespace"
                        + " and c.relkind = 'S' order by c.relname",
                it -> names.add(it.getString(1)));
        List<ArchivedSequence> sequences = new ArrayList<>();
        for (String name : names) {
            each(
                    "select last_value, is_called from " + quoted(name),
                    it -> sequences.add(new ArchivedSequence(name, it.getLong(1), it.getBoolean(2))));
        }
        return sequences;
    }

    /** The version of the tables, as Flyway wrote it down. */
    int schema() throws SQLException {
        int[] version = new int[1];
        each(
                "select max(version::int) from " + HISTORY + " where success and version is not null",
                it -> version[0] = it.getInt(1));
        return version[0];
    }

    /** Tables that have a row. */
    List<String> filled() throws SQLException {
        List<String> filled = new ArrayList<>();
        for (String name : tables().keySet()) {
            each("select 1 from " + quoted(name) + " limit 1", it -> filled.add(name));
        }
        return filled;
    }

    /**
     * Foreign keys, and indexes that are no constraint of their table: a load is several times quicker without them, and
     * needs no memory for each row that a key is to be checked of.
     */
    List<Made> keysAndIndexes() throws SQLException {
        List<Made> found = new ArrayList<>();
        each(
                "select quote_ident(t.relname), quote_ident(k.conname), pg_get_constraintdef(k.oid) from (" + TABLES
                        + ") t join pg_constraint k on k.conrelid = t.oid where k.contype = 'f' order by 1, 2",
                it -> found.add(new Made(
                        "alter table " + it.getString(1) + " drop constraint " + it.getString(2),
                        "alter table " + it.getString(1) + " add constraint " + it.getString(2) + " "
                                + it.getString(3))));
        each(
                "select quote_ident(c.relname), pg_get_indexdef(c.oid) from (" + TABLES + ") t"
                        + " join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid"
                        + " where not exists (select from pg_constraint k where k.conindid = c.oid"
                        + " and k.contype <> 'f') order by 1",
                it -> found.add(new Made("drop index " + it.getString(1), it.getString(2))));
        return found;
    }

    /** How to take something away and to make it again. */
    record Made(String drop, String create) {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String copy(String table, List<String> columns, String direction) {
        return "copy " + quoted(table) + " ("
                + columns.stream().map(Catalogue::quoted).collect(Collectors.joining(", ")) + ") " + direction;
    }

    private void each(String query, Row row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                row.read(results);
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
