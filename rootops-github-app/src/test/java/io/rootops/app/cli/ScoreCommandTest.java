package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import io.rootops.dashboard.view.CommitItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
    private static final Prior PRIOR = new Prior(
            "test",
            new LogisticModel(List.of(Feature.LA), new double[] {1}, new double[] {1}, new double[] {1}, -2),
            ReferenceDistribution.of(new float[] {-3, -2, -1}),
            List.of("acme/other"));

    @TempDir
    Path directory;

    @Test
    void ranksTheNewestCommitsOfTheDefaultBranchByTheirSize() {
        Path repository = grown(10);

        Run run = Run.of("score", "--repo", repository.toString(), "--limit", "3");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()
                        .lines()
                        .map(it -> it.replaceAll(" [0-9a-f]{9} ", " SHA ").replaceAll(" +", " ")))
                .containsExactly(
                        "Level Pct Commit Date Author Title",
                        "▲ High 95 SHA 2020-09-13 Ada Change 10",
                        "◆ Medium 85 SHA 2020-09-13 Ada Change 9",
                        "◆ Medium 75 SHA 2020-09-13 Ada Change 8",
                        "Ranks are by size only: too few outcomes to learn from yet. Percentiles among 10 commits of the"
                                + " default branch; among so few a percentile places one only roughly.");
    }

    @Test
    void givesProgramsTheNamesOfTheApi() throws IOException {
        Path repository = grown(4);

        JsonNode answer = json(Run.of("score", "--repo", repository.toString(), "--json"));

        assertThat(answer.get("schema").asText()).isEqualTo("rootops.score/1");
        assertThat(answer.get("model").asText()).isEqualTo("size");
        assertThat(answer.get("model_note").asText()).isEqualTo("by size only: too few outcomes to learn from yet");
        assertThat(answer.get("default_branch").asText()).isEqualTo("main");
        assertThat(answer.get("scored_commits").asInt()).isEqualTo(4);
        assertThat(answer.get("items")).hasSize(4);
        JsonNode newest = answer.get("items").get(0);
        assertThat(newest.get("percentile").asInt()).isEqualTo(87);
        assertThat(newest.get("score").asDouble()).isEqualTo(8.7);
        assertThat(newest.get("level").asText()).isEqualTo("medium");
        assertThat(newest.get("committed_at").asText()).isEqualTo("2020-09-13T12:30:40Z");
        assertThat(newest.get("author")).hasToString("{\"name\":\"Ada\",\"bot\":false}");
        assertThat(newest.get("reasons").get(0))
                .hasToString("{\"code\":\"lines_changed\",\"text\":\"4 lines added\",\"points\":null}");
        Set<String> names = new TreeSet<>();
        newest.fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("model", "model_note", "percentiles_among", "base_points"));
        assertThat(namesOfTheApi()).containsAll(names);
        assertThat(names).contains("sha", "title", "merge", "on_default_branch", "unscored", "lines_added");
    }

    @Test
    void writesALineACommitForPipes() throws IOException {
        Path repository = grown(3);

        Run jsonl = Run.of("score", "--repo", repository.toString(), "--jsonl");
        Run csv = Run.of("score", "--repo", repository.toString(), "--csv");

        assertThat(jsonl.out().lines()).hasSize(3);
        for (String line : jsonl.out().lines().toList()) {
            assertThat(new ObjectMapper().readTree(line).get("model").asText()).isEqualTo("size");
        }
        assertThat(csv.out().lines()).hasSize(4).first().asString().startsWith("sha,committed_at,author,title,level,");
        assertThat(csv.out().lines().skip(1))
                .allMatch(it -> it.endsWith(",true,size,by size only: too few outcomes to learn from yet,"));
    }

    @Test
    void withAPriorCommitsHaveAProbabilityThatTheirReasonsAddUpTo() throws IOException {
        Path repository = grown(8);

        JsonNode answer =
                json(Run.with(PRIOR, Map.of(), "score", "--repo", repository.toString(), "main~2..main", "--json"));

        assertThat(answer.get("model").asText()).isEqualTo("learned");
        assertThat(answer.get("model_note").asText())
                .isEqualTo("learned from other projects; too few outcomes here yet; percentiles among commits of public"
                        + " projects, as fewer than 50 are scored here");
        assertThat(answer.get("percentiles_among").asText()).isEqualTo("public_projects");
        assertThat(answer.get("items").get(0).get("percentiles_among").asText()).isEqualTo("public_projects");
        assertThat(answer.get("model_reason").asText()).startsWith("No outcome is known here yet");
        double none = 1;
        for (JsonNode item : answer.get("items")) {
            double logit = item.get("base_points").asDouble();
            for (JsonNode reason : item.get("reasons")) {
                logit += reason.get("points").asDouble();
            }
            assertThat(item.get("probability").asDouble()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-9));
            none *= 1 - item.get("probability").asDouble();
        }
        // Too short a history to tell how commits depend on one another.
        assertThat(answer.get("range_probability").asDouble()).isCloseTo(1 - none, within(1e-9));
        assertThat(Run.with(PRIOR, Map.of(), "score", "--repo", repository.toString(), "main~2..main")
                        .out())
                .contains("Probability that at least one of them will need a fix: ")
                .contains("percentiles among commits of public projects, as fewer than 50 are scored here. Scored are 8"
                        + " commits of the default branch.");
        assertThat(Run.with(PRIOR, Map.of(), "explain", "main", "--repo", repository.toString())
                        .out())
                .contains("Probability that it will have to be fixed or reverted: ", "lines added");
    }

    @Test
    void takesAShaABranchOrARange() {
        Path repository = directory.resolve("shop");
        String first;
        String second;
        String merge;
        try (GitFixture git = GitFixture.bare(repository)) {
            first = git.commit().file("a", "1\n").message("First").on("main");
            String side =
                    git.commit(first).file("b", "1\n2\n3\n").message("Side").write();
            second = git.commit(first).file("a", "1\n2\n").message("Second").on("main");
            merge = git.commit(second, side).message("Merge side").on("main");
            git.commit(merge).file("c", "1\n2\n3\n4\n5\n").message("Waiting").on("topic");
        }
        String path = repository.toString();

        assertThat(titles(path, first.substring(0, 7))).containsExactly("First");
        assertThat(titles(path, first)).containsExactly("First");
        assertThat(titles(path, "main")).containsExactly("Merge side", "Second", "Side", "First");
        assertThat(titles(path, first + ".." + merge)).containsExactly("Merge side", "Second", "Side");
        assertThat(titles(path, "main..topic")).containsExactly("Waiting");
        assertThat(titles(path, "main.." + merge)).isEmpty();
        Run waiting = Run.of("score", "--repo", path, "main..topic", "--csv");
        assertThat(waiting.out()).contains(",Waiting,high,100,10.0,,1,5,0,false,size,");
        Run merged = Run.of("score", "--repo", path, "--limit", "1", "--csv");
        assertThat(merged.out()).contains(",Merge side,,,,merge,0,0,0,true,size,");
        assertThat(Run.of("score", "--repo", path, "main").out()).contains("○ Merge       -");
    }

    @Test
    void namesWhatCannotBeFound() {
        String repository = grown(1).toString();

        Run unknown = Run.of("score", "--repo", repository, "nowhere");
        Run dots = Run.of("score", "--repo", repository, "main...topic");
        Run limit = Run.of("score", "--repo", repository, "--limit", "0");
        Run none = Run.of("score", "--repo", directory.resolve("none").toString());

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("rootops: no commit 'nowhere' in the repository ")
                .hasLineCount(1);
        assertThat(dots.exitCode()).isEqualTo(2);
        assertThat(dots.err()).contains("'main...topic' has three dots; expected A..B");
        assertThat(limit.exitCode()).isEqualTo(2);
        assertThat(limit.err()).contains("--limit '0'; expected a whole number from 1 on");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).startsWith("rootops: there is no directory ").hasLineCount(1);
    }

    @Test
    void anEmptyRepositoryHasNothingToRank() throws IOException {
        Path repository = directory.resolve("empty");
        GitFixture.bare(repository).close();

        Run text = Run.of("score", "--repo", repository.toString());
        JsonNode answer = json(Run.of("score", "--repo", repository.toString(), "--json"));

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).isEqualTo("No commit to rank.\n");
        assertThat(answer.get("items")).isEmpty();
        assertThat(answer.get("default_branch").isNull()).isTrue();
    }

    @Test
    void aShallowCloneEndsWithoutAScore() throws Exception {
        Path repository = grown(5);
        Path clone = directory.resolve("a clone with spaces");
        Process git = new ProcessBuilder(
                        "git", "clone", "-q", "--depth", "2", repository.toUri().toString(), clone.toString())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();

        Run run = Run.of("score", "--repo", clone.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList().get(1)).startsWith("● Low        50");
        assertThat(run.out().lines().toList().get(2)).startsWith("○ Boundary    -");
    }

    @Test
    void hostileTextStaysText() {
        Path repository = directory.resolve("hostile");
        String escape = "\u001B[2J\u001B]0;owned\u0007 \u202Etxt.exe \u009B31m \u2066x";
        try (GitFixture git = GitFixture.bare(repository)) {
            git.commit()
                    .file("bidi\u202E.java", "x\n")
                    .author("Mallory\u001B[31m", "m@example.org")
                    .message("=cmd|' /C calc'!A0 @|red x|@ " + escape + "\n\n" + escape)
                    .on("main");
        }
        String path = repository.toString();

        for (String format : List.of("--quiet", "--json", "--jsonl", "--csv")) {
            assertThat(Run.of("score", "--repo", path, format).out())
                    .contains("@|red x|@")
                    .doesNotContain("\u001B", "\u202E", "\u009B", "\u2066", "\u0007");
        }
        assertThat(Run.of("score", "--repo", path, "--csv").out())
                .contains("'=cmd")
                .doesNotContain(",=cmd");
        assertThat(Run.of("explain", "HEAD", "--repo", path).out())
                .contains("␛[2J", "bidi[U+202E].java")
                .doesNotContain("\u001B", "\u202E", "\u009B", "\u2066", "\u0007");
        Run wrong = Run.of("score", "--repo", path, "x" + escape);
        assertThat(wrong.err()).doesNotContain("\u001B", "\u202E", "\u009B", "\u2066", "\u0007");
    }

    @Test
    void readsFromAnyDirectoryInAWorkingTree() throws IOException {
        Path repository = directory.resolve("tree").resolve(".git");
        try (GitFixture git = GitFixture.bare(repository)) {
            git.commit().file("a", "1\n").on("main");
        }
        Path inside = Files.createDirectories(directory.resolve("tree/src/deep"));

        assertThat(Run.of("score", "--repo", inside.toString()).out()).contains("Change");
    }

    /** Commit n adds n lines. */
    private Path grown(int commits) {
        Path repository = directory.resolve("grown " + commits);
        try (GitFixture git = GitFixture.bare(repository)) {
            String head = "";
            for (int i = 1; i <= commits; i++) {
                FixtureCommit commit = head.isEmpty() ? git.commit() : git.commit(head);
                head = commit.file("f" + i, "x\n".repeat(i))
                        .message("Change " + i)
                        .on("main");
            }
        }
        return repository;
    }

    private static List<String> titles(String repository, String revision) {
        return Run.of("score", "--repo", repository, revision, "--csv")
                .out()
                .lines()
                .skip(1)
                .map(it -> it.split(",", -1)[3])
                .toList();
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.exitCode()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> namesOfTheApi() {
        return Arrays.stream(CommitItem.class.getRecordComponents())
                .map(it -> it.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList();
    }
}
