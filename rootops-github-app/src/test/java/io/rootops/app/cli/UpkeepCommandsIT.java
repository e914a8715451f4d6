package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootops remove}, {@code rootops forget-author}, {@code rootops incident} and {@code rootops change}. */
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

    @Test
    void anIncidentIsToldListedAndResolved() throws Exception {
        Path trace = directory.resolve("trace.txt");
        Files.writeString(
                trace, "at shop.Cart.total(Cart.java:17) of ana@example.org\n" + "x\n".repeat(40_000) + "end");

        Run added = run(
                Map.of(),
                "incident",
                "add",
                "No items\u202e",
                "--text-file",
                trace.toString(),
                "--service",
                "cart",
                "--severity",
                "P1",
                "--id",
                "42",
                "--sha",
                "ab".repeat(20));
        Run again = run(Map.of(), "incident", "add", "No items\u202e", "--service", "cart", "--id", "42");
        String id = added.out().strip();
        Run listed = run(Map.of(), "incident", "list", "--open");
        Run resolved = run(Map.of(), "incident", "resolve", id);

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.err()).contains("characters of the text are left out").hasLineCount(1);
        assertThat(again.out()).isEqualTo(added.out());
        assertThat(listed.out()).contains(id, "open", "cart", "No items").doesNotContain("\u202e");
        assertThat(resolved.exitCode()).isZero();
        assertThat(run(Map.of(), "incident", "list", "--open").err()).contains("There is no incident that goes on");
        assertThat(run(Map.of(), "incident", "list", "--json").out())
                .contains(
                        "\"schema\" : \"rootops.incidents/1\"",
                        "\"state\" : \"resolved\"",
                        "\"severity\" : \"critical\"");
    }

    @Test
    void aChangeIsTold() {
        Run added = run(Map.of(), "change", "add", "Turn on new-checkout", "--kind", "feature_flag", "--id", "42");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).matches("[0-9a-f-]{36}\\R");
        Run wrong = run(Map.of(), "change", "add", "Turn on new-checkout", "--kind", "flag");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--kind 'flag': expected feature_flag, configuration");
    }

    @Test
    void whatCannotBeToldOfAnIncidentIsSaid() {
        for (String[] wrong : new String[][] {
            {"incident", "add", " ", "TITLE"},
            {"incident", "add", "x", "--sha", "abc", "40 digits"},
            {"incident", "add", "x", "--began", "2999-01-01T00:00:00Z", "last 20 years"},
            {"incident", "add", "x", "--began", "yesterday", "2026-11-29T10:00:00Z"},
            {"incident", "add", "x", "--repository", "acme/none", "follows"},
            {"incident", "resolve", "00000000-0000-4000-8000-000000000000", "there is no incident"},
            {"incident", "resolve", "7", "7"},
            {"incident", "add, list or resolve"}
        }) {
            Run run = run(Map.of(), Arrays.copyOf(wrong, wrong.length - 1));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains(wrong[wrong.length - 1]);
        }
        Run unreadable = run(Map.of(), "incident", "add", "x", "--text-file", "/nowhere/trace.txt");
        assertThat(unreadable.exitCode()).isEqualTo(3);
        assertThat(unreadable.err()).contains("/nowhere/trace.txt");
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
