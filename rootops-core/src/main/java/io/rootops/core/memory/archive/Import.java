package io.rootops.core.memory.archive;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.memory.archive.Catalogue.Made;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Reads an archive into a database that has no row yet. The tables are made as the archive's release had them, filled in
 * one transaction, and then brought up to date as any older database is.
 */
public final class Import {
    private static final int BUFFER = 1 << 16;

    private final BareDatabase database;

    public Import(BareDatabase database) {
        this.database = database;
    }

    /**
     * Fails where the archive cannot go into this database, before anything is changed.
     *
     * @throws ArchiveException in one sentence
     */
    public void require(ArchiveContents contents) {
        int newest = database.newestSchema();
        if (contents.schema() > newest) {
            throw new ArchiveException("The archive was written by RootOps " + contents.release() + " with schema "
                    + contents.schema() + ", and this release knows schemas up to " + newest
                    + ": import it with that release or a newer one.");
        }
        OptionalInt present = database.schema();
        if (present.isEmpty()) {
            return;
        }
        try (Connection connection = database.connect()) {
            requireEmpty(connection);
        } catch (SQLException e) {
            throw unloaded(e);
        }
        if (present.getAsInt() > contents.schema()) {
            throw new ArchiveException("The database " + database.place() + " has the empty tables of schema "
                    + present.getAsInt() + ", which is newer than the archive's " + contents.schema()
                    + ": name a database without tables, or a ROOTOPS_HOME without data.");
        }
    }

    /**
     * Fills the database.
     *
     * @return tables of the archive that are none of RootOps, which are left out
     * @throws ArchiveException in one sentence; the database has no row then
     */
    public List<String> load(ArchiveFile archive) {
        ArchiveContents contents = archive.contents();
        require(contents);
        database.migrate(contents.schema());
        List<String> leftOut;
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try {
                leftOut = load(connection, archive);
                connection.commit();
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw unloaded(e);
        } catch (IOException e) {
            ArchiveException damaged = ContentsText.damaged(archive.path().toString());
            damaged.initCause(e);
            throw damaged;
        }
        database.migrate(database.newestSchema());
        return leftOut;
    }

    private List<String> load(Connection connection, ArchiveFile archive) throws SQLException, IOException {
        Catalogue catalogue = new Catalogue(connection);
        Map<String, List<String>> tables = catalogue.tables();
        try (Statement statement = connection.createStatement()) {
            Session.prepare(statement);
            statement.execute("lock table "
                    + tables.keySet().stream().map(Catalogue::quoted).collect(Collectors.joining(", "))
                    + " in access exclusive mode");
            requireEmpty(connection);
            List<Made> aside = catalogue.keysAndIndexes();
            for (Made each : aside) {
                statement.execute(each.drop());
            }
            List<String> leftOut = fill(connection, archive, tables);
            setSequences(connection, archive.contents().sequences());
            Collections.reverse(aside); // a key may rest on an index
            for (Made each : aside) {
                statement.execute(each.create());
            }
            // By itself the database would look at its new rows much later.
            for (String name : tables.keySet()) {
                statement.execute("analyze " + Catalogue.quoted(name));
            }
            return leftOut;
        }
    }

    private static List<String> fill(Connection connection, ArchiveFile archive, Map<String, List<String>> tables)
            throws SQLException, IOException {
        List<String> missing = new ArrayList<>(tables.keySet());
        List<String> leftOut = new ArrayList<>();
        for (ArchivedTable table : archive.contents().tables()) {
            if (!missing.remove(table.name())) {
                leftOut.add(table.name());
                continue;
            }
            try (TableRows rows = archive.rows(table)) {
                long stored = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(Catalogue.copy(table.name(), table.columns(), "from stdin"), rows, BUFFER);
                rows.requireWhole();
                if (stored != table.rows()) {
                    throw new IOException(table.name() + " has " + stored + " rows of " + table.rows());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("the archive lacks " + missing);
        }
        return leftOut;
    }

    private static void setSequences(Connection connection, List<ArchivedSequence> sequences) throws SQLException {
        List<String> known = new Catalogue(connection)
                .sequences().stream().map(ArchivedSequence::name).toList();
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            for (ArchivedSequence it : sequences) {
                if (known.contains(it.name())) {
                    statement.setString(1, Catalogue.quoted(it.name()));
                    statement.setLong(2, it.value());
                    statement.setBoolean(3, it.called());
                    statement.execute();
                }
            }
        }
    }

    private void requireEmpty(Connection connection) throws SQLException {
        List<String> filled = new Catalogue(connection).filled();
        if (!filled.isEmpty()) {
            throw new ArchiveException("The database " + database.place() + " holds a memory already (rows in "
                    + String.join(", ", filled.subList(0, Math.min(3, filled.size())))
                    + "): import into an empty one, that is a ROOTOPS_HOME without data, or in DATABASE_URL a new"
                    + " database.");
        }
    }

    private ArchiveException unloaded(SQLException e) {
        return new ArchiveException(
                "The archive cannot be read into " + database.place() + " (" + ArchiveFile.oneLine(e)
                        + "): none of its rows is there; mend that and try again.",
                e);
    }
}
