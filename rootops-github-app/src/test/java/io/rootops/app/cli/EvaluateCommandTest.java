package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String FEATURES = "ns,nd,nf,ent,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp";

    @TempDir
    private Path data;

    @Test
    void asksWhatToEvaluate() {
        Run run = Run.of("evaluate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing to evaluate is named; expected one of commits");
        assertThat(Run.of("evaluate", "--help").out()).contains("What:", "commits");
        assertThat(Run.of("evaluate", "commits", "--help").out())
                .contains("Exit codes:", "Examples:", "the newest 20 % are scored");
    }

    @Test
    void printsOneJsonObject() throws IOException {
        write("x_one.csv", 1, 900);
        write("x_two.csv", 2, 700);
        Run run = Run.of("evaluate", "commits", "--data", data.toString(), "--json", "-q");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(json.path("task").asText()).isEqualTo("commits");
        assertThat(json.path("mode").asText()).isEqualTo("online");
        assertThat(json.path("prior").asText()).isEqualTo("leave-one-out");
        JsonNode one = json.path("projects").path(0);
        assertThat(one.path("project").asText()).isEqualTo("one");
        assertThat(one.path("n").asInt()).isBetween(500, 540);
        for (String figure : List.of("auc", "lift10", "recall20", "recall20_churn", "ap", "brier", "ece", "auc_low")) {
            assertThat(one.path(figure).isNumber()).as(figure).isTrue();
        }
        for (String baseline : List.of("churn", "lines_added", "lr_kamei", "heuristic_v1")) {
            assertThat(one.path("baselines").path(baseline).path("auc").isNumber())
                    .isTrue();
            assertThat(json.path("mean")
                            .path("baselines")
                            .path(baseline)
                            .path("lift10")
                            .isNumber())
                    .isTrue();
        }
        assertThat(json.path("mean").path("auc").asDouble())
                .isEqualTo((one.path("auc").asDouble()
                                + json.path("projects").path(1).path("auc").asDouble())
                        / 2);
    }

    @Test
    void printsATableForPeople() throws IOException {
        write("x_one.csv", 1, 900);
        write("y_short.csv", 2, 90);
        Run run = Run.of("evaluate", "commits", "--data", data.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("measuring one …", "measuring short …");
        assertThat(run.out()).contains("Prior: leave-one-out.", "AUC of churn", "short: not measured; too short");
        assertThat(run.out()).containsAnyOf("No project is below a baseline.", "one: below ");
    }

    @Test
    void knowsTheThreeModesAndPriors() throws IOException {
        write("x_one.csv", 1, 900);
        write("x_two.csv", 2, 700);
        String folder = data.toString();

        assertThat(Run.of("evaluate", "commits", "--data", folder, "--mode", "cold-start")
                        .out())
                .contains("Scored by the prior alone.");
        assertThat(Run.of("evaluate", "commits", "--data", folder, "--mode", "STATIC", "--prior", "none")
                        .out())
                .contains("The oldest 80 % taught", "Prior: none.");
        assertThat(Run.of("evaluate", "commits", "--data", folder, "--prior", folder)
                        .exitCode())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws IOException {
        write("x_one.csv", 1, 300);
        String folder = data.toString();

        assertRefused(2, "--mode 'later'; expected one of online, cold-start, static", "--mode", "later");
        assertRefused(
                2, "--prior '" + folder + "/none'; expected shipped, none, or a folder", "--prior", folder + "/none");
        assertRefused(2, "expected one, not --prior none", "--mode", "cold-start", "--prior", "none");
        assertThat(Run.of("evaluate", "commits").err()).contains("Missing required option: '--data=DIR'");
    }

    @Test
    void saysWhatIsWrongWithTheData() throws IOException {
        assertRefused(3, data + ": holds no labelled commits");
        Files.writeString(data.resolve("x_one.csv"), "commit_time,buggy\n1,0\n");
        assertRefused(3, "x_one.csv: the header lacks ns, nd");
    }

    private void assertRefused(int exitCode, String words, String... options) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "commits", "--data", data.toString()));
        arguments.addAll(List.of(options));
        Run run = Run.of(arguments.toArray(new String[0]));

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).hasLineCount(exitCode == 2 ? 2 : 1);
    }

    /** A commit a day; the more lines, the more often bad. */
    private void write(String name, long seed, int count) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("commit_time," + FEATURES + ",buggy,label_time"));
        for (int i = 0; i < count; i++) {
            long at = 1_300_000_000L + i * 86_400L;
            int added = (int) Math.exp(random.nextGaussian() * 1.5 + 3);
            boolean bad = random.nextDouble() < added / (added + 60.0);
            lines.add(at + ",1,1,2,0.5," + added + "," + random.nextInt(50) + ",100,0,3," + random.nextInt(90)
                    + ",5,9,7,4," + (bad ? "1," + (at + 2_000_000) : "0,"));
        }
        Files.write(data.resolve(name), lines);
    }
}
