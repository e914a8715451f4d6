package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatePatternsCommandTest {
    @TempDir
    Path directory;

    private Path repository() {
        Path repository = directory.resolve("repository");
        try (GitFixture git = GitFixture.bare(repository)) {
            String last =
                    git.commit().file("A.java", "int kept;\n").message("Begin").on("main");
            for (int i = 0; i < 29; i++) {
                last = git.commit(last)
                        .file("src/F" + i + ".java", "int one" + i + ";\n")
                        .message("Add " + i)
                        .on("main");
            }
        }
        return repository;
    }

    @Test
    void measuresEachRepositoryForItself() throws IOException {
        String path = repository().toString();

        Run run = Run.of("evaluate", "patterns", "--repo", path, path, "--json", "--quiet");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.at("/schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(json.at("/threshold").asDouble()).isEqualTo(0.7);
        assertThat(json.at("/repositories")).hasSize(2).allSatisfy(it -> {
            assertThat(it.at("/commits").asInt()).isEqualTo(30);
            assertThat(it.at("/earlier/bad").asInt()).isZero();
            assertThat(it.at("/patterns")).isEmpty();
            assertThat(it.at("/held/found").asInt()).isZero();
        });
        assertThat(Run.of("evaluate", "patterns", "--repo", path, "--quiet").out())
                .contains("30 commits; until ", "0 patterns, 0 of them met later: 0 clearly above the rate of all");
    }

    @Test
    void saysWhatItCannotUse() throws IOException {
        Path none = Files.createDirectory(directory.resolve("none"));

        assertThat(Run.of("evaluate", "patterns", "--repo", none.toString()).exitCode())
                .isEqualTo(ExitCode.UNREADABLE);
        Run run = Run.of("evaluate", "patterns", "--repo", none.toString(), "--threshold", "7");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--threshold '7.0'; expected a number from 0.5 to 0.99");
    }
}
