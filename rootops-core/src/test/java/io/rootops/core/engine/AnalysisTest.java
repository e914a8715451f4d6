package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AUTO_ANALYZE_NEW_COMMITS=false: commits are stored, and scored when somebody asks. */
class AnalysisTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private CommitMemory commits;
    private RepositoryMemory repositories;
    private TrackedRepository repository;
    private Analysis analysis;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        commits = new CommitMemory(db.dsl());
        repositories = new RepositoryMemory(db.dsl());
        repository =
                repositories.track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        analysis = new Analysis(db.dsl(), CLOCK, part -> {});
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void whatALocalRepositoryBringsWaits() {
        String first = history(5);
        read(false);
        String second = git.commit(first).file("new.txt", "1\n2\n").on("main");
        git.commit(second).file("side.txt", "1\n").on("topic");
        read(false);

        assertThat(db.dsl().fetchValue("select count(*)::int from commit_memory where not analyzed"))
                .isEqualTo(7);
        assertThat(list()).hasSize(6).allSatisfy(it -> {
            assertThat(it.analyzed()).isFalse();
            assertThat(it.risk()).isNull();
        });
        assertThat(now().commits()).isEqualTo(6);
        assertThat(now().scoredCommits()).isZero();
        assertThat(db.dsl().fetchValue("select count(*)::int from commit_day")).isEqualTo(0);
    }

    @Test
    void whatACloneAndAPollBringWaits() {
        String first = history(5);
        TrackedRepository remote = repositories.track("acme/far", "https://github.com/acme/far.git", Kind.GITHUB, null);
        RepositoryReading reading = new RepositoryReading(
                repositories,
                (it, firstTime) -> directory.resolve("shop.git"),
                new Ingest(db.dsl(), CLOCK, part -> {}, 2, false),
                new OtherBranches(db.dsl(), CLOCK, part -> {}, false),
                part -> {});
        reading.read(remote.id());
        git.commit(first).file("new.txt", "1\n2\n").on("main");
        reading.read(remote.id());

        assertThat(list()).hasSize(6).allMatch(it -> !it.analyzed() && it.risk() == null);
    }

    @Test
    void onlyWhatIsNewWaitsWhereTheRestHasScores() {
        String first = history(20);
        read(true);
        String second = git.commit(first).file("new.txt", "1\n2\n").on("main");

        read(false);

        assertThat(list().get(0).sha()).isEqualTo(second);
        assertThat(list().get(0).analyzed()).isFalse();
        assertThat(list().subList(1, 21)).allMatch(it -> it.analyzed() && it.risk() != null);
        assertThat(now().scoredCommits()).isEqualTo(20);
    }

    @Test
    void analysedOnDemandACommitHasTheScoreThatItWouldHaveHad() {
        String first = history(20);
        read(true);
        String second =
                git.commit(first).file("src/File3.java", "1\n".repeat(15)).on("main");
        read(false);

        Analysis.Result result = analysis.analyze(id(), List.of(second, first, "9".repeat(40)));

        assertThat(result.analyzed()).isEqualTo(1);
        assertThat(result.unknown()).containsExactly("9".repeat(40));
        assertThat(analysis.analyze(id(), List.of(second)).analyzed()).isZero();
        String onDemand = everything();
        db.execute("delete from repository");
        repository =
                repositories.track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        git.branch("main", first);
        read(true);
        git.branch("main", second);
        read(true);
        assertThat(onDemand).isEqualTo(everything()).contains(second);
    }

    @Test
    void learningScoresNothingThatWaits() {
        history(20);
        read(false);

        new Learning(db.dsl(), CLOCK, part -> {}, Prior.NONE, true).learn(id());

        assertThat(list()).allMatch(it -> it.risk() == null);
        assertThat(analysis.analyze(
                                id(), list().stream().map(CommitSummary::sha).toList())
                        .analyzed())
                .isEqualTo(20);
        assertThat(list()).allMatch(it -> it.risk() != null);
        assertThat(now().scoredCommits()).isEqualTo(20);
    }

    @Test
    void ofAMergedCommitItIsKnownWhetherItsScoreWasShownBefore() {
        String base = history(3);
        read(true);
        String shown = git.commit(base).file("a.txt", "1\n").on("topic");
        read(true);
        String unseen = git.commit(shown).file("b.txt", "1\n").write();
        git.branch("main", unseen);
        read(true);

        assertThat(db.dsl()
                        .fetch("select encode(sha, 'hex') as sha from commit_memory where shown_before_merge")
                        .getValues("sha", String.class))
                .containsExactly(shown);
    }

    @Test
    void aCommitThatWaitedUnanalysedWasNotShown() {
        String base = history(3);
        read(false);
        String waited = git.commit(base).file("a.txt", "1\n").on("topic");
        read(false);
        git.branch("main", waited);
        read(false);

        assertThat(db.dsl().fetchValue("select count(*)::int from commit_memory where shown_before_merge"))
                .isEqualTo(0);
        assertThat(commits.find(id(), waited))
                .isInstanceOfSatisfying(
                        ShaMatch.Found.class,
                        it -> assertThat(it.commit().features()).isNotNull());
    }

    @Test
    void aCommitThatWasAnalysedBeforeItsMergeKeepsItsScore() {
        String base = history(20);
        read(true);
        String topic = git.commit(base).file("src/File3.java", "1\n".repeat(15)).on("topic");
        read(false);
        analysis.analyze(id(), List.of(topic));
        RiskScore asked = risk(topic);

        git.branch("main", topic);
        read(false);

        assertThat(risk(topic).exactPercentile()).isEqualTo(asked.exactPercentile());
        assertThat(list().get(0).sha()).isEqualTo(topic);
        assertThat(list().get(0).analyzed()).isTrue();
        assertThat(shownBeforeMerge()).containsExactly(topic);
        assertThat(now().scoredCommits()).isEqualTo(21);
        assertThat(db.dsl().fetchValue("select sum(commits)::int from commit_day"))
                .isEqualTo(21);
    }

    @Test
    void aCommitThatWasAnalysedWhileTheHistoryWasReadHasAScoreInTheEnd() {
        String last = history(20);
        AtomicBoolean asked = new AtomicBoolean();
        readWith(part -> {
            if (part == Announcements.Part.COMMITS && !asked.getAndSet(true)) {
                assertThat(analysis.analyze(id(), List.of(last)).analyzed()).isEqualTo(1);
            }
        });

        assertThat(list().get(0).sha()).isEqualTo(last);
        assertThat(list().get(0).risk()).isNotNull();
        assertThat(list().subList(1, 20)).allMatch(it -> !it.analyzed() && it.risk() == null);
    }

    @Test
    void aCommitThatAForcePushTookAwayComesBackWithItsScore() {
        String base = history(20);
        read(true);
        String asked = git.commit(base).file("asked.txt", "1\n").on("main");
        read(false);
        analysis.analyze(id(), List.of(asked));
        git.branch("main", base);
        read(false);
        git.branch("main", asked);

        read(false);

        assertThat(list().get(0).sha()).isEqualTo(asked);
        assertThat(list().get(0).risk()).isNotNull();
        assertThat(shownBeforeMerge()).isEmpty();
    }

    @Test
    void aHistoryThatIsReadAgainKeepsWhatWasAnalysedAndWhatWasShown() {
        Asked asked = historyInWhichSomeWereAsked();
        db.execute("update repository set miner_version = 999");

        read(false);

        assertKept(asked);
    }

    @Test
    void soItDoesWhenThatReadingIsKilledOnTheWay() {
        Asked asked = historyInWhichSomeWereAsked();
        db.execute("update repository set miner_version = 999");
        assertThatThrownBy(() -> readWith(part -> {
                    if (part == Announcements.Part.COMMITS) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");

        read(false);

        assertKept(asked);
    }

    /** Of 20 commits all have a score and one was seen before its merge; one more waits, and one on a branch was asked for. */
    private record Asked(String shown, String waiting, String onBranch) {}

    private Asked historyInWhichSomeWereAsked() {
        String base = history(19);
        String shown = git.commit(base).file("shown.txt", "1\n").on("topic");
        read(true);
        git.branch("main", shown);
        read(true);
        String waiting = git.commit(shown).file("waiting.txt", "1\n").on("main");
        String onBranch = git.commit(shown).file("branch.txt", "1\n").on("topic");
        read(false);
        analysis.analyze(id(), List.of(onBranch));
        return new Asked(shown, waiting, onBranch);
    }

    private void assertKept(Asked asked) {
        assertThat(list()).hasSize(21).allSatisfy(it -> {
            assertThat(it.analyzed()).isEqualTo(!it.sha().equals(asked.waiting()));
            assertThat(it.risk() != null).isEqualTo(it.analyzed());
        });
        assertThat(risk(asked.onBranch())).isNotNull();
        assertThat(shownBeforeMerge()).containsExactly(asked.shown());
        assertThat(now().scoredCommits()).isEqualTo(20);
        assertThat(db.dsl().fetchValue("select count(*)::int from commit_mark")).isEqualTo(0);
    }

    private RiskScore risk(String sha) {
        return Objects.requireNonNull(
                ((ShaMatch.Found) commits.find(id(), sha)).commit().summary().risk());
    }

    private List<String> shownBeforeMerge() {
        return db.dsl()
                .fetch("select encode(sha, 'hex') as sha from commit_memory where shown_before_merge"
                        + " and position is not null")
                .getValues("sha", String.class);
    }

    private void readWith(Announcements announcements) {
        new RepositoryReading(
                        repositories,
                        (it, first) -> {
                            throw new AssertionError("a local repository is never fetched");
                        },
                        new Ingest(db.dsl(), CLOCK, announcements, 2, false),
                        new OtherBranches(db.dsl(), CLOCK, announcements, false),
                        part -> {})
                .read(id());
    }

    private String history(int count) {
        String last = git.commit().file("src/File0.java", "1\n").on("main");
        for (int i = 1; i < count; i++) {
            last = git.commit(last)
                    .file("src/File" + i % 7 + ".java", "1\n".repeat(i + 1))
                    .message("Change " + i)
                    .on("main");
        }
        return last;
    }

    private String everything() {
        return db.dsl()
                .fetch("select encode(c.sha, 'hex'), c.percentile, c.level, c.analyzed, c.model_version, s.raw,"
                        + " d.commits from commit_memory c left join risk_score s on s.commit_id = c.id"
                        + " left join commit_day d on d.day = (c.committed_at at time zone 'UTC')::date"
                        + " and d.level = c.level order by c.position")
                .format();
    }

    private void read(boolean analyze) {
        Readings.read(db, repository, CLOCK, analyze);
    }

    private RepositoryId id() {
        return repository.id();
    }

    private TrackedRepository now() {
        return repositories.byId(id()).orElseThrow();
    }

    private List<CommitSummary> list() {
        return commits.list(CommitFilter.ALL, 200, null).items();
    }
}
