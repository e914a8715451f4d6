package io.rootops.core.signal.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose log a file is.
 *
 * @param environment the namespace, of Kubernetes; else null: not known
 */
record LogOwner(String service, @Nullable String environment) {
    /** {@code <pod>_<namespace>_<container>-<id>.log}, in {@code /var/log/containers}. */
    private static final Pattern CONTAINER = Pattern.compile("[^_]+_([^_]+)_(.+)-[0-9a-f]{64}\\.log");
    /** {@code <namespace>_<pod>_<uid>}, in {@code /var/log/pods}. */
    private static final Pattern POD = Pattern.compile("([^_]+)_[^_]+_[^_]+");

    private static final Pattern RESTART = Pattern.compile("\\d+\\.log");
    /** Docker's file of a container that only its id names; people know the first twelve digits. */
    private static final Pattern DOCKER = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}-json\\.log");

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]{2,6}$");
    /** A part of a service's log, or one of its workers. */
    private static final Pattern PART =
            Pattern.compile("[._-](?:errors?|access|stdout|stderr|json|debug|info|warn|\\d{1,3})$");

    private static final Set<String> GENERIC = Set.of(
            "app",
            "application",
            "server",
            "service",
            "error",
            "errors",
            "stdout",
            "stderr",
            "access",
            "output",
            "out",
            "err",
            "log",
            "logs",
            "main",
            "console",
            "current",
            "debug",
            "info",
            "warn",
            "all",
            "json",
            "default",
            "catalina",
            "var",
            "opt",
            "srv",
            "data",
            "tmp");

    /** @param live the path without what rotation added */
    static LogOwner of(Path live) {
        String name = String.valueOf(live.getFileName());
        Matcher container = CONTAINER.matcher(name);
        if (container.matches()) {
            return new LogOwner(container.group(2), container.group(1));
        }
        Path parent = live.getParent();
        Matcher pod = POD.matcher(name(parent == null ? null : parent.getParent()));
        if (RESTART.matcher(name).matches() && pod.matches()) {
            return new LogOwner(name(parent), pod.group(1));
        }
        Matcher docker = DOCKER.matcher(name);
        if (docker.matches()) {
            return new LogOwner(docker.group(1), null);
        }
        return new LogOwner(service(live, stem(name)), null);
    }

    private static String stem(String name) {
        String stem = EXTENSION.matcher(name).replaceFirst("");
        String shorter = PART.matcher(stem).replaceFirst("");
        return shorter.isEmpty() ? stem : shorter;
    }

    /** The name, or that of the nearest directory that says more. */
    private static String service(Path live, String stem) {
        if (!generic(stem)) {
            return stem;
        }
        for (Path directory = live.getParent(); directory != null; directory = directory.getParent()) {
            String name = name(directory);
            if (!name.isEmpty() && !generic(name)) {
                return name;
            }
        }
        return stem;
    }

    private static boolean generic(String name) {
        return GENERIC.contains(name.toLowerCase(Locale.ROOT)) || name.chars().noneMatch(Character::isLetter);
    }

    private static String name(@Nullable Path path) {
        Path name = path == null ? null : path.getFileName();
        return name == null ? "" : name.toString();
    }
}
