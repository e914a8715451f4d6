package io.rootops.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Public data that stands beside the checkout on the machines that build RootOps; absent in a user's clone. */
final class SharedData {
    private SharedData() {}

    /**
     * A bare clone of a real history: that of the bundle, else the project's own, which is said aloud.
     *
     * @param into an empty directory
     */
    static Path realHistory(Path into) throws IOException, InterruptedException {
        Path clone = into.resolve("history.git");
        Optional<Path> bundle = find("bench/histories/zookeeper.bundle");
        if (bundle.isEmpty()) {
            System.err.println(
                    "*** ROOTOPS_SHARED is absent: the project's own history stands in for zookeeper.bundle ***");
        }
        String source = bundle.map(Path::toString)
                .orElse(Path.of("..").toAbsolutePath().normalize().toString());
        int exit = new ProcessBuilder("git", "clone", "--quiet", "--bare", source, clone.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("git clone of " + source + " ended with " + exit);
        }
        return clone;
    }

    private static Optional<Path> find(String file) {
        String root = System.getenv().getOrDefault("ROOTOPS_SHARED", "../../shared");
        Path path = Path.of(root, file).toAbsolutePath().normalize();
        return Files.isReadable(path) ? Optional.of(path) : Optional.empty();
    }
}
