package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.RemoteClone.Scope;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it clones or fetches leaves nothing that the next one stumbles over. */
class RemoteCloneKillIT {
    private static final String NAME = "acme/shop";
    private final Random noise = new Random(7);

    @TempDir
    private Path directory;

    private FakeGitHub github;
    private GitFixture remote;

    @BeforeEach
    void serve() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        remote = GitFixture.bare(github.add(NAME, false));
    }

    @AfterEach
    void close() {
        remote.close();
        github.close();
    }

    @Test
    void half_clone_is_thrown_away_and_made_anew() throws Exception {
        String first = commit();
        killInTheMiddle();
        assertThat(place()).doesNotExist();
        assertThat(place().resolveSibling("shop.git.unfinished")).exists();

        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(RemoteCloneIT.refs(place())).isEqualTo(Map.of("refs/heads/main", first));
        assertThat(place().resolveSibling("shop.git.unfinished")).doesNotExist();
    }

    @Test
    void half_fetch_leaves_the_clone_as_it_was_and_the_next_one_completes_it() throws Exception {
        String first = commit();
        clones().refresh(NAME, Scope.ALL_BRANCHES);
        String second = commit(first);
        killInTheMiddle();
        assertThat(RemoteCloneIT.refs(place())).isEqualTo(Map.of("refs/heads/main", first));

        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(RemoteCloneIT.refs(place())).isEqualTo(Map.of("refs/heads/main", second));
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void locks_of_a_killed_fetch_do_not_stop_the_next_one() throws Exception {
        String first = commit();
        clones().refresh(NAME, Scope.ALL_BRANCHES);
        String second = commit(first);
        for (String lock : List.of("HEAD.lock", "packed-refs.lock", "shallow.lock", "refs/heads/main.lock")) {
            Files.createFile(place().resolve(lock));
        }

        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(RemoteCloneIT.refs(place())).isEqualTo(Map.of("refs/heads/main", second));
        assertThat(leftOvers()).isEmpty();
    }

    private void killInTheMiddle() throws Exception {
        Brake brake = new Brake(200_000);
        github.brake(brake);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloneMain.class.getName(),
                        directory.resolve("clones").toString(),
                        github.address().web().toString(),
                        NAME)
                .inheritIO()
                .start();
        child.onExit().thenRun(brake::release); // a child that fails before must not be waited for
        assertThat(brake.awaitStop()).isTrue();
        child.destroyForcibly().waitFor();
        brake.release();
        github.brake(Brake.NONE);
    }

    private List<Path> leftOvers() throws Exception {
        try (Stream<Path> files = Files.walk(place())) {
            return files.filter(it -> it.toString().matches(".*(\\.lock|\\.tmp|incoming_.*)"))
                    .toList();
        }
    }

    /** Half a megabyte that does not compress. */
    private String commit(String... parents) {
        byte[] content = new byte[500_000];
        noise.nextBytes(content);
        return remote.commit(parents).file("file", content).on("main");
    }

    private RemoteClone clones() {
        return new RemoteClone(
                directory.resolve("clones"), github.address(), GitHubTokens.fixed(null), CloneProgress.SILENT);
    }

    private Path place() {
        return directory.resolve("clones").resolve(github.address().directory()).resolve(NAME + ".git");
    }
}
