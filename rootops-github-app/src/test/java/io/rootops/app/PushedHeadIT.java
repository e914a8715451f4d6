package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.EmulatedGitHub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads that are pushed without a pull request, through the jar, as GitHub's side tells of them. */
class PushedHeadIT {
    @TempDir
    private Path directory;

    private EmulatedGitHub github;
    private String main = "";
    private String broken = "";
    private String other = "";

    @BeforeEach
    void open() throws Exception {
        github = new EmulatedGitHub(directory);
        String pay =
                commit(github.first(), "Ada", 60, "Pay in euros", "class Pay {\\n  int euros;\\n  int cents;\\n}\\n");
        broken = commit(pay, "Grace", 50, "Pay at once", "class Pay {\\n  int once;\\n  int cents;\\n}\\n");
        String mended = commit(
                broken,
                "Ada",
                40,
                "Revert \\\"Pay at once\\\"\\n\\nThis reverts commit " + broken + ".",
                "class Pay {\\n  int euros;\\n  int cents;\\n}\\n");
        main = commit(mended, "Linus", 30, "Count", "class Pay {\\n  int euros;\\n  int cents;\\n  int count;\\n}\\n");
        github.branch("main", main);
        other = github.commit(main, "Linus", daysAgo(29), "Try", "src/Try.java", "class Try {}\\n");
        github.branch("other", other);
    }

    @AfterEach
    void close() {
        if (github != null) {
            github.close();
        }
    }

    @Test
    void theirCheckRunsTellWhereASecondLookPays() throws Exception {
        try (RootOpsProcess rootops = start()) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "ready");
            // Else what is pushed may be taken for a part of the history.
            rootops.await("all branches to be read", () -> run.knows(other));
            String topic = commit(
                    main, "Octo", 2, "Count all", "class Pay {\\n  int euros;\\n  int cents;\\n  int all;\\n}\\n");
            github.branch("topic", topic);
            String pushed = commit(
                    main, "Octo", 1, "Pay twice", "class Pay {\\n  int twice;\\n  int cents;\\n  int count;\\n}\\n");
            github.branch("main", pushed);

            rootops.await("both check runs", () -> github.checkRuns(pushed) == 1 && github.checkRuns(topic) == 1);
            assertThat(github.checkRun(pushed).at("/output/title").asText()).doesNotContain(" for ");
            assertThat(summary(pushed))
                    .contains(
                            "### Files worth a second look\n\n- `src/Pay.java`: 2 lines here, changed 4 times before, of which 1"
                                    + " had to be fixed or reverted\n",
                            "### Who knows this code\n\n- `Ada` wrote lines that this changes in `src/Pay.java`, last in ",
                            "- `Grace` changed `src/Pay.java`, last in ",
                            "- `Linus` changed `src/Pay.java`, last in ",
                            "### Similar changes that went wrong\n\n- ",
                            "`Pay at once`, `reverted by ")
                    .doesNotContain("`Octo` changed", "`Octo` wrote", "is not known");
            assertThat(summary(topic))
                    .contains(
                            "- `Linus` wrote lines that this changes in `src/Pay.java`, last in ",
                            "- `Ada` changed `src/Pay.java`, last in ",
                            "`Pay at once`, `reverted by ")
                    .doesNotContain("`Octo` changed", "`Octo` wrote");

            JsonNode advice = run.commit(pushed).path("advice");
            assertThat(advice.at("/reviewers/0/name").asText()).isEqualTo("Ada");
            assertThat(advice.at("/reviewers/0/wrote_lines").asBoolean()).isTrue();
            assertThat(advice.at("/similar/0/sha").asText()).isEqualTo(broken);
            assertThat(rootops.get("/dashboard/r/acme/shop/commits/" + pushed).body())
                    .contains("<b>Ada</b> wrote lines that this changes in <code>src/Pay.java</code>, last in ");
        }
    }

    private String commit(String parent, String author, int daysAgo, String message, String content)
            throws IOException, InterruptedException {
        return github.commit(parent, author, daysAgo(daysAgo), message, "src/Pay.java", content);
    }

    private static String daysAgo(int days) {
        return Instant.now()
                .minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private String summary(String sha) {
        return github.checkRun(sha).at("/output/summary").asText();
    }

    private RootOpsProcess start() throws IOException {
        return RootOpsProcess.start(
                directory.resolve("home"), github.settings(Map.of("POLL_GITHUB_INTERVAL_SECONDS", "10")), "serve");
    }
}
