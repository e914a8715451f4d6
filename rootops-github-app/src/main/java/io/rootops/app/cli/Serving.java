package io.rootops.app.cli;

import io.rootops.app.Server;
import io.rootops.app.StartException;
import io.rootops.app.logs.JsonLog;
import io.rootops.app.ops.BuildVersion;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.settings.Setting;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsException;
import io.rootops.core.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Runs the server until it is stopped; what the command without a name and {@code serve} have in common. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final long LOOK_MILLIS = 250;
    /** So long a database may take that is restarted together with this server. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--repo",
            paramLabel = "PATH|OWNER/NAME",
            description = "A local git repository, or one on GitHub besides those of GITHUB_REPO; may be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Option(names = "--port", paramLabel = "PORT", description = "Instead of ROOTOPS_PORT; 0 takes a free one.")
    private @Nullable Integer port;

    int serve(Console console) throws SettingsException, StartException, InterruptedException {
        Followed followed = Followed.of(repositories);
        Map<String, String> options = new HashMap<>(followed.settings(console.environment()));
        if (port != null) {
            options.put(Setting.ROOTOPS_PORT.name(), port.toString());
        }
        Settings settings = console.settings(options);
        boolean json = new SettingsReader(console.environment()).jsonLog();
        if (json) {
            JsonLog.use(BuildVersion.current());
        }
        Server server = start(settings, followed.local(), console);
        OrderlyStop.of(server::close);
        if (json) {
            // Whoever reads it as JSON expects nothing else there.
            LOG.info("RootOps is at {}", server.dashboard());
        } else {
            console.err().line("\nRootOps is at " + server.dashboard() + "\nStop it with Ctrl-C.\n");
            follow(server, console);
        }
        Thread.currentThread().join();
        return ExitCode.OK;
    }

    private static Server start(Settings settings, List<Path> repositories, Console console)
            throws StartException, InterruptedException {
        long begin = System.nanoTime();
        boolean said = false;
        while (true) {
            try {
                return Server.start(settings, repositories);
            } catch (StartException e) {
                if (!DatabaseException.isOutage(e) || System.nanoTime() - begin > DATABASE_PATIENCE.toNanos()) {
                    throw e;
                }
                if (!said) {
                    console.err()
                            .line(e.getMessage() + " RootOps tries again for " + DATABASE_PATIENCE.toSeconds()
                                    + " seconds.");
                    said = true;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Until the histories are read for the first time. */
    private void follow(Server server, Console console) throws InterruptedException {
        try (ProgressLine progress = new ProgressLine(console.err(), console.interactive(), false, System::nanoTime)) {
            while (true) {
                if (allRead(server, progress)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean allRead(Server server, ProgressLine progress) {
        try {
            List<TrackedRepository> reading = server.repositories().all().stream()
                    .filter(Serving::reading)
                    .toList();
            progress.read(
                    reading.stream().mapToInt(it -> it.mining().done()).sum(),
                    reading.stream().mapToInt(it -> it.mining().total()).sum());
            return reading.isEmpty();
        } catch (RuntimeException e) {
            // The server outlives an outage of its database, so whoever only watches it does too.
            if (!DatabaseException.isOutage(e)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean reading(TrackedRepository it) {
        return switch (it.state()) {
            case WAITING, CLONING, MINING -> true;
            case READY, FAILED -> false;
        };
    }
}
