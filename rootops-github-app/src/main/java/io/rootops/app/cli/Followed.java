package io.rootops.app.cli;

import io.rootops.core.settings.Setting;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The repositories that options name.
 *
 * @param local directories
 * @param remote owner/name each
 */
record Followed(List<Path> local, List<String> remote) {
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+");

    /** What exists on this machine is local, also where it looks like owner/name. */
    static Followed of(List<String> names) {
        List<Path> local = new ArrayList<>();
        List<String> remote = new ArrayList<>();
        for (String name : names) {
            Path path = path(name);
            if (!Files.exists(path) && REMOTE.matcher(name).matches()) {
                remote.add(name);
            } else {
                local.add(path);
            }
        }
        return new Followed(List.copyOf(local), List.copyOf(remote));
    }

    /** The repositories on GitHub besides those of the environment. */
    Map<String, String> settings(Map<String, String> environment) {
        String name = Setting.GITHUB_REPO.name();
        return remote.isEmpty()
                ? Map.of()
                : Map.of(name, environment.getOrDefault(name, "") + "," + String.join(",", remote));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--repo '" + name + "': expected the path of a git repository, or owner/name");
        }
    }
}
