package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on made-up incidents of two small projects. */
class EvaluateRootCauseCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROJECTS = List.of("Shop", "Bank");
    private static final int COMMITS = 60;
    private static final String[] THINGS = {"Cart", "Till", "Door", "Lamp", "Shelf", "Crate", "Basket", "Ladder"};

    @TempDir
    private Path data;

    /** The name of a commit of a project, which are counted from 0. */
    private interface Shas {
        String of(String project, int commit);
    }

    @BeforeEach
    void incidents() throws IOException {
        write(EvaluateRootCauseCommandTest::sha, true);
    }

    /**
     * Every sixth commit of a project breaks something that only it changed so; half of the incidents have a trace.
     *
     * @param identifiers whether the folder tells those that commits changed
     */
    private void write(Shas shas, boolean identifiers) throws IOException {
        Files.createDirectories(data.resolve("commits"));
        List<String> cases = new ArrayList<>();
        for (String project : PROJECTS) {
            List<ObjectNode> commits = commits(project, shas, identifiers);
            StringBuilder lines = new StringBuilder();
            for (int i = COMMITS - 1; i >= 0; i--) {
                lines.append(commits.get(i)).append('\n');
            }
            try (OutputStream out = new GZIPOutputStream(
                    Files.newOutputStream(data.resolve("commits").resolve(project + ".jsonl.gz")))) {
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 5; i < COMMITS; i += 6) {
                cases.add(incident(project, i, shas).toString());
            }
        }
        Files.write(data.resolve("cases_dev.jsonl"), cases);
    }

    private static List<ObjectNode> commits(String project, Shas shas, boolean identifiers) {
        Random random = new Random(project.hashCode());
        List<ObjectNode> commits = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            String thing = THINGS[random.nextInt(THINGS.length)];
            ObjectNode commit = JSON.createObjectNode()
                    .put("sha", shas.of(project, i))
                    .put("commit_time", 1_700_000_000L + 3_600L * i)
                    .put("message", "Change the " + thing)
                    .put("n_files", 1);
            commit.putArray("parents");
            if (i > 0) {
                commit.withArray("parents").add(shas.of(project, i - 1));
            }
            commit.putArray("files")
                    .addArray()
                    .add("src/com/" + thing + ".java")
                    .add(5)
                    .add(2);
            commit.putObject("idents");
            if (identifiers) {
                commit.withObject("/idents").put("change" + thing, 2).put(broken(i), 1);
            }
            commits.add(commit);
        }
        return commits;
    }

    /** The same commits in a clone; each adds a method to its file. */
    private static List<String> clone(String project, Path directory) {
        Random random = new Random(project.hashCode());
        Map<String, String> methods = new HashMap<>();
        List<String> shas = new ArrayList<>();
        try (GitFixture git = GitFixture.bare(directory)) {
            for (int i = 0; i < COMMITS; i++) {
                String thing = THINGS[random.nextInt(THINGS.length)];
                String method = "    void change" + thing + i + "() { " + broken(i) + "(); }\n";
                String all = methods.merge(thing, method, String::concat);
                shas.add(git.commit(shas.isEmpty() ? new String[0] : new String[] {shas.get(i - 1)})
                        .file("src/com/" + thing + ".java", "class " + thing + " {\n" + all + "}\n")
                        .on("main"));
            }
        }
        return shas;
    }

    private static String sha(String project, int commit) {
        return String.format("%s%032d", project.equals("Shop") ? "aaaaaaaa" : "bbbbbbbb", commit);
    }

    private static String broken(int commit) {
        return "broken" + "ABCDEFGHIJ".charAt(commit / 10) + "abcdefghij".charAt(commit % 10) + "State";
    }

    private static ObjectNode incident(String project, int cause, Shas shas) {
        boolean traced = cause % 12 == 5;
        ObjectNode incident = JSON.createObjectNode()
                .put("id", project + "-" + cause)
                .put("set", traced ? "traces" : "titles")
                .put("project", project)
                .put("repository", "shop/" + project)
                .put("head", shas.of(project, Math.min(COMMITS - 1, cause + 8)))
                .put("head_commit_time", 1_700_000_000L + 3_600L * (cause + 8));
        incident.putObject("incident")
                .put("title", "It shows " + broken(cause))
                .put("text", traced ? "java.lang.Error: " + broken(cause) + "\n\tat com.Cart.open(Cart.java:3)\n" : "");
        incident.putArray("inducing").add(shas.of(project, cause));
        incident.putArray("fix_commits_excluded");
        incident.putArray("frames");
        return incident;
    }

    private Run evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "root-cause", "--data", data.toString(), "-q"));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void ranksEachIncidentByWeightsOfOthers() throws IOException {
        Run run = evaluate("--json");

        assertThat(run.exitCode()).describedAs(run.err()).isZero();
        JsonNode answer = JSON.readTree(run.out());
        assertThat(answer.path("schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(answer.path("task").asText()).isEqualTo("root-cause");
        assertThat(answer.path("ownership").asBoolean()).isFalse();
        assertThat(answer.path("sets")).hasSize(2).allSatisfy(set -> {
            assertThat(set.path("n").asInt()).isEqualTo(10);
            assertThat(set.path("mrr").asDouble()).isGreaterThan(0.9);
            assertThat(set.path("acc1").asDouble()).isGreaterThan(0.8);
            assertThat(set.path("acc5").asDouble()).isEqualTo(1);
            assertThat(set.path("newest500").path("n").asInt()).isEqualTo(10);
            assertThat(set.path("leave_one_project_out").path("mrr").asDouble()).isGreaterThan(0.9);
            assertThat(set.path("interval95").path("mrr").path("high").asDouble())
                    .isGreaterThanOrEqualTo(set.path("mrr").asDouble());
            assertThat(set.path("baselines").path("newest_first").path("mrr").asDouble())
                    .isLessThan(0.5);
        });
        assertThat(answer.path("calibration").path("top5_ece").isNumber()).isTrue();
        assertThat(answer.at("/sets/0/median_candidates").asInt()).isEqualTo(44);
        assertThat(answer.at("/sets/0/causes_older_than_30_days").asDouble(1)).isZero();
        assertThat(evaluate("--json").out()).isEqualTo(run.out());
    }

    @Test
    void ranksByTheShippedWeights() throws IOException {
        Run run = evaluate("--weights", "shipped", "--json");

        assertThat(run.exitCode()).describedAs(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).path("sets")).allSatisfy(set -> {
            // They were learned from real histories, which this one hardly resembles.
            assertThat(set.path("mrr").asDouble())
                    .isGreaterThan(2 * set.at("/baselines/newest_first/mrr").asDouble());
            assertThat(set.path("leave_one_project_out").isNull()).isTrue();
        });
        assertThat(evaluate("--weights", "shipped").out()).contains("newest 500 candidates", "baseline: newest first");
    }

    @Test
    void readsTheClonesOfTheProjects(@TempDir Path clones) throws IOException {
        Map<String, List<String>> shas = new HashMap<>();
        for (String project : PROJECTS) {
            shas.put(project, clone(project, clones.resolve("shop+" + project)));
        }
        write((project, commit) -> Objects.requireNonNull(shas.get(project)).get(commit), false);

        Run run = evaluate("--weights", "shipped", "--json", "--repos", clones.toString());

        assertThat(run.exitCode()).describedAs(run.err()).isZero();
        JsonNode with = JSON.readTree(run.out());
        assertThat(with.path("ownership").asBoolean()).isTrue();
        // The folder tells no identifiers: without a clone nothing is known but the age.
        assertThat(with.path("sets"))
                .hasSize(2)
                .allSatisfy(set -> assertThat(set.path("mrr").asDouble())
                        .isGreaterThan(2 * set.at("/baselines/newest_first/mrr").asDouble()));
        Run identifiers = evaluate("--weights", "shipped", "--json", "--repos", clones.toString(), "--without-owners");
        assertThat(JSON.readTree(identifiers.out()).path("ownership").asBoolean(true))
                .isFalse();
    }

    @Test
    void refusesACauseThatWasNotRunning() throws IOException {
        String cases = Files.readString(data.resolve("cases_dev.jsonl"));
        Files.writeString(
                data.resolve("cases_dev.jsonl"),
                cases.replace("\"inducing\":[\"" + sha("Shop", 5), "\"inducing\":[\"" + sha("Shop", 59)));

        assertThat(evaluate())
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(3))
                .satisfies(it -> assertThat(it.err())
                        .contains("Shop, incident Shop-5: its cause " + sha("Shop", 59) + " is no candidate"));
    }

    @Test
    void saysWhatIsWrongWithTheData() throws IOException {
        assertThat(evaluate("--weights", "best"))
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(2))
                .satisfies(it -> assertThat(it.err()).contains("--weights 'best'; expected learned or shipped"));
        assertThat(evaluate("--repos", data.toString()))
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(3))
                .satisfies(it -> assertThat(it.err()).contains("no clone of shop/Bank"));
        Files.writeString(data.resolve("cases_more.jsonl"), "{\"id\": 3");
        assertThat(evaluate())
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(3))
                .satisfies(it -> assertThat(it.err()).contains("cases_more.jsonl, line 1"));
        Files.delete(data.resolve("cases_more.jsonl"));
        Files.delete(data.resolve("cases_dev.jsonl"));
        assertThat(evaluate())
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(3))
                .satisfies(it -> assertThat(it.err()).contains("holds no incident"));
    }
}
