package io.rootops.app.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The unit of systemd, as far as it can be looked at without a systemd that runs. */
class UnitFileTest {
    private static final String UNIT = "deploy/systemd/rootops.service";

    @TempDir
    private Path directory;

    @Test
    void itHasSectionsAndWordsWithValues() throws IOException {
        Map<String, List<String>> words = new TreeMap<>();
        String section = "";
        for (String line : DeployFile.text(UNIT).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                section = line;
                continue;
            }
            assertThat(line).matches("[A-Z][A-Za-z]+=.*");
            words.computeIfAbsent(section, it -> new ArrayList<>()).add(line.replaceFirst("=.*", ""));
        }
        assertThat(words).containsOnlyKeys("[Unit]", "[Service]", "[Install]");
        assertThat(words.get("[Service]"))
                .doesNotHaveDuplicates()
                .contains("ExecStart", "User", "StateDirectory", "EnvironmentFile", "NoNewPrivileges", "ProtectSystem");
    }

    @Test
    void onlyRootOpsItselfIsAskedToEndAndHasTheTimeForIt() throws IOException {
        assertThat(DeployFile.text(UNIT)).contains("\nKillMode=mixed\n", "\nTimeoutStopSec=40\n");
    }

    @Test
    void systemdHasNothingToSayAboutIt() throws Exception {
        assertThat(verdict(DeployFile.text(UNIT))).isEmpty();
        assertThat(verdict(DeployFile.text(UNIT).replace("ProtectClock", "ProtectClocks")))
                .contains("ProtectClocks");
    }

    private String verdict(String unit) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path file =
                Files.writeString(directory.resolve("rootops.service"), unit.replace("/usr/bin/java", java.toString()));
        Process process;
        try {
            process = new ProcessBuilder("systemd-analyze", "--man=no", "verify", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("verdict").toFile())
                    .start();
        } catch (IOException e) {
            System.err.println("*** UNIT OF SYSTEMD NOT VERIFIED *** systemd-analyze is not there");
            throw new TestAbortedException("systemd-analyze is not there", e);
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new TestAbortedException("systemd-analyze does not end here");
        }
        // It also looks at the machine's own units; what it says of those is not ours.
        return Files.readAllLines(directory.resolve("verdict")).stream()
                .filter(it -> it.contains("rootops"))
                .reduce("", (one, other) -> one + other + "\n");
    }
}
