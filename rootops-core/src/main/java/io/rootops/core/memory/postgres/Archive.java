package io.rootops.core.memory.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A .txz archive: files, directories and symbolic links, with the executable bit kept. */
final class Archive {
    private Archive() {}

    /**
     * Unpacks into an existing directory.
     *
     * @throws IOException also when an entry would leave the directory
     */
    static void unpack(InputStream txz, Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz, 1 << 16)))) {
            Path root = directory.toRealPath();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, root);
            }
            // The server may run as another user than the one who unpacks.
            mode(root, "rwxr-xr-x");
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = inside(root, root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            mode(target, "rwxr-xr-x");
            return;
        }
        Path parent = Files.createDirectories(inside(root, target.resolveSibling("."), entry));
        if (!parent.toRealPath().startsWith(root)) {
            throw leaves(entry); // by way of a link unpacked before
        }
        if (entry.isSymbolicLink()) {
            inside(root, parent.resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(root, root.resolve(entry.getLinkName()), entry));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            mode(target, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    private static Path inside(Path root, Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw leaves(entry);
        }
        return normal;
    }

    private static IOException leaves(TarArchiveEntry entry) {
        return new IOException("the archive's entry " + entry.getName() + " would leave its folder");
    }

    private static void mode(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
