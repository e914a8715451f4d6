package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a made-up benchmark of three small series. */
class EvaluateSignalsCommandsTest {
    private static final LocalDateTime START = LocalDateTime.parse("2026-03-01T00:00:00");
    private static final int ANOMALY = 900;

    @TempDir
    private Path data;

    @BeforeEach
    void benchmark() throws IOException {
        Files.createDirectories(data.resolve("labels"));
        StringBuilder labels = new StringBuilder("{");
        for (String name : List.of("realAWSCloudwatch/cpu.csv", "realTweets/volume.csv", "artificial/made.csv")) {
            series(name);
            labels.append(labels.length() > 1 ? "," : "")
                    .append("\"%s\": [[\"%s\", \"%s\"]]".formatted(name, label(ANOMALY), label(ANOMALY + 60)));
        }
        Files.writeString(data.resolve("labels/combined_windows.json"), labels.append("}"));
    }

    private void series(String name) throws IOException {
        Random random = new Random(name.hashCode());
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        for (int i = 0; i < 1_300; i++) {
            double value = 100 + Math.round(10 * random.nextGaussian());
            lines.add(time(i) + "," + (i >= ANOMALY + 5 && i < ANOMALY + 40 ? 500 : value));
        }
        Path file = data.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static String time(int step) {
        return START.plusMinutes(5L * step).toString().replace('T', ' ') + ":00";
    }

    private static String label(int step) {
        return time(step) + ".000000";
    }

    private Run evaluate(String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", what, "--data", data.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void scoresTheDetector() throws IOException {
        Run run = evaluate("metrics", "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.path("schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(answer.path("task").asText()).isEqualTo("metrics");
        assertThat(answer.path("standard").asDouble()).isBetween(60.0, 100.0);
        assertThat(answer.path("low_fp").asDouble())
                .isLessThanOrEqualTo(answer.path("standard").asDouble());
        assertThat(answer.path("low_fn").isNumber()).isTrue();
        assertThat(answer.path("alarms_per_week").asDouble()).isBetween(0.0, 3.0);
        assertThat(evaluate("metrics").out()).contains("3 of 3 windows found");
    }

    @Test
    void measuresTheVerdict() throws IOException {
        Run run = evaluate("deployments", "--seed", "3", "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.path("task").asText()).isEqualTo("deployments");
        assertThat(answer.path("seed").asInt()).isEqualTo(3);
        for (String look : List.of("60", "final")) {
            JsonNode rates = answer.path("looks").path(look);
            assertThat(rates.path("false_alarms").asDouble()).isBetween(0.0, 0.1);
            assertThat(rates.path("power").path("2.0").asDouble()).isGreaterThan(0.95);
            assertThat(rates.path("power").fieldNames()).toIterable().containsExactly("1.2", "1.5", "2.0", "3.0");
        }
        assertThat(answer.path("service_of_four").isNumber()).isTrue();
        assertThat(answer.path("per_deployment").fieldNames()).toIterable().containsExactly("4", "20", "100");
        assertThat(answer.path("counts").path("false_alarms").fieldNames())
                .toIterable()
                .containsExactly("0.02", "0.1", "0.5", "2", "10");
        assertThat(answer.path("counts").path("power").path("10").path("0.5").asDouble())
                .isGreaterThan(0.8);
        // The same seed again: the same figures, for people.
        assertThat(evaluate("deployments", "--seed", "3").out())
                .contains("480 deployments made up in 2 series, seed 3")
                .contains("one metric, 60 minutes: %.2f false alarms"
                        .formatted(100 * answer.at("/looks/60/false_alarms").asDouble()));
    }

    @Test
    void saysWhatIsWrongWithTheData() throws IOException {
        Path labels = data.resolve("labels/combined_windows.json");
        Path made = data.resolve("data/artificial/made.csv");
        Files.writeString(made, "timestamp,value\n2026-03-01 00:00:00,1\nnoon,2\n");
        refuses("made.csv, line 3: 'noon,2'; expected a time and a value");
        Files.writeString(made, "timestamp,value\n2026-03-01 00:00:00,1\n2026-03-01 00:05:00,2\n");
        refuses("artificial/made.csv: [\"2026-03-04", "expected the times of a first and a last sample");
        Files.delete(made);
        refuses("made.csv: cannot be read");
        Files.writeString(labels, "{\"realTweets/volume.csv\": []}");
        refuses("has no window of an anomaly");
        Files.writeString(labels, "{}");
        refuses("names no series");
        Files.writeString(labels, "nothing");
        refuses("is no JSON");
        Files.delete(labels);
        refuses("cannot be read", "expected the folders data and labels");
        assertThat(Run.of("evaluate", "metrics").err()).contains("Missing required option: '--data=DIR'");
    }

    private void refuses(String... words) {
        for (String what : List.of("metrics", "deployments")) {
            Run run = evaluate(what);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(words).hasLineCount(1);
        }
    }
}
