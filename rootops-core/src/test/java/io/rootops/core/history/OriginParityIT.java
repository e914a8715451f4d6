package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our origins beside {@code git blame -w} on a real history: the shared one, else this project's own. */
class OriginParityIT {
    @TempDir
    static Path temporary;

    private static Path repository = Path.of("");

    @BeforeAll
    static void cloneIt() throws Exception {
        Path source = SharedData.find("bench/histories/zookeeper.bundle").orElseGet(SharedData::checkout);
        repository = temporary.resolve("history");
        GitHistoryTest.run(temporary, "git", "clone", "-q", "--bare", source.toString(), repository.toString());
    }

    @Test
    void nearlyAllLinesAreOfTheCommitThatGitNames() throws Exception {
        int lines = 0;
        int equal = 0;
        try (GitHistory git = GitHistory.open(repository)) {
            String head = git.defaultBranch().orElseThrow().sha();
            LineOrigins origins = new LineOrigins(git, LookUps.atMost(200));
            HistoryMiner.followingLines(git, 2).diffs(git.arrivalOrder(head, sha -> false), origins::apply);
            List<String> files = code(head);
            for (int f = 0; f < files.size(); f += Math.max(1, files.size() / 60)) {
                String[] entry = files.get(f).split("[ \t]", 4);
                LineRuns ours = Objects.requireNonNull(origins.of(entry[3], ObjectId.fromString(entry[2])), entry[3]);
                List<String> theirs = blame(head, entry[3]);
                assertThat(ours.lines()).as(entry[3]).isEqualTo(theirs.size());
                for (int i = 0; i < theirs.size(); i++) {
                    lines++;
                    equal += origins.commit(ours.origin(i)).equals(theirs.get(i)) ? 1 : 0;
                }
            }
        }
        assertThat(lines).isGreaterThan(2_000);
        assertThat((double) equal / lines).as("share of %d lines", lines).isGreaterThanOrEqualTo(0.94);
    }

    private static List<String> code(String head) throws IOException {
        return git("ls-tree", "-r", head)
                .filter(it -> PathKinds.of(it.substring(it.indexOf('\t') + 1)).code())
                .toList();
    }

    private static List<String> blame(String head, String path) throws IOException {
        List<String> shas = new ArrayList<>();
        git("blame", "-w", "-s", "-l", "--root", head, "--", path).forEach(it -> shas.add(it.substring(0, 40)));
        return shas;
    }

    private static Stream<String> git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + repository));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        String output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return Arrays.stream(output.split("\n")).filter(it -> !it.isEmpty());
    }
}
