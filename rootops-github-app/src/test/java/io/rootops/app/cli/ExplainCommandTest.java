package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    Path directory;

    private String merge = "";
    private String topic = "";

    @BeforeEach
    void history() {
        try (GitFixture git = GitFixture.bare(directory.resolve("shop"))) {
            String first = git.commit().file("src/Cart.java", "class Cart {}\n").on("main");
            String side = git.commit(first).file("side", "1\n").write();
            String fix = git.commit(first)
                    .file("src/Cart.java", "class Cart {\n  int total() { return sum(1); }\n}\n")
                    .rawPath("na\u00EFve.txt", "latin\n")
                    .message("Fix the total")
                    .on("main");
            merge = git.commit(fix, side).message("Merge side").on("main");
            topic = git.commit(fix)
                    .file("src/Cart.java", "class Cart {}\n")
                    .message("Waiting")
                    .on("topic");
        }
    }

    @Test
    void tellsPercentileReasonsFilesAndFacts() {
        Run run = explain("main~1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(
                        "◆ Medium  83 of 100, score 8.3 of 10\nRanks are by size only: too few outcomes to learn from yet.")
                .contains(
                        "\n  title      Fix the total\n",
                        "\nWhy\n  4 lines added, 1 deleted\n  2 files\n",
                        "\n  +3 -1           modified      src/Cart.java\n",
                        "\n  +1 -0           added         na\\xefve.txt\n",
                        "\n  message\n             1  the subject speaks of a fix\n",
                        "\n             1  earlier developers of the files\n");
    }

    @Test
    void tellsProgramsTheSame() throws IOException {
        JsonNode answer =
                new ObjectMapper().readTree(explain("main~1", "--json").out());

        assertThat(answer.get("schema").asText()).isEqualTo("rootops.explain/1");
        assertThat(answer.get("title").asText()).isEqualTo("Fix the total");
        assertThat(answer.get("percentile").asInt()).isEqualTo(83);
        assertThat(answer.get("parents")).hasSize(1);
        assertThat(answer.get("changed_files")).hasSize(2);
        assertThat(answer.get("changed_files").get(0))
                .hasToString("{\"path\":\"src/Cart.java\",\"old_path\":null,\"status\":\"modified\",\"binary\":false,"
                        + "\"lines_added\":3,\"lines_deleted\":1}");
        assertThat(answer.get("features")).hasSize(Feature.values().length);
        assertThat(answer.get("features").findValuesAsText("family")).contains("size", "content", "history");
    }

    @Test
    void saysWhyAMergeHasNoScore() throws IOException {
        assertThat(explain(merge).out()).startsWith("○ Merge  no score\nA merge brings together changes");
        JsonNode answer = new ObjectMapper().readTree(explain(merge, "--json").out());
        assertThat(answer.get("unscored").asText()).isEqualTo("merge");
        assertThat(answer.get("unscored_reason").asText()).startsWith("A merge brings together");
        assertThat(answer.get("features")).isEmpty();
    }

    @Test
    void knowsThePastOfACommitThatWaitsOnABranch() {
        assertThat(explain(topic.substring(0, 8)).out())
                .contains(" (not merged)\n", "\n             2  mean earlier changes of the files\n");
    }

    @Test
    void needsACommit() {
        assertThat(Run.of("explain").exitCode()).isEqualTo(2);
        assertThat(explain("0000000").exitCode()).isEqualTo(2);
        assertThat(explain("main^{tree}").err()).contains("is no commit");
    }

    private Run explain(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "explain";
        all[1] = "--repo";
        all[2] = directory.resolve("shop").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.of(all);
    }
}
