package io.rootops.core.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file with the key that secrets in the database are encrypted with: 256 random bits as base64, readable by its owner
 * only. It is apart from the database, so a copy of that alone tells nothing.
 */
public final class KeyFile {
    static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    /** Reads it, or makes it where there is none. */
    public SecretBox open() throws KeyFileException {
        try {
            return new SecretBox(read());
        } catch (NoSuchFileException e) {
            return make();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads it, and makes none: what was encrypted before is not read by a new one. */
    public SecretBox existing() throws KeyFileException {
        try {
            return new SecretBox(read());
        } catch (NoSuchFileException e) {
            throw new KeyFileException(
                    path + " is missing: restore it with the database, set ROOTOPS_KEY_FILE to where it is, or connect"
                            + " GitHub again.",
                    e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SecretBox make() throws KeyFileException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            // Whole or not at all, and never in the place of another process's.
            Path draft = Files.createTempFile(
                    path.toAbsolutePath().getParent(), ".key", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
                Files.createLink(path, draft);
            } finally {
                Files.delete(draft);
            }
            return new SecretBox(key);
        } catch (FileAlreadyExistsException e) {
            try {
                return new SecretBox(read());
            } catch (IOException unread) {
                throw unreadable(unread);
            }
        } catch (IOException e) {
            throw new KeyFileException(
                    path + " cannot be made (" + e.getMessage() + "): give the directory to the user that runs RootOps,"
                            + " or set ROOTOPS_KEY_FILE to another place.",
                    e);
        }
    }

    private byte[] read() throws IOException, KeyFileException {
        String text = Files.readString(path, StandardCharsets.US_ASCII).strip();
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        throw malformed(null);
    }

    private KeyFileException malformed(@Nullable Throwable cause) {
        return new KeyFileException(
                path + " is no key: expected " + BYTES
                        + " bytes as base64, as RootOps makes it by itself; restore it from"
                        + " a backup, or remove it and connect GitHub again.",
                cause);
    }

    private KeyFileException unreadable(IOException e) {
        return new KeyFileException(
                path + " cannot be read (" + e.getMessage() + "): give it to the user that runs RootOps, or set"
                        + " ROOTOPS_KEY_FILE to another place.",
                e);
    }
}
