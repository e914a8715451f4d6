package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.SourceForge;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.memory.ReportIntake;
import io.rootops.core.memory.ReportOutbox;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKind;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of pull requests in the memory, from being opened to being merged. */
class PullRequestReadingTest {
    private static final String UNKNOWN = "ab".repeat(20);
    private static final Instant START = Instant.now().minusSeconds(7_200);

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private TrackedRepository shop;
    private PullRequestMemory pulls;
    private ReportIntake intake;
    private ReportOutbox outbox;
    private String base;
    /** Heads of pull requests that the forge holds. */
    private final Map<Integer, String> fetched = new HashMap<>();

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        shop = new RepositoryMemory(db.dsl()).track("acme/shop", "https://x/acme/shop.git", Kind.GITHUB, null);
        pulls = new PullRequestMemory(db.dsl());
        intake = new ReportIntake(db.dsl());
        outbox = new ReportOutbox(db.dsl());
        String first = git.commit().file("a.txt", "a\n").on("main");
        base = git.commit(first).file("a.txt", "a\nb\n").on("main");
        read();
        enqueue();
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void itsCommitsAreScoredFromTheirMergeBaseAndAreNoPartOfTheHistory() {
        String one = git.commit(base).file("a.txt", "a\nb\nc\n").write();
        String two = git.commit(one).file("b.txt", "x\n").write();
        String ranked = value("select commits from risk_model where promoted");

        heard(open(1, two, 0));
        read();

        assertThat(value("select count(*) from commit_memory where percentile is not null and position is null"))
                .isEqualTo("2");
        assertThat(value("select commits from repository")).isEqualTo("2");
        assertThat(value("select commits from risk_model where promoted")).isEqualTo(ranked);
        assertThat(value("select features[" + 1 + "] is not null from commit_features f join commit_memory c on c.id ="
                        + " f.commit_id where c.sha = '\\x" + one + "'"))
                .isEqualTo("true");
        assertThat(pulls.headed(shop.id(), two)).hasValueSatisfying(it -> {
            assertThat(it.base()).isEqualTo(base);
            assertThat(it.pull().number()).isEqualTo(1);
        });
        assertThat(pulls.bringing(shop.id(), one)).isPresent();
        assertThat(enqueue()).isEqualTo(1);
        assertThat(claimed()).containsExactly(two);
    }

    @Test
    void aForksHeadIsFetchedAndOneThatCannotBeFetchedStopsNoOther() {
        String fork = git.commit(base).file("f.txt", "f\n").write();
        fetched.put(7, fork);

        heard(open(6, UNKNOWN, 5));
        heard(open(7, UNKNOWN, 0));
        read();

        assertThat(pulls.headed(shop.id(), fork)).isPresent();
        assertThat(value("select count(*) from pull_request where read_head is not null"))
                .isEqualTo("1");
    }

    @Test
    void aHeadThatIsAMergeIsToldOfByWhatItBrings() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        String main = git.commit(base).file("a.txt", "z\n").on("main");
        String merge = git.commit(one, main).file("b.txt", "x\n").write();

        heard(open(1, merge, 0));
        read();

        assertThat(pulls.headed(shop.id(), merge))
                .hasValueSatisfying(it -> assertThat(it.base()).isEqualTo(main));
        assertThat(value("select count(*) from pull_request_commit")).isEqualTo("2");
        enqueue();
        assertThat(claimed()).contains(merge);
    }

    @Test
    void ofPushesThatComeFastTheLastIsToldOf() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        String two = git.commit(one).file("b.txt", "y\n").write();
        heard(open(1, one, 0));
        read();
        enqueue();
        heard(open(1, two, 1));
        read();
        enqueue();

        assertThat(claimed()).containsExactly(two);
    }

    @Test
    void olderNewsChangesNothingAndNothingComesAfterAMerge() {
        heard(open(1, UNKNOWN, 10));

        assertThat(pulls.store(shop.id(), open(1, base, 9), Heard.WORKED_ON)).isFalse();
        assertThat(pulls.store(shop.id(), ended(1, State.MERGED, UNKNOWN, base, 10), Heard.CHANGED))
                .isTrue();
        assertThat(pulls.store(shop.id(), open(1, UNKNOWN, 10), Heard.CHANGED)).isFalse();
        assertThat(pulls.store(shop.id(), open(1, UNKNOWN, 11), Heard.CHANGED)).isFalse();
        assertThat(value("select state from pull_request")).isEqualTo("merged");
    }

    @Test
    void whatStoodThereBeforeIsReadOnceSomethingIsPushedToIt() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        String two = git.commit(one).file("b.txt", "y\n").write();
        pulls.store(shop.id(), open(1, one, 0), Heard.BACKLOG);
        pulls.store(shop.id(), open(1, one, 1), Heard.CHANGED);
        read();
        assertThat(value("select read_head is null from pull_request")).isEqualTo("true");

        pulls.store(shop.id(), open(1, two, 2), Heard.CHANGED);
        read();

        assertThat(pulls.headed(shop.id(), two)).isPresent();
    }

    @Test
    void aSquashedMergeWasShownWhereThePullRequestsReportWasToldBefore() {
        String one = twoCommits();
        heard(open(1, one, 0));
        read();
        enqueue();
        outbox.told(claim(), 7, "ab".repeat(32));
        String squashed =
                git.commit(base).file("b.txt", "x\n").file("c.txt", "y\n").on("main");

        heard(ended(1, State.MERGED, one, squashed, 8_000));
        read();

        assertThat(shown(squashed)).isEqualTo("true");
        assertThat(shown(base)).isEqualTo("false");
        assertThat(value("select count(*) from branch where name like 'refs/pull/%'"))
                .isEqualTo("0");
    }

    @Test
    void aSquashedMergeThatIsReadBeforeItIsToldOfWasShownAsWell() {
        String one = twoCommits();
        heard(open(1, one, 0));
        read();
        enqueue();
        outbox.told(claim(), 7, "ab".repeat(32));
        String squashed =
                git.commit(base).file("b.txt", "x\n").file("c.txt", "y\n").on("main");
        read();
        assertThat(shown(squashed)).isEqualTo("false");

        heard(ended(1, State.MERGED, one, squashed, 8_000));

        assertThat(shown(squashed)).isEqualTo("true");
    }

    @Test
    void aMergeBeforeTheReportWasToldWasNotShown() {
        String one = twoCommits();
        heard(open(1, one, 0));
        read();
        enqueue();
        outbox.told(claim(), 7, "ab".repeat(32));
        String squashed =
                git.commit(base).file("b.txt", "x\n").file("c.txt", "y\n").on("main");

        heard(ended(1, State.MERGED, one, squashed, 60));
        read();

        assertThat(shown(squashed)).isEqualTo("false");
    }

    @Test
    void commitsThatAreMergedAsTheyAreWereShownWhileTheyWaited() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        heard(open(1, one, 0));
        read();
        String merge = git.commit(base, one).file("b.txt", "x\n").write();
        heard(ended(1, State.MERGED, one, merge, 8_000));
        read();
        assertThat(value("select count(*) from branch where name like 'refs/pull/%'"))
                .as("the merge is not read yet")
                .isEqualTo("1");
        git.branch("main", merge);

        read();

        assertThat(shown(one)).isEqualTo("true");
        assertThat(pulls.bringing(shop.id(), one)).isPresent();
    }

    @Test
    void aHistoryThatIsReadAgainReadsThemAgain() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        heard(open(1, one, 0));
        read();
        db.execute("update repository set miner_version = 1");

        read();

        assertThat(pulls.headed(shop.id(), one)).isPresent();
        assertThat(value("select count(*) from branch_commit where branch like 'refs/pull/%'"))
                .isEqualTo("1");
    }

    /** Squashed they are another patch than each of them, so only the pull request tells; gives the head. */
    private String twoCommits() {
        String one = git.commit(base).file("b.txt", "x\n").write();
        return git.commit(one).file("c.txt", "y\n").write();
    }

    private void heard(PullRequest pull) {
        assertThat(pulls.store(shop.id(), pull, Heard.WORKED_ON)).isTrue();
    }

    private static PullRequest open(int number, String head, int seconds) {
        return pull(number, State.OPEN, head, null, seconds);
    }

    private static PullRequest ended(int number, State state, String head, String merge, int seconds) {
        return pull(number, state, head, merge, seconds);
    }

    private static PullRequest pull(int number, State state, String head, @Nullable String merge, int seconds) {
        Instant at = START.plusSeconds(seconds);
        return new PullRequest(
                number,
                100 + number,
                "Change it",
                "octo",
                state,
                false,
                false,
                head,
                "main",
                UNKNOWN,
                state == State.MERGED ? at : null,
                merge,
                List.of(),
                at);
    }

    private int enqueue() {
        return intake.heads(shop.id(), ReportKind.CHECK_RUN);
    }

    private DueReport claim() {
        return outbox.claim(Duration.ofMinutes(3)).orElseThrow();
    }

    private List<String> claimed() {
        List<String> shas = new ArrayList<>();
        Duration lease = Duration.ofMinutes(3);
        for (Optional<DueReport> due = outbox.claim(lease); due.isPresent(); due = outbox.claim(lease)) {
            shas.add(due.get().key().sha());
        }
        return shas;
    }

    private String shown(String sha) {
        return value("select shown_before_merge from commit_memory where sha = '\\x" + sha + "'");
    }

    private String value(String sql) {
        return String.valueOf(db.dsl().fetchValue(sql));
    }

    private void read() {
        Announcements nobody = part -> {};
        InstantSource clock = InstantSource.system();
        SourceForge forge = new SourceForge() {
            @Override
            public Path refresh(TrackedRepository repository, boolean defaultBranchOnly) {
                return directory.resolve("shop.git");
            }

            @Override
            public Optional<String> pullRequest(TrackedRepository repository, int number) throws ForgeException {
                String head = fetched.get(number);
                if (head == null) {
                    throw new ForgeException("no such pull request", new IllegalArgumentException());
                }
                return Optional.of(head);
            }
        };
        OtherBranches branches = new OtherBranches(db.dsl(), clock, nobody, true);
        new RepositoryReading(
                        new RepositoryMemory(db.dsl()),
                        forge,
                        new Ingest(db.dsl(), clock, nobody, 2, true),
                        branches,
                        new PullRequestReading(db.dsl(), forge, branches, clock, nobody),
                        nobody)
                .read(shop.id());
    }
}
