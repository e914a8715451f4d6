package io.rootops.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public data sets that are too large, or not ours, to be kept in this repository. They lie in the directory that the
 * environment variable {@code ROOTOPS_SHARED} names, by default {@code shared} beside the checkout.
 */
public final class SharedData {
    private static final Logger LOG = LoggerFactory.getLogger(SharedData.class);

    private SharedData() {}

    /** The file; empty, with a loud line, where it is absent. */
    public static Optional<Path> find(String file) {
        String named = System.getenv("ROOTOPS_SHARED");
        Path root = named == null || named.isBlank() ? checkout().resolveSibling("shared") : Path.of(named);
        Path found = root.resolve(file).toAbsolutePath().normalize();
        if (Files.isReadable(found)) {
            return Optional.of(found);
        }
        LOG.warn("NOT TESTED ON REAL DATA: there is no {}; ROOTOPS_SHARED names another directory", found);
        return Optional.empty();
    }

    /** The file; without it the test is skipped, which its report tells. */
    public static Path need(String file) {
        return find(file)
                .orElseGet(() -> Assumptions.abort(
                        "not tested on real data: there is no " + file + " in the directory of ROOTOPS_SHARED"));
    }

    /** The root of this checkout. */
    public static Path checkout() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory.getParent() != null && !Files.exists(directory.resolve(".git"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
