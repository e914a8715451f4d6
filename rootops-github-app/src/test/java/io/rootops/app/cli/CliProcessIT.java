package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.Main;
import io.rootops.core.testing.GitFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit codes, colours, pipes and signals. */
class CliProcessIT {
    private static final int COMMITS = 40;

    @TempDir
    Path directory;

    @BeforeEach
    void history() {
        try (GitFixture git = GitFixture.bare(directory.resolve("shop"))) {
            String head = git.commit().file("a", "1\n").on("main");
            for (int i = 1; i < COMMITS; i++) {
                // Long titles: together far more than a pipe holds.
                head = git.commit(head)
                        .file("a", "1\n".repeat(i))
                        .message("long ".repeat(2_000))
                        .on("main");
            }
        }
    }

    @Test
    void endsWithTheCodeOfWhatHappened() throws Exception {
        assertThat(run(Map.of(), "score", "--repo", "shop").exitCode()).isZero();
        assertThat(run(Map.of(), "doctor", "--offline", "--repo", "none").exitCode())
                .isEqualTo(1);
        assertThat(run(Map.of(), "score", "--no-such-option").exitCode()).isEqualTo(2);
        assertThat(run(Map.of(), "score", "--repo", "none").exitCode()).isEqualTo(3);
    }

    @Test
    void coloursOnlyWhereItIsWanted() throws Exception {
        String score = "score --repo shop --limit 3";

        assertThat(run(Map.of(), score.split(" ")).out()).doesNotContain("\u001B");
        assertThat(run(Map.of("CLICOLOR_FORCE", "1"), score.split(" ")).out()).contains("\u001B[");
        assertThat(run(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), score.split(" "))
                        .out())
                .doesNotContain("\u001B");
    }

    @Test
    void isSilentWhenTheReaderHasSeenEnough() throws Exception {
        List<String> command = command("score", "--repo", "shop", "--csv", "--limit", "1000");
        Run run = run(
                Map.of(),
                List.of("bash", "-c", "'" + String.join("' '", command) + "' | head -n 1; exit \"${PIPESTATUS[0]}\""));

        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void stopsInOrderOnCtrlC() throws Exception {
        // Where tests run in the background the signal may be ignored, and children inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command("--repo", "shop"));
        Process server = start(Map.of("ROOTOPS_PORT", "0"), command).start();
        try (BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.lines().anyMatch(it -> it.startsWith("RootOps is at http://localhost:")))
                    .isTrue();
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            err.lines().forEach(it -> {}); // until it ends
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            server.destroyForcibly();
        }

        assertThat(server.exitValue()).isEqualTo(130);
        assertThat(directory.resolve("home/data/postmaster.pid")).doesNotExist();
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(environment, command(arguments));
    }

    private Run run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        Process process =
                start(environment, command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(errors));
    }

    private ProcessBuilder start(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(it -> it.matches("(ROOTOPS|GITHUB|CLICOLOR|NO_COLOR|DATABASE).*"));
        builder.environment().put("ROOTOPS_HOME", directory.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
