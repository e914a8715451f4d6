package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One process a home directory. The system gives the lock up when the process ends, however it ends. */
final class HomeLock implements AutoCloseable {
    /**
     * The homes that this JVM holds. Such locks belong to the process, and closing any second channel on the file
     * would give ours up: so a home that is held is never opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static HomeLock take(Path home) throws IOException {
        if (!HELD.add(home)) {
            throw taken(home, String.valueOf(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            Path file = home.resolve("lock");
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(home, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(home, channel);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            HELD.remove(home);
            throw e;
        }
    }

    /** The process that holds a home, as it wrote itself down; null when it is free. */
    static @Nullable String holder(Path home) throws IOException {
        Path file = home.resolve("lock");
        if (!Files.exists(file)) {
            return null;
        }
        if (HELD.contains(home)) {
            return String.valueOf(ProcessHandle.current().pid());
        }
        // A shared lock: two that only ask do not take each other for a holder.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            return lock == null ? Files.readString(file).strip() : null;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, Exception reason) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static PostgresStartException taken(Path home, String owner) {
        return new PostgresStartException("The data directory " + home + " is in use by another RootOps"
                + (owner.isEmpty() ? "" : " (process " + owner + ")")
                + ": stop that one, or set ROOTOPS_HOME to another directory.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(home);
    }
}
