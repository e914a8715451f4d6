package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run: they refuse root.
 *
 * @param owner uid that must own the data; -1: whoever runs us
 * @param prefix words before each command
 * @param serverPrefix words before the server, which should end with us and not at the terminal's Ctrl-C
 */
record RunAs(int owner, List<String> prefix, List<String> serverPrefix) {
    private static final int NOBODY = 65534;

    /** For an ordinary user: plain. For root: in a user namespace, else as another user that can reach the home. */
    static RunAs choose(Path home) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new RunAs(-1, List.of(), server(home, List.of()));
        }
        int homeOwner = uid(home);
        if (homeOwner != 0 && canSwitch(home, homeOwner)) {
            return switched(home, homeOwner); // leaves a home that its user can use without us
        }
        if (inNamespace(home)) {
            return new RunAs(0, List.of("unshare", "-U"), server(home, List.of("unshare", "-U")));
        }
        Path parent = parent(home);
        Set<Integer> candidates = new LinkedHashSet<>(List.of(uid(parent), NOBODY));
        for (int candidate : candidates) {
            if (candidate != 0 && canSwitch(parent, candidate)) {
                RunAs other = switched(home, candidate);
                other.take(home);
                return other;
            }
        }
        throw new PostgresStartException("PostgreSQL refuses to run as root, and neither way around it works here:"
                + " `unshare -U` (user namespaces) is not permitted, and no other user that `setpriv` could switch to"
                + " can reach " + home + ": run RootOps as an ordinary user, or set ROOTOPS_HOME to a directory"
                + " that other users can enter, or set DATABASE_URL.");
    }

    private static boolean isRoot() {
        // UnixSystem, not user.name: a container's user may have no name at all.
        return !System.getProperty("os.name", "").startsWith("Windows")
                && new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    private static boolean inNamespace(Path home) throws IOException, InterruptedException {
        // Reaching the home is part of the probe: in the namespace root has no rights over other users' directories.
        List<String> probe =
                List.of("unshare", "-U", "sh", "-c", "cd \"$1\" && test \"$(id -u)\" != 0", "sh", "" + home);
        return uid(home) == 0 && Command.succeeds(probe, Path.of("/"));
    }

    private static boolean canSwitch(Path directory, int uid) throws InterruptedException {
        List<String> probe = new ArrayList<>(setpriv(uid));
        probe.addAll(List.of("sh", "-c", "cd \"$1\"", "sh", directory.toString()));
        return Command.succeeds(probe, Path.of("/"));
    }

    private static RunAs switched(Path home, int uid) throws InterruptedException {
        return new RunAs(uid, setpriv(uid), server(home, setpriv(uid)));
    }

    private static List<String> setpriv(int uid) {
        return List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    }

    private static List<String> server(Path home, List<String> prefix) throws InterruptedException {
        List<String> words = new ArrayList<>();
        if (Command.succeeds(List.of("setsid", "true"), home)) {
            words.add("setsid"); // a session of its own: Ctrl-C is for us, we then stop the server in order
        }
        words.addAll(prefix);
        List<String> endsWithUs = List.of("setpriv", "--pdeathsig=INT");
        if (Command.succeeds(
                Stream.concat(endsWithUs.stream(), Stream.of("true")).toList(), home)) {
            words.addAll(endsWithUs);
        }
        return List.copyOf(words);
    }

    List<String> command(Path program, List<String> arguments) {
        return join(prefix, program, arguments);
    }

    List<String> serverCommand(Path program, List<String> arguments) {
        return join(serverPrefix, program, arguments);
    }

    private static List<String> join(List<String> prefix, Path program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return words;
    }

    /** Hands a file, or a directory with all below it, to the owner; does nothing unless we are root. */
    void give(Path path) throws IOException {
        if (owner < 0 || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    take(file);
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A server whose RootOps was killed may still be ending, and takes its own files away meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
    }

    private void take(Path path) throws IOException {
        if (uid(path) != owner) {
            Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static Path parent(Path home) {
        Path parent = home.getParent();
        return parent == null ? home : parent;
    }
}
