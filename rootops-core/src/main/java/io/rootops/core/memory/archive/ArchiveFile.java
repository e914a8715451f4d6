package io.rootops.core.memory.archive;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** An archive on disk. Not for more than one thread. */
public final class ArchiveFile implements AutoCloseable {
    private static final int MOST_CONTENTS = 1 << 20;

    private final Path path;
    private final ZipFile zip;
    private final ArchiveContents contents;

    private ArchiveFile(Path path, ZipFile zip, ArchiveContents contents) {
        this.path = path;
        this.zip = zip;
        this.contents = contents;
    }

    /**
     * Writes the memory as of this moment; others may go on working on it. The file is for its owner only, and appears
     * under its name when it is whole.
     *
     * @param key to be put in; null: none
     * @param release of RootOps that writes
     * @throws ArchiveException in one sentence, also when there is such a file or no memory
     */
    public static ArchiveContents write(
            Path path, BareDatabase database, @Nullable Secret key, String release, InstantSource clock) {
        if (Files.exists(path)) {
            throw new ArchiveException(path + " is there already: name another file, or remove it.");
        }
        if (database.schema().isEmpty()) {
            throw new ArchiveException(
                    "The database " + database.place() + " holds no memory of RootOps: nothing to export.");
        }
        try {
            Path unfinished = Files.createTempFile(
                    path.toAbsolutePath().getParent(),
                    path.getFileName() + ".",
                    ".unfinished",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                ArchiveContents contents;
                try (OutputStream out = Files.newOutputStream(unfinished)) {
                    contents = new Export(database, release).write(out, clock.instant(), key);
                }
                try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                if (Files.exists(path)) {
                    throw new ArchiveException(path + " was made meanwhile: name another file.");
                }
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
                return contents;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new ArchiveException(unwritable(path, e), e);
        } catch (SQLException e) {
            throw new ArchiveException(
                    "The database " + database.place() + " cannot be read to its end (" + oneLine(e)
                            + "): nothing was written; try again.",
                    e);
        }
    }

    /**
     * Opens one and reads its list of contents.
     *
     * @throws ArchiveException in one sentence: no archive, cut short, damaged, or of a format that is not known
     */
    public static ArchiveFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ArchiveException(
                    path + " is no file that this user can see: name one that 'rootops export' wrote.");
        }
        ZipFile zip = zip(path);
        try {
            return new ArchiveFile(path, zip, ContentsText.parse(text(zip, Export.CONTENTS, path), path.toString()));
        } catch (IOException | IllegalArgumentException e) {
            close(zip, e);
            throw damaged(path, e);
        } catch (ArchiveException e) {
            close(zip, e);
            throw e;
        }
    }

    public ArchiveContents contents() {
        return contents;
    }

    /**
     * Reads all of it.
     *
     * @throws ArchiveException when something in it is not what was written
     */
    public void verify() {
        for (ArchivedTable table : contents.tables()) {
            try (TableRows rows = rows(table)) {
                rows.transferTo(OutputStream.nullOutputStream());
                rows.requireWhole();
            } catch (IOException | IllegalArgumentException e) {
                throw damaged(path, e);
            }
        }
        key();
    }

    /** The content of the key file that was put in. */
    public Optional<Secret> key() {
        if (contents.keySha256() == null) {
            return Optional.empty();
        }
        try {
            String key = text(zip, Export.KEY, path);
            if (!Checksum.of(key.getBytes(StandardCharsets.UTF_8)).equals(contents.keySha256())) {
                throw ContentsText.damaged(path.toString());
            }
            return Optional.of(new Secret(key));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(path, e);
        }
    }

    /** The rows of a table. */
    TableRows rows(ArchivedTable table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw ContentsText.damaged(path.toString());
        }
        return new TableRows(zip.getInputStream(entry), table);
    }

    Path path() {
        return path;
    }

    private static String unwritable(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return path + " cannot be written (there is no directory "
                    + path.toAbsolutePath().getParent() + "): make it, or name another place.";
        }
        if (e instanceof AccessDeniedException) {
            return path + " cannot be written (permission denied in "
                    + path.toAbsolutePath().getParent() + "): name a place where the user that runs this may write.";
        }
        return path + " cannot be written (" + e.getMessage() + "): make room there, or name another place.";
    }

    private static ZipFile zip(Path path) {
        if (!Files.isReadable(path)) {
            throw new ArchiveException(path + " cannot be read by the user that runs this: give it to that user.");
        }
        try {
            return new ZipFile(path.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new ArchiveException(
                    path + " is no archive of RootOps, or is cut short (" + e.getMessage() + "): use another backup.",
                    e);
        }
    }

    private static String text(ZipFile zip, String name, Path path) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ArchiveException(path + " is no archive of RootOps: it has no " + name + ".");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MOST_CONTENTS), StandardCharsets.UTF_8);
        }
    }

    private static ArchiveException damaged(Path path, Exception cause) {
        ArchiveException damaged = ContentsText.damaged(path.toString());
        damaged.initCause(cause);
        return damaged;
    }

    static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private static void close(ZipFile zip, Exception reason) {
        try {
            zip.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }
}
