package io.rootops.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.AppIdentity;
import io.rootops.app.github.ChecksApi;
import io.rootops.app.github.FakeLists;
import io.rootops.app.github.OwnChecks;
import io.rootops.app.github.Refusals;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CheckPolls;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Retention;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckPollingTest {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    /** On main, four hours ago. */
    private static final String SHA = "ab".repeat(20);
    /** Of an open pull request, an hour ago. */
    private static final String HEAD = "cd".repeat(20);

    private final TestDatabase db = TestDatabase.create();
    private FakeLists github;
    private TrackedRepository shop;
    private CheckMemory memory;
    private CheckPolling polling;

    @BeforeEach
    void open() throws IOException {
        github = new FakeLists();
        RepositoryMemory repositories = new RepositoryMemory(db.dsl());
        repositories.track("acme/shop", github.web() + "/acme/shop.git", Kind.GITHUB, null);
        shop = repositories.named("acme/shop").orElseThrow();
        memory = new CheckMemory(db.dsl());
        polling = polling();
        commit(1, SHA, "2026-05-01T08:00:00Z");
        pull(1, HEAD, "open", "2026-05-01T11:00:00Z");
        tell(SHA, "[" + run(11, "build", "completed", "success") + "]", "[" + status(21, "ci/lint", "failure") + "]");
        tell(HEAD, "[" + run(12, "build", "in_progress", null) + "]", "[]");
    }

    @AfterEach
    void close() {
        db.close();
        github.close();
    }

    @Test
    void whatNoEventToldOfIsKept() {
        polling.poll(shop);

        assertThat(said(SHA)).containsExactly("build success", "ci/lint failure");
        assertThat(said(HEAD)).containsExactly("build in progress");
        assertThat(memory.of(shop.id(), SHA).get(0).app()).isEqualTo("Actions");
        assertThat(github.requests)
                .containsExactly(
                        "/commits/" + HEAD + "/check-runs?filter=latest&per_page=100 200",
                        "/commits/" + HEAD + "/status?per_page=100 200",
                        "/commits/" + SHA + "/check-runs?filter=latest&per_page=100 200",
                        "/commits/" + SHA + "/status?per_page=100 200");
    }

    @Test
    void whatIsCompletedIsNotAskedForAgainAndWhatIsNotIsWithGrowingPauses() {
        polling.poll(shop);
        List<Integer> polls = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            later();
            assertThat(asked(SHA)).isZero();
            if (asked(HEAD) > 0) {
                polls.add(i);
            }
        }
        assertThat(polls).containsExactly(1, 2, 4, 8, 16, 32);
        github.now = github.now.plus(Duration.ofHours(6));
        tell(HEAD, "[" + run(12, "build", "completed", "failure") + "]", "[]");
        later();
        assertThat(said(HEAD)).containsExactly("build failure");
        github.now = github.now.plus(Duration.ofDays(2));
        later();

        assertThat(github.requests).isEmpty();
    }

    @Test
    void whatNeverEndsIsAskedForADayAtMost() {
        polling.poll(shop);
        for (int i = 0; i < 10; i++) {
            github.now = github.now.plus(Duration.ofHours(6));
            later();
        }

        assertThat(github.requests).isEmpty();
        assertThat(said(HEAD)).containsExactly("build in progress");
    }

    @Test
    void whatHasNoChecksIsAskedForAnHourAtMostAndOldOnesTwice() {
        String old = "ef".repeat(20);
        commit(2, old, "2026-04-28T08:00:00Z");
        tell(old, "[]", "[]");
        tell(HEAD, "[]", "[]");
        polling.poll(shop);
        later();
        assertThat(asked(old)).isEqualTo(2);
        int times = 0;
        for (int i = 0; i < 24; i++) {
            later();
            assertThat(asked(old)).isZero();
            times += asked(HEAD) / 2;
        }

        assertThat(times).isEqualTo(4);
        assertThat(memory.of(shop.id(), HEAD)).isEmpty();
    }

    @Test
    void oneJobMakesRoomForTheNext() {
        tell(HEAD, "[" + run(12, "build", "completed", "success", "2026-05-01T11:59:00Z") + "]", "[]");
        polling.poll(shop);
        tell(
                HEAD,
                "[" + run(12, "build", "completed", "success", "2026-05-01T11:59:00Z") + ","
                        + run(13, "deploy", "queued", null) + "]",
                "[]");
        later();

        assertThat(said(HEAD)).containsExactly("build success", "deploy queued");
    }

    @Test
    void allPagesAreTaken() {
        github.there.put(
                runs(SHA) + " 2",
                "{\"check_runs\":[" + run(14, "test", "completed", "success", SHA, "2026-05-01T11:10:00Z") + "]}");
        github.there.put("/commits/" + SHA + "/status 2", "{\"statuses\":[" + status(22, "ci/fuzz", "pending") + "]}");
        polling.poll(shop);

        assertThat(said(SHA))
                .containsExactly("build success", "test success", "ci/fuzz in progress", "ci/lint failure");
    }

    @Test
    void afterAFailureInTheMiddleItIsAllAskedForAgain() {
        for (String trouble : List.of("502", FakeLists.CUT)) {
            db.execute("delete from check_poll");
            db.execute("delete from check_conclusion");
            github.there.put(runs(SHA) + " 2", trouble);
            later();
            assertThat(said(HEAD)).as("no other is held up").containsExactly("build in progress");
            assertThat(said(SHA)).containsExactly("build success");
            github.there.put(
                    runs(SHA) + " 2",
                    "{\"check_runs\":[" + run(14, "test", "completed", "success", SHA, "2026-05-01T11:10:00Z") + "]}");
            // Nor does a process that ended on the way forget it, though a check of it is known.
            polling = polling();
            later();
            assertThat(said(SHA)).as(trouble).containsExactly("build success", "test success", "ci/lint failure");
        }
    }

    @Test
    void whatFailsTwiceIsGitHubAndTheRestIsLeft() {
        for (int i = 2; i < 9; i++) {
            commit(i, ("" + i).repeat(40), "2026-05-01T07:00:00Z");
        }
        github.there.put(runs(HEAD), "503");
        github.there.put(runs(SHA), "503");
        polling.poll(shop);

        assertThat(github.requests).hasSize(2);
    }

    @Test
    void whatMayNotBeReadIsLeftForADayAndTheOtherIsReadAllTheSame() {
        github.there.put(runs(HEAD), "403");
        github.there.put(runs(SHA), "403");
        polling.poll(shop);
        assertThat(said(SHA)).containsExactly("ci/lint failure");
        assertThat(github.requests).filteredOn(it -> it.contains("check-runs")).hasSize(1);
        github.now = github.now.plus(Duration.ofMinutes(10));
        later();
        polling = polling();
        pull(2, "12".repeat(20), "open", "2026-05-01T12:00:00Z");
        later();
        assertThat(github.requests)
                .as("statuses of the new one, by another replica")
                .anyMatch(it -> it.contains("12".repeat(20) + "/status"))
                .noneMatch(it -> it.contains("check-runs"));

        github.now = github.now.plus(Duration.ofDays(1));
        pull(3, "34".repeat(20), "open", "2026-05-02T12:00:00Z");
        tell(
                "34".repeat(20),
                "[" + run(15, "build", "completed", "success", "34".repeat(20), "2026-05-02T10:00:00Z") + "]",
                "[]");
        later();
        assertThat(said("34".repeat(20))).containsExactly("build success");
    }

    @Test
    void whereNeitherMayBeReadNothingIsAsked() {
        for (String path : List.of(runs(HEAD), "/commits/" + HEAD + "/status")) {
            github.there.put(path, "404");
        }
        polling.poll(shop);
        assertThat(github.requests).hasSize(2);
        later();
        assertThat(github.requests).isEmpty();
    }

    @Test
    void ownChecksAreLeftOut() {
        tell(
                SHA,
                "["
                        + run(11, "RootOps", "completed", "neutral")
                                .replace("\"app\"", "\"external_id\":\"rootops-risk\",\"app\"")
                        + "," + run(10, "RootOps", "completed", "neutral").replace("\"id\":7", "\"id\":4711") + "]",
                "[" + status(21, OwnChecks.CONTEXT, "success") + "]");
        polling.poll(shop);

        assertThat(memory.of(shop.id(), SHA)).isEmpty();
    }

    @Test
    void aCommitThatIsGoneHoldsNothingUp() {
        github.there.put(runs(HEAD), "422");
        github.there.put("/commits/" + HEAD + "/status", "422");
        polling.poll(shop);

        assertThat(said(SHA)).hasSize(2);
    }

    @Test
    void whatEventsToldToItsEndIsNotAskedFor() {
        memory.store(shop.id(), told(SHA, 11, Progress.COMPLETED, "2026-05-01T09:00:00Z"));
        memory.store(shop.id(), told(HEAD, 12, Progress.IN_PROGRESS, "2026-05-01T11:30:00Z"));
        polling.poll(shop);
        assertThat(asked(SHA)).isZero();
        assertThat(asked(HEAD)).as("of its end no event told").isEqualTo(2);
        // Begun again after all, and the event of its end is lost.
        memory.store(shop.id(), told(SHA, 17, Progress.IN_PROGRESS, "2026-05-01T12:02:00Z"));
        later();
        assertThat(asked(SHA)).isEqualTo(2);
    }

    @Test
    void whatBeginsAnewAfterItsEndIsAskedForAgain() {
        polling.poll(shop);
        memory.store(shop.id(), told(SHA, 17, Progress.IN_PROGRESS, "2026-05-01T12:02:00Z"));
        tell(SHA, "[" + run(17, "build", "completed", "failure", "2026-05-01T12:04:00Z") + "]", "[]");
        later();

        assertThat(said(SHA)).contains("build failure");
    }

    @Test
    void twoReplicasDoNotAskTwice() {
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> polling().poll(shop));
        polling.poll(shop);
        other.join();
        assertThat(github.requests).hasSize(4).doesNotHaveDuplicates();
        polling().poll(shop);
        assertThat(github.requests).hasSize(4);

        CheckPolls one = new CheckPolls(db.dsl());
        Instant later = github.now.plus(PAUSE);
        List<CheckPolls.Due> due = one.due(shop.id(), later, 10);
        assertThat(due).extracting(CheckPolls.Due::sha).containsExactly(HEAD);
        assertThat(one.claim(shop.id(), due.get(0), later, later.plus(PAUSE))).isTrue();
        assertThat(new CheckPolls(db.dsl()).claim(shop.id(), due.get(0), later, later.plus(PAUSE)))
                .as("looked at the same time")
                .isFalse();
    }

    @Test
    void onlyWhatPeopleLookAtIsAskedForTenCommitsAtOnceNewestFirst() {
        db.execute("delete from commit_memory");
        pull(2, "12".repeat(20), "closed", "2026-05-01T11:00:00Z");
        pull(3, "34".repeat(20), "open", "2026-01-01T11:00:00Z");
        for (int i = 0; i < 30; i++) {
            String sha = String.format("%040x", i + 1);
            commit(10 + i, sha, "2026-05-01T08:" + (10 + i) + ":00Z");
            tell(sha, "[" + run(100 + i, "build", "completed", "success", sha, "2026-05-01T09:00:00Z") + "]", "[]");
        }
        commit(9, "56".repeat(20), "2026-05-01T08:00:00Z");
        commit(40, "78".repeat(20), "2026-04-01T08:00:00Z");
        polling.poll(shop);
        assertThat(github.requests).hasSize(20).first().asString().contains(HEAD);
        assertThat(asked(String.format("%040x", 30))).isEqualTo(2);
        later();
        later();
        later();
        db.execute("delete from check_poll where sha = '\\x" + HEAD + "'");

        assertThat(db.dsl().fetchValue("select count(*)::int from check_poll"))
                .as("the newest twenty, of which one is a month old")
                .isEqualTo(19);
    }

    @Test
    void aFifthOfTheLimitIsLeftToOthersAndHalfToWhatHappensNow() {
        commit(2, "12".repeat(20), "2026-04-28T08:00:00Z");
        tell("12".repeat(20), "[]", "[]");
        github.left = 2_400;
        polling.poll(shop);
        assertThat(asked(SHA)).isEqualTo(2);
        assertThat(asked("12".repeat(20))).as("days old").isZero();
        github.left = 900;
        later();
        assertThat(github.requests).hasSize(1);
        later();
        assertThat(github.requests).isEmpty();
        github.left = 4_000;
        github.now = github.now.plus(Duration.ofHours(1));
        later();
        later();

        assertThat(asked("12".repeat(20))).isEqualTo(2);
    }

    @Test
    void whatWasAskedLongAgoIsForgotten() {
        polling.poll(shop);
        github.now = github.now.plus(Duration.ofDays(91));
        new Retention(db.dsl(), github, Duration.ofDays(90)).forget();

        assertThat(db.dsl().fetchValue("select count(*)::int from check_poll")).isEqualTo(0);
    }

    @Test
    void whatIsAskedForOnlyOnceIsAskedForWhenTheHistoryIsRead() {
        polling = polling(Duration.ofDays(36_500));
        db.execute("delete from commit_memory");
        db.execute("delete from pull_request");
        polling.poll(shop);
        commit(1, SHA, "2026-05-01T08:00:00Z");
        later();
        assertThat(said(SHA)).hasSize(2);
        commit(2, HEAD, "2026-05-01T11:00:00Z");
        later();

        assertThat(github.requests).isEmpty();
    }

    @Test
    void whatIsAskedForOnlyOnceIsAskedForAgainWhereItWasRefused() {
        polling = polling(Duration.ofDays(36_500));
        github.there.put(runs(HEAD), "403");
        github.there.put("/commits/" + HEAD + "/status", "403");
        polling.poll(shop);
        github.now = github.now.plus(Duration.ofMinutes(10));
        later();
        assertThat(said(SHA)).hasSize(2);
        github.now = github.now.plus(Duration.ofDays(1));
        later();

        assertThat(github.requests).isEmpty();
    }

    private List<String> said(String sha) {
        return memory.of(shop.id(), sha).stream()
                .map(it -> it.name() + " " + it.words())
                .toList();
    }

    private long asked(String sha) {
        return github.requests.stream().filter(it -> it.contains(sha)).count();
    }

    private void later() {
        github.requests.clear();
        github.now = github.now.plus(PAUSE);
        polling.poll(shop);
    }

    private CheckPolling polling() {
        return polling(PAUSE);
    }

    private CheckPolling polling(Duration pause) {
        return new CheckPolling(
                memory,
                new CheckPolls(db.dsl()),
                new ChecksApi(github.client()),
                new Refusals(new RefusalMemory(db.dsl()), github),
                new OwnChecks(RootOps.APP),
                pause,
                github);
    }

    /** The App 4711. */
    private enum RootOps implements AppIdentity {
        APP;

        @Override
        public Optional<GitHubApp> app() {
            try {
                return Optional.of(new GitHubApp(
                        "4711",
                        KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<Secret> webhookSecrets() {
            return List.of();
        }
    }

    private static String runs(String sha) {
        return "/commits/" + sha + "/check-runs";
    }

    private void tell(String sha, String runs, String statuses) {
        github.there.put(runs(sha), "{\"check_runs\":" + runs.replace("HEAD", sha) + "}");
        github.there.put("/commits/" + sha + "/status", "{\"state\":\"success\",\"statuses\":" + statuses + "}");
    }

    private void commit(int position, String sha, String at) {
        db.execute("insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                + " committed_at, subject, files, lines_added, lines_deleted, rankable) select id, " + position
                + ", '\\x"
                + sha + "', " + position + ", '{}', 1, '" + at + "', '" + at
                + "', 'x', 0, 0, 0, false from repository");
    }

    private void pull(int number, String head, String state, String at) {
        db.execute(
                "insert into pull_request (repository_id, number, github_id, title, state, draft, from_fork, head_sha,"
                        + " base_ref, base_sha, updated_at, backlog) select id, " + number + ", 1, 'x', '" + state
                        + "', false, false, '\\x" + head + "', 'main', '\\xab', '" + at + "', false from repository");
    }

    private static CheckConclusion told(String sha, long id, Progress progress, String at) {
        boolean completed = progress == Progress.COMPLETED;
        return new CheckConclusion(
                sha,
                CheckConclusion.Kind.CHECK_RUN,
                7,
                3,
                "build",
                id,
                "Actions",
                progress,
                completed ? "success" : null,
                Instant.parse(at),
                completed ? Instant.parse(at) : null);
    }

    private static String run(long id, String name, String status, @Nullable String conclusion) {
        return run(id, name, status, conclusion, "HEAD", "2026-05-01T11:10:00Z");
    }

    private static String run(long id, String name, String status, @Nullable String conclusion, String at) {
        return run(id, name, status, conclusion, "HEAD", at);
    }

    private static String run(long id, String name, String status, @Nullable String conclusion, String sha, String at) {
        boolean completed = conclusion != null;
        return "{\"id\":" + id + ",\"name\":\"" + name + "\",\"head_sha\":\"" + sha + "\",\"status\":\"" + status
                + "\",\"conclusion\":" + (completed ? "\"" + conclusion + "\"" : "null")
                + ",\"started_at\":\"2026-05-01T11:00:00Z\",\"completed_at\":" + (completed ? "\"" + at + "\"" : "null")
                + ",\"check_suite\":{\"id\":3},\"app\":{\"id\":7,\"name\":\"Actions\"}}";
    }

    private static String status(long id, String context, String state) {
        return "{\"id\":" + id + ",\"context\":\"" + context + "\",\"state\":\"" + state
                + "\",\"created_at\":\"2026-05-01T11:00:00Z\",\"updated_at\":\"2026-05-01T11:00:00Z\"}";
    }
}
