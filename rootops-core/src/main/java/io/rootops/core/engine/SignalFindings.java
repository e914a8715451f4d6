package io.rootops.core.engine;

import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.settings.Setting;
import io.rootops.core.settings.Settings;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.detect.StoreFinding.Absent;
import io.rootops.core.signal.detect.StoreFinding.Failed;
import io.rootops.core.signal.detect.StoreFinding.Found;
import io.rootops.core.signal.detect.StoreFinding.NotAsked;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where logs and metrics come from.
 *
 * @param logPaths globs of log files
 * @param logFiles how many files match them
 */
public record SignalFindings(StoreFinding loki, StoreFinding prometheus, List<String> logPaths, int logFiles) {
    private static final Store LOKI = new Store("Loki", "LOKI_", "http://loki:3100");
    private static final Store PROMETHEUS = new Store("Prometheus", "PROMETHEUS_", "http://prometheus:9090");

    /** @param prefix of its settings */
    private record Store(String name, String prefix, String example) {}

    public SignalFindings {
        logPaths = List.copyOf(logPaths);
    }

    /** What is known without asking anybody. */
    public static SignalFindings notAsked(Settings settings, String why, int logFiles) {
        NotAsked notAsked = new NotAsked(why);
        return new SignalFindings(notAsked, notAsked, settings.logPaths(), logFiles);
    }

    /** Of logs and of metrics. */
    public List<BackendCheck> checks() {
        return List.of(logs(), metrics());
    }

    private BackendCheck logs() {
        if (loki instanceof Found found) {
            return ok("logs", "Loki at " + found.address() + ", " + found.detail());
        }
        if (loki instanceof Failed failed) {
            return fail("logs", failed, LOKI, logFiles > 0 ? "; log files stand in for it" : "");
        }
        String paths = String.join(", ", logPaths);
        if (logFiles > 0) {
            return ok("logs", logFiles + (logFiles == 1 ? " file of " : " files of ") + paths);
        }
        String text = missing("Loki", loki) + "no file matches " + paths;
        List<String> tried = Stream.concat(tried(loki), logPaths.stream()).toList();
        if (!paths.equals(Setting.LOG_PATHS.defaultValue()) && !(loki instanceof NotAsked)) {
            String fix = "check LOG_PATHS, and that RootOps may read these directories";
            return new BackendCheck("logs", State.WARN, text, tried, fix, List.of());
        }
        return none("logs", text, tried, "errors before and after each deployment: set LOKI_URL or LOG_PATHS");
    }

    private BackendCheck metrics() {
        if (prometheus instanceof Found found) {
            String detail = found.detail().isEmpty() ? "" : ", " + found.detail();
            return ok("metrics", "Prometheus at " + found.address() + detail);
        }
        if (prometheus instanceof Failed failed) {
            return fail("metrics", failed, PROMETHEUS, "");
        }
        String text = missing("Prometheus", prometheus);
        return none(
                "metrics",
                text.isEmpty() ? "PROMETHEUS_URL is none" : text.replaceFirst(", $", ""),
                tried(prometheus).toList(),
                "a verdict on each deployment: set PROMETHEUS_URL");
    }

    /** With a comma at its end; empty where it is not to be looked for. */
    private static String missing(String store, StoreFinding finding) {
        if (finding instanceof NotAsked notAsked) {
            return store + " " + notAsked.why() + ", ";
        }
        if (!(finding instanceof Absent absent) || absent.tried().isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>(absent.refused());
        parts.add(0, "no " + store + " at the usual addresses");
        return String.join(", ", parts) + ", ";
    }

    private static Stream<String> tried(StoreFinding finding) {
        return finding instanceof Absent absent ? absent.tried().stream().map(URI::toString) : Stream.empty();
    }

    private static BackendCheck ok(String subject, String text) {
        return new BackendCheck(subject, State.OK, text, List.of(), null, List.of());
    }

    private static BackendCheck none(String subject, String text, List<String> tried, String wouldAdd) {
        return new BackendCheck(subject, State.NONE, text, tried, null, List.of(wouldAdd));
    }

    private static BackendCheck fail(String subject, Failed failed, Store store, String instead) {
        return new BackendCheck(
                subject,
                State.FAIL,
                failed.why().getMessage() + instead,
                List.of(failed.address().toString()),
                fix(failed.why(), failed.address(), store),
                List.of());
    }

    private static String fix(StoreException why, StoreAddress address, Store store) {
        String again = "; RootOps goes on by itself when it answers";
        return switch (why.kind()) {
            case REFUSED -> credentials(String.valueOf(why.getMessage()), address, store.prefix());
            case NOT_UNDERSTOOD ->
                "set " + store.prefix() + "URL to the address of " + store.name() + ", such as " + store.example();
            case UNREACHABLE -> "start " + store.name() + ", or check " + store.prefix() + "URL" + again;
            case BUSY, FAILING, TOO_MUCH -> "look at the log of " + store.name() + again;
        };
    }

    private static String credentials(String said, StoreAddress address, String prefix) {
        if (said.toLowerCase(Locale.ROOT).contains("org id")) {
            return (address.tenant() == null ? "set " : "check ") + prefix + "TENANT";
        }
        if (address.token() != null) {
            return "check " + prefix + "TOKEN";
        }
        return address.user() != null
                ? "check " + prefix + "USERNAME and " + prefix + "PASSWORD"
                : "set " + prefix + "USERNAME and " + prefix + "PASSWORD, or " + prefix + "TOKEN";
    }
}
