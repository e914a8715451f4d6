package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneSweepTest {
    @TempDir
    private Path repositories;

    @Test
    void clonesOfWhatIsNotInTheMemoryGoAndAllOthersStay() throws Exception {
        clone("github.com/acme/shop.git");
        clone("github.com/acme/shop.git.unfinished");
        clone("github.com/acme/old.git");
        clone("github.com/acme/gone.git");
        clone("github.com/acme/gone.git.unfinished");
        clone("ghe.example-8443/acme/shop.git");
        clone("ghe.example-8443/acme/gone.git");
        clone("proxy.example/acme/shop.git");
        Files.writeString(repositories.resolve("github.com/acme/README"), "of somebody");
        Set<String> known = Set.of(
                "https://github.com/acme/shop.git",
                "https://github.com/acme/old.git",
                "https://ghe.example:8443/acme/shop.git",
                "https://proxy.example/github/acme/shop.git",
                "/home/me/gone");

        try (CloneSweep sweep = new CloneSweep(repositories, () -> known)) {
            sweep.sweep();
        }

        assertThat(thirds())
                .containsExactly(
                        "ghe.example-8443/acme/shop.git",
                        "github.com/acme/README",
                        "github.com/acme/old.git",
                        "github.com/acme/shop.git",
                        "github.com/acme/shop.git.unfinished",
                        "proxy.example/acme/shop.git");
        assertThat(repositories.resolve("github.com/acme/shop.git/objects/pack"))
                .exists();
    }

    @Test
    void whereTheMemoryCannotBeAskedAllStay() throws Exception {
        clone("github.com/acme/gone.git");
        try (CloneSweep sweep = new CloneSweep(repositories, () -> {
            throw new IllegalStateException("the database is away");
        })) {
            assertThatThrownBy(sweep::sweep).hasMessage("the database is away");
        }
        assertThat(thirds()).containsExactly("github.com/acme/gone.git");
        try (CloneSweep nothing = new CloneSweep(repositories.resolve("none"), Set::of)) {
            nothing.sweep();
        }
    }

    private void clone(String path) throws Exception {
        Files.createDirectories(repositories.resolve(path).resolve("objects/pack"));
        Files.writeString(repositories.resolve(path).resolve("HEAD"), "ref: refs/heads/main\n");
    }

    private Stream<String> thirds() throws Exception {
        try (Stream<Path> walk = Files.walk(repositories, 3)) {
            return walk
                    .map(it -> repositories.relativize(it))
                    .filter(it -> it.getNameCount() == 3)
                    .map(Path::toString)
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
