package io.rootops.app.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** What others wrote for Node and tests run against: installed once by npm, into the user's cache. */
public final class NpmPeer {
    private static final int MINUTES = 5;

    private NpmPeer() {}

    /**
     * Installs it where it is not there yet.
     *
     * @param pack name and version, such as emulate@0.11.2
     * @return the directory that its node_modules are in
     * @throws TestAbortedException where there is no Node, or npm cannot install it; under CI=true that fails
     */
    public static Path installed(String pack) throws IOException, InterruptedException {
        String caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(it -> !it.isBlank())
                .orElse(System.getProperty("user.home") + "/.cache");
        Path home = Path.of(caches, "rootops", "peers", pack.replace('/', '+'));
        if (Files.exists(home)) {
            run(pack, List.of("node", "--version"));
            return home;
        }
        Files.createDirectories(home.getParent());
        Path fresh = Files.createTempDirectory(home.getParent(), "install");
        run(
                pack,
                List.of(
                        "npm",
                        "install",
                        "--prefix",
                        fresh.toString(),
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        pack));
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Installed by another run at the same time.
        }
        return home;
    }

    private static void run(String pack, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw missing(pack, command.get(0) + " is not there: " + e.getMessage());
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw missing(pack, String.join(" ", command) + " failed: " + said);
        }
    }

    private static RuntimeException missing(String pack, String why) {
        String mend = "Node 20 or newer with npm is needed for " + pack + ": " + why;
        if ("true".equals(System.getenv("CI"))) {
            return new UncheckedIOException(new IOException(mend));
        }
        System.err.println("*** TESTS AGAINST " + pack + " SKIPPED *** " + mend);
        return new TestAbortedException(mend);
    }
}
