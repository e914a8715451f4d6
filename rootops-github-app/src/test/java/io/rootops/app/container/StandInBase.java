package io.rootops.app.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A Debian like debian:bookworm-slim, made from Debian's packages, since no registry is asked. It has Java already, so
 * that the build of the image needs no network; kept in the user's cache for a week, as Debian's fixes come.
 */
final class StandInBase {
    static final String NAME = "localhost/rootops-test-base";
    private static final Duration FRESH = Duration.ofDays(7);

    private StandInBase() {}

    /** Into the storage; where that cannot be done for a reason outside RootOps, the test is skipped. */
    static void make(Buildah buildah) throws IOException, InterruptedException {
        Path archive = archive();
        Buildah.Result container = buildah.run(Duration.ofMinutes(1), "from", "scratch");
        need(container, "buildah makes no container");
        String name = container.last();
        need(buildah.run(Duration.ofMinutes(3), "add", "-q", name, archive.toString(), "/"), "buildah adds no files");
        need(buildah.run(Duration.ofMinutes(1), "run", name, "--", "true"), "buildah runs nothing here");
        need(buildah.run(Duration.ofMinutes(3), "commit", "-q", "--rm", name, NAME), "buildah commits nothing");
    }

    private static Path archive() throws IOException, InterruptedException {
        String caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(it -> !it.isBlank())
                .orElse(System.getProperty("user.home") + "/.cache");
        Path archive = Path.of(caches, "rootops", "peers", "debian-bookworm-java-17.tar");
        if (Files.exists(archive)
                && Files.getLastModifiedTime(archive).toMillis() > System.currentTimeMillis() - FRESH.toMillis()) {
            return archive;
        }
        Files.createDirectories(archive.getParent());
        Path directory = Files.createTempDirectory(archive.getParent(), "base");
        Path fresh = directory.resolve("base.tar");
        try {
            need(
                    Buildah.run(
                            Duration.ofMinutes(10),
                            List.of(
                                    "mmdebstrap",
                                    "--variant=minbase",
                                    "--include=openjdk-17-jre-headless",
                                    // As in the image that it stands in for.
                                    "--dpkgopt=force-unsafe-io",
                                    "--dpkgopt=path-exclude=/usr/share/man/*",
                                    "--dpkgopt=path-exclude=/usr/share/doc/*",
                                    "--dpkgopt=path-exclude=/usr/share/locale/*",
                                    "--essential-hook=mkdir -p \"$1/usr/share/man/man1\"",
                                    "bookworm",
                                    fresh.toString())),
                    "mmdebstrap makes no Debian");
            return Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
            Files.delete(directory);
        }
    }

    private static void need(Buildah.Result result, String otherwise) {
        if (!result.ok()) {
            throw skipped(otherwise + ": " + result.output());
        }
    }

    /** Not even with CI=true a failure: whether containers can be made is the machine's affair. */
    static TestAbortedException skipped(String why) {
        System.err.println("*** TEST OF THE IMAGE SKIPPED *** " + why);
        return new TestAbortedException(why);
    }
}
