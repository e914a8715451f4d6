package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server as a process: how it is started and stopped. */
final class Postmaster {
    /**
     * fsync and synchronous_commit stay on. Nobody replicates from this server, so the least write-ahead log is
     * enough; checkpoints are rare so that the first reading of a large history is not slowed by them.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "30"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("effective_cache_size", "512MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("wal_compression", "on"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("log_line_prefix", "%m [%p] "));

    private final Cluster cluster;

    Postmaster(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A direct child of ours, so that its end is seen at once. */
    Process spawn(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Path program = cluster.binaries().program("postgres");
        return Command.builder(cluster.runAs().serverCommand(program, arguments), cluster.home())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(cluster.log().toFile()))
                .start();
    }

    /** Open transactions are rolled back, clients disconnected, everything written; false when there was nothing to stop. */
    boolean stop() throws IOException, InterruptedException {
        List<String> arguments =
                List.of("stop", "-D", cluster.data().toString(), "-m", "fast", "-w", "-t", "60", "--silent");
        Path program = cluster.binaries().program("pg_ctl");
        return Command.run(cluster.runAs().command(program, arguments), cluster.home(), Duration.ofSeconds(70))
                .ok();
    }
}
