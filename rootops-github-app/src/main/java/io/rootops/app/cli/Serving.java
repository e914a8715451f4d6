package io.rootops.app.cli;

import io.rootops.app.Server;
import io.rootops.app.StartException;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.settings.Setting;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Runs the server until it is stopped; what the command without a name and {@code serve} have in common. */
final class Serving {
    private static final long LOOK_MILLIS = 250;

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
        Server server = Server.start(settings, followed.local());
        OrderlyStop.of(server::close);
        console.err().line("\nRootOps is at " + server.dashboard() + "\nStop it with Ctrl-C.\n");
        follow(server, console);
        Thread.currentThread().join();
        return ExitCode.OK;
    }

    /** Until the histories are read for the first time. */
    private void follow(Server server, Console console) throws InterruptedException {
        try (ProgressLine progress = new ProgressLine(console.err(), console.interactive(), false, System::nanoTime)) {
            while (true) {
                List<TrackedRepository> reading = server.repositories().all().stream()
                        .filter(Serving::reading)
                        .toList();
                if (reading.isEmpty()) {
                    return;
                }
                progress.read(
                        reading.stream().mapToInt(it -> it.mining().done()).sum(),
                        reading.stream().mapToInt(it -> it.mining().total()).sum());
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean reading(TrackedRepository it) {
        return switch (it.state()) {
            case WAITING, CLONING, MINING -> true;
            case READY, FAILED -> false;
        };
    }
}
