package io.rootops.core.memory.archive;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.settings.Secret;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Writes the whole memory as of one moment, table by table, while others go on working on it. The file is a ZIP with an
 * entry for each table and, last, the list of contents.
 */
final class Export {
    static final String CONTENTS = "contents";
    static final String KEY = "secret.key";
    private static final int BUFFER = 1 << 16;

    private final BareDatabase database;
    private final String release;

    /** @param release of RootOps that writes */
    Export(BareDatabase database, String release) {
        this.database = database;
        this.release = release;
    }

    /**
     * Writes and leaves the stream open.
     *
     * @param key to be put beside the tables; null: none
     * @throws IOException when the stream cannot be written
     * @throws SQLException when the database cannot be read
     */
    ArchiveContents write(OutputStream out, Instant now, @Nullable Secret key) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            Collection<String> names = new Catalogue(connection).tables().keySet();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                begin(connection, names);
                return write(connection, new ZipOutputStream(out), now, key);
            } finally {
                connection.rollback();
            }
        }
    }

    /** The locks come before the snapshot: a migration in between would leave it with tables of another form. */
    private static void begin(Connection connection, Collection<String> names) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!names.isEmpty()) {
                statement.execute("lock table "
                        + names.stream().map(Catalogue::quoted).collect(Collectors.joining(", "))
                        + " in access share mode");
            }
            Session.prepare(statement);
        }
    }

    private ArchiveContents write(Connection connection, ZipOutputStream zip, Instant now, @Nullable Secret key)
            throws IOException, SQLException {
        zip.setLevel(Deflater.BEST_SPEED);
        Catalogue catalogue = new Catalogue(connection);
        List<ArchivedTable> tables = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : catalogue.tables().entrySet()) {
            tables.add(copy(connection, zip, table.getKey(), table.getValue()));
        }
        if (key != null) {
            entry(zip, KEY, key.value());
        }
        ArchiveContents contents = new ArchiveContents(
                release,
                catalogue.schema(),
                connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", ""),
                now,
                key == null ? null : Checksum.of(key.value().getBytes(StandardCharsets.UTF_8)),
                List.copyOf(tables),
                catalogue.sequences());
        entry(zip, CONTENTS, ContentsText.of(contents));
        zip.finish();
        return contents;
    }

    private static ArchivedTable copy(Connection connection, ZipOutputStream zip, String name, List<String> columns)
            throws IOException, SQLException {
        MessageDigest digest = Checksum.digest();
        ArchivedTable table = new ArchivedTable(name, List.copyOf(columns), 0, "");
        zip.putNextEntry(new ZipEntry(table.entry()));
        // The database sends row by row, and a ZIP is slow at many short writes.
        OutputStream rows = new BufferedOutputStream(new DigestOutputStream(new LeftOpen(zip), digest), BUFFER);
        long count = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(Catalogue.copy(name, columns, "to stdout"), rows);
        rows.flush();
        zip.closeEntry();
        return new ArchivedTable(name, table.columns(), count, Checksum.text(digest.digest()));
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** More entries follow. */
    private static final class LeftOpen extends FilterOutputStream {
        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {
            // Whoever opened the file closes it.
        }
    }
}
