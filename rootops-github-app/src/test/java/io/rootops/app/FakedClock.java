package io.rootops.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock for whole processes and their children, which can be put forward while they run: libfaketime's. */
final class FakedClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path library;
    private final Path file;
    private Duration ahead = Duration.ZERO;

    private FakedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Empty: libfaketime is not installed. */
    static Optional<FakedClock> in(Path directory) throws IOException {
        try (Stream<Path> architectures = Files.list(LIBRARIES)) {
            return architectures
                    .map(it -> it.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .map(it -> new FakedClock(it, directory.resolve("clock")));
        }
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }

    void set(Instant time) throws IOException {
        ahead = Duration.between(Instant.now(), time);
        Path next = Files.writeString(
                file.resolveSibling("clock.next"), (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of a process that is to have it. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                // The same at each moment in all processes.
                "FAKETIME_NO_CACHE", "1",
                // What waits for some seconds waits for seconds, whatever the clock says.
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
}
