package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier server left behind. We hold the home's lock, so whatever postmaster.pid names is nobody's: a server
 * that outlived its RootOps, a dead one, or by now an unrelated process with its number.
 */
final class Orphan {
    private static final Logger log = LoggerFactory.getLogger(Orphan.class);

    private Orphan() {}

    static void remove(Cluster cluster, Postmaster postmaster) throws IOException, InterruptedException {
        Path pidFile = cluster.data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = pid(pidFile).flatMap(ProcessHandle::of);
        if (process.isEmpty()) {
            return; // the server finds that out itself and recovers
        }
        String commandLine = process.get().info().commandLine().orElse("");
        if (commandLine.contains(cluster.data().toString())) {
            log.info(
                    "Stopping PostgreSQL process {} that outlived its RootOps",
                    process.get().pid());
            postmaster.stop();
        } else if (!commandLine.isEmpty()) {
            // Left in place, it would make the server refuse, or a stop signal hit that process.
            log.info("Removing {}: its process number now belongs to another program", pidFile);
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<Long> pid(Path pidFile) throws IOException {
        return Files.readString(pidFile)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .findFirst();
    }
}
