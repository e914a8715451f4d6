package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootops remove} and {@code rootops forget-author}. */
class UpkeepCommandsIT {
    @TempDir
    private Path directory;

    private FakeGitHub github;

    @BeforeEach
    void read() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        for (String name : new String[] {"acme/shop", "acme/till"}) {
            try (GitFixture git = GitFixture.bare(github.add(name, false))) {
                git.commit()
                        .author("Ana\u202e L", "ana@example.org")
                        .file("A.java", "class A {}\n")
                        .on("main");
            }
        }
        assertThat(run(Map.of("GITHUB_REPO", "acme/shop,acme/till"), "backfill").exitCode())
                .isZero();
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void aRemovedRepositoryTakesItsCloneWithIt() throws Exception {
        Path clones = directory.resolve("home/repositories");
        assertThat(bare(clones)).containsExactlyInAnyOrder("shop.git", "till.git");

        Run named = run(Map.of("GITHUB_REPO", "acme/shop"), "remove", "acme/shop");
        Run unsure = run(Map.of(), "remove", "acme/shop");
        Run removed = run(Map.of(), "remove", "--force", "acme/shop");
        Run again = run(Map.of(), "remove", "acme/shop");

        assertThat(named.exitCode()).isEqualTo(2);
        assertThat(named.err())
                .contains("acme/shop is still followed and would be read again: GITHUB_REPO names it")
                .hasLineCount(1);
        assertThat(unsure.exitCode()).isEqualTo(2);
        assertThat(unsure.err())
                .contains("acme/shop may still be followed", "--force")
                .hasLineCount(1);
        assertThat(removed).isEqualTo(new Run(0, "acme/shop is removed, with 1 commits\n", ""));
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("there is no repository 'acme/shop'").hasLineCount(1);
        assertThat(bare(clones)).containsExactly("till.git");
    }

    @Test
    void aForgottenAuthorIsSaidToBeSo() {
        Run done = run(Map.of(), "forget-author", "Ana\u202e L <ANA@example.org>", "--login", "@ana-l");
        Run named = run(Map.of(), "forget-author", "ana@example.org", "--address", "Ana <ana@home.example>");
        Run wrong = run(Map.of(), "forget-author", "Ana");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .matches("Forgotten: 2 commits and 0 pull requests are forgotten-[0-9a-f]{8}'s now; 0 texts no longer"
                        + " name them; 0 bodies of deliveries are thrown away\n");
        assertThat(done.err()).contains("Git keeps the name").hasLineCount(1);
        assertThat(named.exitCode()).isEqualTo(2);
        assertThat(named.err()).contains("--address 'Ana <ana@home.example>': expected an address alone");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("'Ana': expected 'Name <mail@example.org>'");
    }

    private static String[] bare(Path clones) throws Exception {
        try (var walk = Files.walk(clones, 3)) {
            return walk.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".git"))
                    .toArray(String[]::new);
        }
    }

    private Run run(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>(Map.of(
                "ROOTOPS_HOME", directory.resolve("home").toString(),
                "GITHUB_URL", github.address().web().toString(),
                "GITHUB_API_URL", github.address().api().toString()));
        all.putAll(settings);
        return Run.with(all, arguments);
    }
}
