package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    @Test
    void helpsInTheseWords() throws IOException {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        try (InputStream golden = Objects.requireNonNull(getClass().getResourceAsStream("help.txt"))) {
            assertThat(run.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "score", "gate", "explain", "doctor"})
    void helpOfEachCommandNamesItsExitCodesAndExamples(String command) {
        Run run = Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Exit codes:", "Examples:", "Usage: rootops " + command);
    }

    @Test
    void suggestsWhatWasMeant() {
        Run run = Run.of("scroe");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'scroe'", "Did you mean: rootops score", "Try 'rootops --help'.");
    }

    @Test
    void tellsItsVersion() {
        assertThat(Run.of("version").out())
                .matches("RootOps \\d+\\.\\d+\\.\\d+ \\(Java " + System.getProperty("java.version") + ".*\\)\\n");
        assertThat(Run.of("--version").out().strip())
                .isEqualTo(Run.of("version").out().strip());
        assertThat(Run.of("score", "-V").out().strip())
                .isEqualTo(Run.of("version").out().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completesInTheShell(String shell) {
        Run run = Run.of("completion", shell);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("_complete_rootops", "explain");
        assertThat(Run.of("completion", "tcsh").exitCode()).isEqualTo(2);
    }

    @Test
    void showsAStackTraceOnlyWhenAskedFor(@TempDir Path directory) {
        String none = directory.resolve("none").toString();

        assertThat(Run.of("score", "--repo", none).err()).hasLineCount(1).doesNotContain("\tat ");
        assertThat(Run.of("--debug", "score", "--repo", none).err()).contains("\tat io.rootops");
        assertThat(Run.of("score", "--debug", "--repo", none).err()).contains("\tat io.rootops");
        assertThat(Run.with(Map.of("ROOTOPS_DEBUG", "true"), "score", "--repo", none)
                        .err())
                .contains("\tat io.rootops");
    }

    @Test
    void saysEverySettingThatIsWrong() {
        Run run = Run.with(Map.of("ROOTOPS_PORT", "eighty", "ENABLE_AUTO_POLLING", "perhaps"), "serve");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(2)
                .contains("rootops: ROOTOPS_PORT='eighty'", "ENABLE_AUTO_POLLING='perhaps'");
    }

    @Test
    void servesNothingWhereARepositoryIsMissing(@TempDir Path directory) {
        String none = directory.resolve("none").toString();

        assertThat(Run.of("--repo", none).exitCode()).isEqualTo(3);
        assertThat(Run.of("serve", "--repo", none).err())
                .isEqualTo("rootops: there is no directory " + none
                        + "; give the path of a git repository or of a directory in one\n");
    }
}
