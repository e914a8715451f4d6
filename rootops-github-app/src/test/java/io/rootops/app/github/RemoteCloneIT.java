package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.RemoteClone.Scope;
import io.rootops.core.history.GitHistory;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteCloneIT {
    private static final String NAME = "acme/shop";

    @TempDir
    private Path directory;

    private FakeGitHub github;
    private GitFixture remote;

    @BeforeEach
    void serve() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        remote = GitFixture.bare(github.add(NAME, false));
    }

    @AfterEach
    void close() {
        remote.close();
        github.close();
    }

    @Test
    void clones_the_default_branch_first_and_the_other_heads_after_it() throws Exception {
        String first = commit("main");
        String topic = commit("topic/one", first);
        remote.repository().updateRef("refs/tags/v1").link("refs/heads/main");
        update("refs/pull/7/head", topic);

        Path clone = clones().refresh(NAME, Scope.DEFAULT_BRANCH);
        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", first));

        assertThat(clones().refresh(NAME, Scope.ALL_BRANCHES)).isEqualTo(clone);
        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", first, "refs/heads/topic/one", topic));
        assertThat(clone)
                .isEqualTo(directory.resolve(
                        "clones/127.0.0.1-" + github.address().web().getPort() + "/acme/shop.git"));
        try (GitHistory history = GitHistory.open(clone)) {
            assertThat(history.defaultBranch().orElseThrow().sha()).isEqualTo(first);
            assertThat(history.originUrl()).contains(github.address().web() + "/acme/shop.git");
        }
    }

    @Test
    void refresh_without_news_fetches_nothing() throws Exception {
        commit("main");
        clones().refresh(NAME, Scope.ALL_BRANCHES);
        int before = github.requests().size();

        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(github.requests().subList(before, github.requests().size()))
                .hasSize(2); // what there is and its branches; no pack
    }

    @Test
    void follows_new_commits_a_force_push_and_a_deleted_branch() throws Exception {
        String first = commit("main");
        commit("gone", first);
        commit("main", first);
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);

        String rewritten = commit("main", first);
        String later = commit("main", rewritten);
        remote.delete("gone");
        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", later));
    }

    @Test
    void branch_takes_the_place_of_a_directory_and_the_reverse() throws Exception {
        String first = commit("main");
        commit("topic", first);
        commit("flat/one", first);
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);

        remote.delete("topic");
        remote.delete("flat/one");
        String below = commit("topic/one", first);
        String flat = commit("flat", first);
        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(refs(clone))
                .isEqualTo(Map.of("refs/heads/main", first, "refs/heads/topic/one", below, "refs/heads/flat", flat));
    }

    @Test
    void head_follows_a_renamed_default_branch() throws Exception {
        String first = commit("main");
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);
        assertThat(head(clone)).isEqualTo("refs/heads/main");

        remote.branch("trunk", first);
        remote.repository().updateRef(Constants.HEAD, true).link("refs/heads/trunk");
        remote.delete("main");
        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(head(clone)).isEqualTo("refs/heads/trunk");
        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/trunk", first));
    }

    @Test
    void head_follows_when_only_the_choice_of_the_default_branch_changed() throws Exception {
        String first = commit("main");
        remote.branch("next", first);
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);

        remote.repository().updateRef(Constants.HEAD, true).link("refs/heads/next");
        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(head(clone)).isEqualTo("refs/heads/next");
    }

    @Test
    void empty_repository_is_a_clone_without_branches_that_fills_later() throws Exception {
        Path clone = clones().refresh(NAME, Scope.DEFAULT_BRANCH);
        assertThat(refs(clone)).isEmpty();
        clones().refresh(NAME, Scope.ALL_BRANCHES);

        String first = commit("main");
        clones().refresh(NAME, Scope.ALL_BRANCHES);
        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", first));
    }

    @Test
    void all_branches_gone_leaves_an_empty_clone() throws Exception {
        commit("main");
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);
        remote.delete("main");

        clones().refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(refs(clone)).isEmpty();
    }

    @Test
    void newest_commits_first_and_the_rest_by_the_next_refresh() throws Exception {
        List<String> shas = new ArrayList<>();
        for (int i = 0; i < 620; i++) {
            shas.add(i == 0 ? commit("main") : commit("main", shas.get(i - 1)));
        }
        Path clone = clones().refresh(NAME, Scope.NEWEST);
        try (GitHistory history = GitHistory.open(clone)) {
            assertThat(history.shallow()).isTrue();
            assertThat(history.newest(shas.get(619), 1_000)).hasSize(500);
        }

        clones().refresh(NAME, Scope.DEFAULT_BRANCH);
        try (GitHistory history = GitHistory.open(clone)) {
            assertThat(history.shallow()).isFalse();
            Collections.reverse(shas);
            assertThat(history.newest(shas.get(0), 1_000)).containsExactlyElementsOf(shas);
        }
    }

    @Test
    void many_packs_become_one_and_nothing_is_lost() throws Exception {
        List<String> shas = new ArrayList<>(List.of(commit("main")));
        Path clone = clones().refresh(NAME, Scope.ALL_BRANCHES);
        try (Repository repository = open(clone)) {
            repository.getConfig().setInt("gc", null, "autopacklimit", 3); // 50 would take long
            repository.getConfig().save();
        }
        List<Long> packs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            shas.add(0, commit("main", shas.get(0)));
            clones().refresh(NAME, Scope.ALL_BRANCHES);
            try (Stream<Path> files = Files.list(clone.resolve("objects/pack"))) {
                packs.add(files.filter(it -> it.toString().endsWith(".pack")).count());
            }
        }
        assertThat(packs).startsWith(2L, 3L).endsWith(1L);
        try (GitHistory history = GitHistory.open(clone)) {
            assertThat(history.newest(shas.get(0), 10)).containsExactlyElementsOf(shas);
        }
    }

    @Test
    void renamed_repository_is_followed() throws Exception {
        String first = commit("main");
        github.move("acme/old", github.address().web() + "/" + NAME + ".git");

        Path clone = clones().refresh("acme/old", Scope.ALL_BRANCHES);

        assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", first));
    }

    @Test
    void tells_how_far_it_is() throws Exception {
        commit("main");
        List<String> told = new ArrayList<>();

        new RemoteClone(
                        clonesDirectory(),
                        github.address(),
                        GitHubTokens.fixed(null),
                        (task, done, total) -> told.add(task))
                .refresh(NAME, Scope.ALL_BRANCHES);

        assertThat(told).anyMatch(it -> it.contains("objects"));
    }

    @Test
    void private_repository_opens_with_the_token_which_stands_nowhere() throws Exception {
        try (GitFixture secret = GitFixture.bare(github.add("acme/secret", true))) {
            String first = secret.commit().file("a", "a").on("main");

            Path clone = new RemoteClone(
                            clonesDirectory(),
                            github.address(),
                            GitHubTokens.fixed(FakeGitHub.TOKEN),
                            CloneProgress.SILENT)
                    .refresh("acme/secret", Scope.ALL_BRANCHES);

            assertThat(refs(clone)).isEqualTo(Map.of("refs/heads/main", first));
        }
        try (Stream<Path> files = Files.walk(clonesDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(FakeGitHub.TOKEN.value(), "x-access-token");
            }
        }
        assertThat(github.requests()).noneMatch(it -> it.contains(FakeGitHub.TOKEN.value()));
    }

    private RemoteClone clones() {
        return new RemoteClone(clonesDirectory(), github.address(), GitHubTokens.fixed(null), CloneProgress.SILENT);
    }

    private Path clonesDirectory() {
        return directory.resolve("clones");
    }

    private String commit(String branch, String... parents) {
        return remote.commit(parents)
                .file("file", branch + parents.length + System.nanoTime())
                .on(branch);
    }

    private void update(String ref, String sha) throws IOException {
        var update = remote.repository().updateRef(ref);
        update.setNewObjectId(org.eclipse.jgit.lib.ObjectId.fromString(sha));
        update.update();
    }

    static Map<String, String> refs(Path clone) throws IOException {
        try (Repository repository = open(clone)) {
            Map<String, String> refs = new TreeMap<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
                refs.put(ref.getName(), ref.getObjectId().name());
            }
            return refs;
        }
    }

    private static String head(Path clone) throws IOException {
        try (Repository repository = open(clone)) {
            return repository.getFullBranch();
        }
    }

    private static Repository open(Path clone) throws IOException {
        return new FileRepositoryBuilder().setGitDir(clone.toFile()).setBare().build();
    }
}
