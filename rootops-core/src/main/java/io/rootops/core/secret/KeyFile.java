package io.rootops.core.secret;

import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
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

    /** What stands in it, for a backup; {@link #restore} takes it. */
    public Secret text() throws KeyFileException {
        try {
            return new Secret(text(read()));
        } catch (NoSuchFileException e) {
            throw new KeyFileException(
                    path + " is missing, so there is no key to save: set ROOTOPS_KEY_FILE to where it is.", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Puts a saved key where there is none, or just this one.
     *
     * @throws KeyFileException also when another key is there, which is left alone
     */
    public void restore(Secret text) throws KeyFileException {
        byte[] key = key(text.value());
        write(key);
        try {
            if (!MessageDigest.isEqual(read(), key)) {
                throw new KeyFileException(
                        path + " holds another key than the saved one: move it away, or set ROOTOPS_KEY_FILE to another"
                                + " place.",
                        null);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SecretBox make() throws KeyFileException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        write(key);
        try {
            return new SecretBox(read());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Leaves one that is there alone. */
    private void write(byte[] key) throws KeyFileException {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            // Whole or not at all, and never in the place of another process's.
            Path draft = Files.createTempFile(
                    path.toAbsolutePath().getParent(), ".key", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(draft, text(key), StandardOpenOption.SYNC);
                Files.createLink(path, draft);
            } finally {
                Files.delete(draft);
            }
        } catch (FileAlreadyExistsException e) {
            return; // another process was first
        } catch (IOException e) {
            throw new KeyFileException(
                    path + " cannot be made (" + e.getMessage() + "): give the directory to the user that runs RootOps,"
                            + " or set ROOTOPS_KEY_FILE to another place.",
                    e);
        }
    }

    private byte[] read() throws IOException, KeyFileException {
        return key(Files.readString(path, StandardCharsets.US_ASCII));
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key) + "\n";
    }

    private byte[] key(String text) throws KeyFileException {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
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
