package io.rootops.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCheckTest {
    @TempDir
    private Path directory;

    @Test
    void onlyTheNamesOfThisMachineAreAnswered() throws Exception {
        assertThat(answers(
                        "localhost", "LocalHost:8000", "127.0.0.1", "127.0.0.1:80", "127.9.9.9", "[::1]", "[::1]:80"))
                .allMatch(it -> it.endsWith(" 200"));
        assertThat(answers("example.org", "10.0.0.1", "[::2]", "localhost.example.org", "127.0.0.1.example.org"))
                .allMatch(it -> it.endsWith(" 421"));
    }

    @Test
    void aNameThatLooksLikeHexadecimalIsNotLookedUp() throws Exception {
        // All these resolve to 127.0.0.1 in the child: what a page of a foreign site would have its name do.
        assertThat(answers("bad.cc", "cafe.de", "deadbeef", "1.2.3.4.5")).allMatch(it -> it.endsWith(" 421"));
    }

    private List<String> answers(String... hosts) throws IOException, InterruptedException {
        Path names = directory.resolve("hosts");
        Files.writeString(names, "127.0.0.1 localhost bad.cc cafe.de deadbeef 1.2.3.4.5\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + names,
                "-cp",
                System.getProperty("java.class.path"),
                HostCheckMain.class.getName()));
        command.addAll(List.of(hosts));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(it -> it.matches(".* \\d{3}"))
                .toList();
        assertThat(child.waitFor()).isZero();
        assertThat(lines).hasSameSizeAs(hosts);
        return lines;
    }
}
