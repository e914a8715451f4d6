package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSzzCommandTest {
    private static final String ELSEWHERE = "1234567890123456789012345678901234567890";

    @TempDir
    Path directory;

    /** Of each two commits the second repairs a line of the first; every message names a wrong one, or is empty. */
    private List<String> build(Path repository, boolean messages) {
        List<String> shas = new ArrayList<>();
        try (GitFixture git = GitFixture.bare(repository)) {
            String last =
                    git.commit().file("A.java", "int kept;\n").message("Begin").on("main");
            shas.add(last);
            for (int i = 0; i < 10; i++) {
                String name = "F" + i + ".java";
                last = git.commit(last)
                        .file(name, "int one" + i + ";\nint two" + i + ";\n")
                        .message(messages ? "Add " + i : "")
                        .on("main");
                shas.add(last);
                last = git.commit(last)
                        .file(name, "int 1" + i + ";\nint two" + i + ";\n")
                        .message(
                                messages
                                        ? "Fix\n\nThis reverts commit " + shas.get(0) + ".\nFixes: " + shas.get(0)
                                        : "")
                        .on("main");
                shas.add(last);
            }
        }
        return shas;
    }

    private Path pairs(List<String> shas) throws IOException {
        StringBuilder csv = new StringBuilder("fix_time,fix_sha,\"inducing_sha\"\r\n");
        for (int i = 2; i < shas.size(); i += 2) {
            // Of one the developers name another commit than the lines do.
            csv.append("1,")
                    .append(shas.get(i))
                    .append(',')
                    .append(shas.get(i == 2 ? 0 : i - 1))
                    .append("\r\n");
        }
        csv.append("1,").append(ELSEWHERE).append(',').append(shas.get(0)).append("\r\n");
        Path file = directory.resolve("pairs.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static Run evaluate(Path pairs, Path repository, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("evaluate", "szz", "--pairs", pairs.toString(), "--repo", repository.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void comparesWithThePairs() throws IOException {
        Path repository = directory.resolve("repository");
        Path pairs = pairs(build(repository, true));

        Run run = evaluate(pairs, repository, "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(answer.get("task").asText()).isEqualTo("szz");
        assertThat(answer.get("fixes").asInt()).isEqualTo(10);
        assertThat(answer.get("pairs").asInt()).isEqualTo(10);
        assertThat(answer.get("named").asInt()).isEqualTo(10);
        assertThat(answer.get("found").asInt()).isEqualTo(9);
        assertThat(answer.get("missing").asInt()).isEqualTo(1);
        assertThat(answer.get("seed").isNull()).isTrue();
        assertThat(answer.get("precision").asDouble()).isEqualTo(0.9);
        assertThat(answer.get("recall").asDouble()).isEqualTo(0.9);
        assertThat(answer.get("f1").asDouble()).isEqualTo(0.9);
        assertThat(evaluate(pairs, repository).out())
                .contains("10 fixes, 10 pairs; 10 named, 9 of them true", "precision 0.900  recall 0.900  F1 0.900")
                .contains("1 more pair is of commits that the default branch lacks; it counts nowhere");
    }

    @Test
    void readsNoMessage() throws IOException {
        Path told = directory.resolve("told");
        Path blank = directory.resolve("blank");
        String withMessages = evaluate(pairs(build(told, true)), told, "--json").out();
        String without = evaluate(pairs(build(blank, false)), blank, "--json").out();

        assertThat(without).isEqualTo(withMessages).contains("\"found\" : 9");
    }

    @Test
    void aSampleIsTheSameForTheSameSeed() throws IOException {
        Path repository = directory.resolve("repository");
        Path pairs = pairs(build(repository, true));

        Run run = evaluate(pairs, repository, "--sample", "4", "--seed", "3", "--json");

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("fixes").asInt()).isEqualTo(4);
        assertThat(answer.get("seed").asInt()).isEqualTo(3);
        assertThat(evaluate(pairs, repository, "--sample", "4", "--seed", "3", "--json")
                        .out())
                .isEqualTo(run.out());
        assertThat(evaluate(pairs, repository, "--sample", "0").exitCode()).isEqualTo(2);
        assertThat(evaluate(pairs, repository, "--sample", "0").err())
                .contains("--sample '0'; expected a whole number from 1 on");
    }

    @Test
    void saysWhatIsWrongWithTheInput() throws IOException {
        Path repository = directory.resolve("repository");
        Path pairs = pairs(build(repository, true));

        refuses(evaluate(directory.resolve("none.csv"), repository), "there is no such file", "none.csv", "fix_sha");
        refuses(evaluate(directory, repository), "cannot read the pairs in " + directory);
        refuses(evaluate(pairs, directory.resolve("nothing")), "there is no directory " + directory.resolve("nothing"));
        Path plain = Files.createDirectory(directory.resolve("plain"));
        refuses(evaluate(pairs, plain), plain + " is not a git repository");
        Path column = Files.writeString(directory.resolve("column.csv"), "fix_sha,inducing\n");
        refuses(evaluate(column, repository), "column.csv has no column inducing_sha");
        Path empty = Files.writeString(directory.resolve("empty.csv"), "");
        refuses(evaluate(empty, repository), "empty.csv has no column fix_sha");
        Path unknown = Files.writeString(
                directory.resolve("unknown.csv"), "fix_sha,inducing_sha\n" + ELSEWHERE + "," + ELSEWHERE + "\n");
        refuses(evaluate(unknown, repository), "has both commits of none of the pairs", "(1 pair)");
        try (GitFixture bare = GitFixture.bare(directory.resolve("bare"))) {
            assertThat(bare.repository().isBare()).isTrue();
        }
        refuses(evaluate(pairs, directory.resolve("bare")), "has both commits of none of the pairs");
        assertThat(Run.of("evaluate", "szz").err()).contains("--pairs");
    }

    private static void refuses(Run run, String... words) {
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("rootops: ").contains(words);
    }
}
