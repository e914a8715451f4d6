package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several equally similar files a renamed one was: the one that the git binary takes. */
class RenameOrderTest {
    @TempDir
    Path directory;

    /** Git keeps four candidates, and a later one takes the place of the worst: the first of the four here. */
    @Test
    void ofEqualsTheOneInTheFirstPlace() throws Exception {
        try (GitFixture git = GitFixture.bare(directory)) {
            String a = git.commit()
                    .file("a", "nothing\n")
                    .file("b", "head\nbody\ntail\n1\n")
                    .file("c", "of\n")
                    .file("d", "this\n")
                    .file("e", "head\nbody\ntail\n2\n")
                    .on("main");
            git.commit(a)
                    .delete("a")
                    .delete("b")
                    .delete("c")
                    .delete("d")
                    .delete("e")
                    .file("f", "head\nbody\ntail\n3\n")
                    .on("main");
        }
        MinedHistory history = new MinedHistory(directory);
        assertThat(history.renames()).isEqualTo(new GitParity.Renames(1, 1, 1));
        assertThat(Mining.rows(Mining.mine(directory).get(1))).contains("R e -> f +1 -1");
    }

    @Test
    void asGitInManyCommits() throws Exception {
        Random random = new Random(5);
        try (GitFixture git = GitFixture.bare(directory)) {
            String last = git.commit().file("readme", "1\n").on("main");
            for (int i = 0; i < 40; i++) {
                FixtureCommit before = git.commit(last);
                for (int file = 0; file < 8; file++) {
                    before.file("old" + file, text(random));
                }
                FixtureCommit after = git.commit(before.write());
                for (int file = 0; file < 8; file++) {
                    after.delete("old" + file);
                    after.file("new" + file, text(random));
                }
                FixtureCommit cleared = git.commit(after.write());
                for (int file = 0; file < 8; file++) {
                    cleared.delete("new" + file);
                }
                last = cleared.write();
            }
            git.branch("main", last);
        }
        GitParity.Renames renames = new MinedHistory(directory).renames();
        assertThat(renames.both()).isGreaterThan(100).isEqualTo(renames.gits()).isEqualTo(renames.ours());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (String line : List.of("alpha\n", "bravo\n", "gamma\n", "delta\n")) {
            text.append(random.nextBoolean() ? line : random.nextInt(10) + "\n");
        }
        return text.toString();
    }
}
