package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small disk in memory; unmounted by {@link #close}. */
final class Mount implements AutoCloseable {
    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    /** Null where we may not mount. */
    static @Nullable Mount tmpfs(Path directory, String options) throws InterruptedException {
        List<String> words = List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        return Command.succeeds(words, Path.of("/")) ? new Mount(directory) : null;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Command done = Command.run(List.of("umount", directory.toString()), Path.of("/"), Duration.ofSeconds(30));
        if (!done.ok()) {
            throw new IOException(done.output());
        }
    }
}
