package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {
    @TempDir
    Path temporary;

    @Test
    void anEmptyRepositoryHasNoBranch() throws UnreadableRepositoryException {
        try (GitFixture git = GitFixture.bare(temporary.resolve("r"));
                GitHistory history = open("r")) {
            assertThat(git.repository().isBare()).isTrue();
            assertThat(history.defaultBranch()).isEmpty();
            assertThat(history.branches()).isEmpty();
            assertThat(history.originUrl()).isEmpty();
            assertThat(history.shallow()).isFalse();
        }
    }

    @Test
    void opensABareRepositoryWithoutConfig() throws IOException, UnreadableRepositoryException {
        String head;
        try (GitFixture git = GitFixture.bare(temporary.resolve("r"))) {
            head = git.commit().file("a", "1\n").on("main");
        }
        Files.delete(temporary.resolve("r/config"));
        try (GitHistory history = open("r")) {
            assertThat(history.defaultBranch()).contains(new BranchHead("main", head));
            assertThat(history.contains(head)).isTrue();
            assertThat(history.contains("f".repeat(40))).isFalse();
            assertThat(history.contains("main")).isFalse();
            assertThat(history.newest(head, 5)).containsExactly(head);
        }
    }

    @Test
    void opensACloneFromAnywhereInItAndItsLinkedWorktree() throws Exception {
        try (GitFixture git = GitFixture.bare(temporary.resolve("origin"))) {
            String root = git.commit().file("src/a", "1\n").on("trunk");
            String main = git.commit(root).file("src/a", "2\n").on("main");
            git.repository().updateRef(Constants.HEAD, true).link("refs/heads/trunk");
            run(temporary, "git", "clone", "-q", "origin", "clone");
            Path clone = temporary.resolve("clone");
            run(clone, "git", "checkout", "-q", "-b", "work", "origin/main");
            run(clone, "git", "worktree", "add", "-q", "../linked", "-b", "other");
            BranchHead trunk = new BranchHead("trunk", root);
            for (String path : List.of("clone", "clone/src", "clone/.git", "linked", "linked/src")) {
                try (GitHistory history = open(path)) {
                    assertThat(history.defaultBranch()).as(path).contains(trunk);
                    assertThat(history.branches())
                            .as(path)
                            .containsExactly(new BranchHead("other", main), trunk, new BranchHead("work", main));
                    assertThat(history.arrivalOrder(main, it -> false).size()).isEqualTo(2);
                }
            }
            run(clone, "git", "remote", "set-head", "origin", "--delete");
            try (GitHistory history = open("clone")) {
                assertThat(history.defaultBranch()).contains(new BranchHead("work", main));
            }
            run(clone, "git", "branch", "-q", "-m", "trunk", "master");
            run(clone, "git", "checkout", "-q", "--detach", "HEAD");
            try (GitHistory history = open("clone")) {
                assertThat(history.defaultBranch()).contains(new BranchHead("master", root));
            }
            run(clone, "git", "branch", "-q", "-D", "master", "work");
            run(temporary.resolve("linked"), "git", "checkout", "-q", "--detach");
            run(clone, "git", "branch", "-q", "-D", "other");
            try (GitHistory history = open("clone")) {
                assertThat(history.defaultBranch()).contains(new BranchHead("HEAD", main));
            }
        }
    }

    @Test
    void originUrlHoldsNoCredentials() throws IOException, UnreadableRepositoryException {
        try (GitFixture git = GitFixture.bare(temporary.resolve("r"))) {
            StoredConfig config = git.repository().getConfig();
            for (String[] pair : List.of(
                    new String[] {"https://me:secret@github.com/a/b.git", "https://github.com/a/b.git"},
                    new String[] {"https://token@github.com/a/b.git", "https://github.com/a/b.git"},
                    new String[] {"git@github.com:a/b.git", "git@github.com:a/b.git"},
                    new String[] {"ssh://git:pw@host/a/b", "ssh://git@host/a/b"},
                    new String[] {"/some/where", "/some/where"})) {
                config.setString("remote", "origin", "url", pair[0]);
                config.save();
                try (GitHistory history = open("r")) {
                    assertThat(history.originUrl()).contains(pair[1]);
                }
            }
        }
    }

    @Test
    void saysInOneSentenceWhyItCannotOpen() throws Exception {
        assertThatThrownBy(() -> open("nowhere"))
                .isInstanceOf(UnreadableRepositoryException.class)
                .hasMessageContaining("there is no directory")
                .hasMessageContaining("nowhere");
        Files.createDirectory(temporary.resolve("plain"));
        assertThatThrownBy(() -> open("plain"))
                .isInstanceOf(UnreadableRepositoryException.class)
                .hasMessageContaining("plain is not a git repository");
        run(temporary, "git", "init", "-q", "--object-format=sha256", "modern");
        assertThatThrownBy(() -> open("modern"))
                .isInstanceOf(UnreadableRepositoryException.class)
                .hasMessageContaining("SHA-256");
        run(temporary, "git", "init", "-q", "broken");
        Files.writeString(temporary.resolve("broken/.git/config"), "[core\n");
        assertThatThrownBy(() -> open("broken"))
                .isInstanceOf(UnreadableRepositoryException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void readsAlternates() throws Exception {
        try (GitFixture git = GitFixture.bare(temporary.resolve("origin"))) {
            String head = git.commit().file("a", "1\n").on("main");
            run(temporary, "git", "clone", "-q", "--bare", "--shared", "origin", "shared");
            assertThat(Mining.mine(temporary.resolve("shared")))
                    .extracting(it -> it.commit().sha())
                    .containsExactly(head);
        }
    }

    @Test
    void newestLeavesMergesOut() throws UnreadableRepositoryException {
        try (GitFixture git = GitFixture.bare(temporary.resolve("r"))) {
            String a = git.commit().at(1).write();
            String b = git.commit(a).at(5).write();
            String c = git.commit(a).at(3).write();
            String merge = git.commit(b, c).at(6).write();
            try (GitHistory history = open("r")) {
                assertThat(history.newest(merge, 2)).containsExactly(b, c);
                assertThat(history.newest(merge, 9)).containsExactly(b, c, a);
            }
        }
    }

    private GitHistory open(String path) throws UnreadableRepositoryException {
        return GitHistory.open(temporary.resolve(path));
    }

    static void run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
    }
}
