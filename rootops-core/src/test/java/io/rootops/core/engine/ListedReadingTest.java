package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.memory.ReportIntake;
import io.rootops.core.memory.ReportOutbox;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKind;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that git does not bring are scored by the forge's lists, until it does. */
class ListedReadingTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Announcements NOBODY = part -> {};
    private static final Prior PRIOR = new Prior(
            "of others",
            new LogisticModel(
                    List.of(Feature.LA, Feature.ACALL),
                    new double[] {1, 1},
                    new double[] {1, 1},
                    new double[] {0.5, 0.5},
                    -2),
            ReferenceDistribution.of(new float[] {-3, -2, -1}),
            List.of("acme/other"));

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private ListingForge forge;
    private TrackedRepository shop;
    private CommitMemory commits;
    private String head;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        forge = new ListingForge(directory.resolve("shop.git"), directory.resolve("clone.git"));
        shop = new RepositoryMemory(db.dsl()).track("acme/shop", "https://x/acme/shop.git", Kind.GITHUB, null);
        commits = new CommitMemory(db.dsl());
        head = git.commit().file("A.java", "class A {}\n").on("main");
        for (int i = 1; i < 5; i++) {
            push("A.java", "class A {}\n" + "// line\n".repeat(i));
        }
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void aPushWhoseFetchIsRefusedIsScoredProvisionallyUntilItIsAllowed() {
        read();
        assertThat(enqueue()).isZero();
        forge.refuses = true;
        String one = push("A.java", "class A { int a = pay(1); }\n");
        String two = push("b/B.java", "class B {}\n");

        read();

        assertThat(now().state()).isEqualTo(State.FAILED);
        assertThat(now().problem())
                .isEqualTo("The code cannot be fetched: git is refused (403). Until then new commits get provisional"
                        + " scores from the forge's lists of their files.");
        assertThat(newest(2)).extracting(CommitSummary::sha).containsExactly(two, one);
        CommitDetail listed = find(one);
        assertThat(listed.summary().listed()).isTrue();
        assertThat(listed.summary().onDefaultBranch()).isTrue();
        assertThat(listed.branches()).as("the default one is none of them").isEmpty();
        assertThat(risk(one).provisional()).isTrue();
        Features features = Objects.requireNonNull(listed.features());
        assertThat(features.get(Feature.NUC)).as("remembered of the file").isEqualTo(5);
        assertThat(features.get(Feature.EXP)).isEqualTo(5);
        assertThat(features.get(Feature.ACALL)).as("only code tells").isNaN();
        assertThat(features.get(Feature.HOUR)).isNaN();
        assertThat(find(two).features()).satisfies(it -> {
            assertThat(it.get(Feature.NEWF)).isEqualTo(1);
            assertThat(it.get(Feature.NUC)).as("a new file has no past").isZero();
        });
        assertThat(now().commits()).isEqualTo(5);
        assertThat(now().scoredCommits()).isEqualTo(5);
        assertThat(value("select sum(commits) from commit_day")).isEqualTo("5");
        assertThat(material()).as("what is learned from").isEqualTo(5);
        assertThat(enqueue()).isEqualTo(1);
        assertThat(claimed()).containsExactly(two);
        List<String> asked = List.copyOf(forge.asked);
        read();
        assertThat(forge.asked).as("a commit is asked for once").isEqualTo(asked);
        assertThat(enqueue()).isZero();

        forge.refuses = false;
        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(risk(one).provisional()).isFalse();
        assertThat(find(one).shownBeforeMerge())
                .as("it was merged when it was shown")
                .isFalse();
        assertThat(value("select count(*) from commit_memory")).isEqualTo("7");
        assertThat(value("select count(*) from commit_memory where listed is not null"))
                .isEqualTo("0");
        assertThat(value("select count(*) from branch")).isEqualTo("0");
        assertThat(now().commits()).isEqualTo(7);
        assertThat(value("select sum(commits) from commit_day")).isEqualTo("7");
        assertThat(enqueue()).as("told again, in the same place").isEqualTo(1);
        assertThat(value("select count(*) from risk_report where state <> 'history'"))
                .isEqualTo("1");
        assertThat(find(one).features()).isEqualTo(find(one, readElsewhere()).features());
        assertThat(find(two).features()).isEqualTo(find(two, readElsewhere()).features());
    }

    @Test
    void aRepositoryThatWasNeverReadIsScoredByWhatOtherProjectsTeach() {
        forge.refuses = true;
        for (int i = 0; i < 40; i++) {
            push("A.java", "class A {}\n" + "// more\n".repeat(i));
        }

        read();

        assertThat(value("select count(*) from commit_memory where listed = 'on_default'"))
                .isEqualTo("30");
        RiskScore score = risk(head);
        assertThat(score.provisional()).isTrue();
        assertThat(score.probability()).isBetween(0.0, 1.0);
        Features features = Objects.requireNonNull(find(head).features());
        assertThat(features.get(Feature.NUC)).isNaN();
        assertThat(features.get(Feature.LT)).isNaN();
        assertThat(features.get(Feature.EXP)).isNaN();
        assertThat(features.get(Feature.LA)).isEqualTo(1);
        assertThat(enqueue()).as("what stood there before is no news").isZero();
        String news = push("A.java", "class A {}\n" + "// other\n".repeat(50));
        read();
        assertThat(enqueue()).isEqualTo(1);
        assertThat(claimed()).containsExactly(news);
        assertThat(risk(news).exactPercentile()).isGreaterThan(risk(head(1)).exactPercentile());
        String rewritten = git.commit(head(20)).file("C.java", "class C {}\n").on("main");
        read();
        assertThat(find(rewritten).summary().onDefaultBranch()).isTrue();
        assertThat(find(news).summary().onDefaultBranch()).isFalse();

        forge.refuses = false;
        read();

        assertThat(now().commits()).isEqualTo(27);
        assertThat(find(rewritten).summary().listed()).isFalse();
        assertThat(value("select count(*) from risk_model where kind = 'learned'"))
                .as("what was lent is given back")
                .isEqualTo("0");
        assertThat(find(news).summary().listed()).as("git never brought it").isTrue();
        assertThat(find(news).summary().onDefaultBranch()).isFalse();
    }

    @Test
    void whatAPushTellsOfAndAFetchLacksIsAskedFor() {
        read();
        ToldHeads told = new ToldHeads(db.dsl());
        forge.lags = true;
        String late = push("A.java", "class A { int late; }\n");
        told.tell(shop.id(), late);

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(find(late).summary().listed()).isTrue();
        assertThat(find(late).summary().onDefaultBranch()).isTrue();
        assertThat(told.left(shop.id())).isTrue();
        read();
        assertThat(find(late).summary().onDefaultBranch()).isTrue();
        assertThat(find(late).shownBeforeMerge()).isFalse();

        forge.lags = false;
        read();

        assertThat(find(late).summary().listed()).isFalse();
        assertThat(find(late).shownBeforeMerge())
                .as("it never waited on another branch")
                .isFalse();
        assertThat(told.left(shop.id())).isFalse();
        int before = forge.asked.size();
        told.tell(shop.id(), "ab".repeat(20));
        read();
        assertThat(told.left(shop.id())).as("no branch has it any more").isFalse();
        assertThat(forge.asked).hasSize(before);
    }

    @Test
    void whatIsPushedDuringAFirstReadingIsScoredAheadOfIt() {
        ToldHeads told = new ToldHeads(db.dsl());
        String history = head;
        assertThat(reading().ahead(shop.id())).as("nothing was pushed").isFalse();
        String cloned = push("A.java", "class A { int cloned; }\n");
        told.tell(shop.id(), cloned);
        List<String> pushed = new ArrayList<>(List.of(cloned));
        meanwhile = () -> {
            assertThat(find(cloned).summary().listed())
                    .as("read ahead of the rest")
                    .isFalse();
            assertThat(reading().ahead(shop.id())).isTrue();
            assertThat(find(cloned).summary().listed()).isTrue();
            String one = push("A.java", "class A { int one; }\n");
            String topic = git.commit(history).file("T.java", "class T {}\n").on("topic");
            told.tell(shop.id(), one);
            told.tell(shop.id(), topic);
            assertThat(reading().ahead(shop.id())).isTrue();
            pushed.addAll(List.of(one, topic));
            for (String sha : pushed) {
                assertThat(find(sha).summary().listed()).isTrue();
                assertThat(risk(sha).provisional()).isTrue();
            }
            assertThat(enqueue()).as("the heads of now").isEqualTo(2);
            assertThat(claimed()).containsExactlyInAnyOrder(one, topic);
            String two = push("A.java", "class A { int two; }\n");
            told.tell(shop.id(), two);
            assertThat(reading().ahead(shop.id())).isTrue();
            pushed.add(two);
            assertThat(find(one).summary().onDefaultBranch()).isTrue();
            enqueue();
            assertThat(claimed()).as("more commits tell better what is usual").containsExactlyInAnyOrder(two, topic);
            assertThat(reading().ahead(shop.id())).as("all is read").isFalse();
        };

        read();

        assertThat(pushed).as("while it was read").hasSize(4);
        assertThat(forge.asked)
                .as("once each, and the newest ones before, which tell what is usual")
                .containsAll(pushed)
                .doesNotHaveDuplicates()
                .hasSize(pushed.size() + 5);
        assertThat(find(cloned).summary().listed()).isFalse();
        read();
        for (String sha : pushed) {
            assertThat(find(sha).summary().listed()).isFalse();
            assertThat(risk(sha).provisional()).isFalse();
        }
        assertThat(now().commits()).isEqualTo(8);
        assertThat(told.left(shop.id())).isFalse();
        assertThat(enqueue())
                .as("told again, in the same place, also what is no head any more")
                .isEqualTo(3);
        assertThat(value("select count(*) from risk_report where state <> 'history'"))
                .isEqualTo("3");
        assertThat(value("select count(*) from risk_model where kind = 'learned'"))
                .as("what was lent is given back")
                .isEqualTo("0");
        assertThat(value("select max(file_id) < (1 << 30) from file_change"))
                .as("no file keeps an id apart")
                .isEqualTo("true");
        assertThat(find(pushed.get(3)).features())
                .isEqualTo(find(pushed.get(3), readElsewhere()).features());
    }

    @Test
    void aPushThatTheForgeDoesNotShowIsAskedForSomeSecondsOnly() {
        String before = head;
        String away = push("A.java", "class A { int away; }\n");
        git.branch("main", before);
        new ToldHeads(db.dsl()).tell(shop.id(), away);

        assertThat(reading().ahead(shop.id())).as("the forge may lag behind").isTrue();

        db.execute("update told_head set told_at = told_at - interval '15 seconds'");
        assertThat(reading().ahead(shop.id())).as("it was pushed away").isFalse();
        assertThat(forge.asked).isEmpty();
    }

    @Test
    void anOldCommitPushedDuringAFirstReadingIsNewsAlsoWhereNothingCouldBeListed() {
        ToldHeads told = new ToldHeads(db.dsl());
        told.tell(shop.id(), head);

        read();

        assertThat(forge.asked).isEmpty();
        assertThat(told.left(shop.id())).isFalse();
        assertThat(enqueue()).isEqualTo(1);
        assertThat(claimed()).containsExactly(head);
        read();
        assertThat(enqueue()).isZero();
        assertThat(value("select count(*) from told_head")).isEqualTo("0");
    }

    @Test
    void aFirstReadingIsNotOverBeforeAllBranchesAreRead() {
        ToldHeads told = new ToldHeads(db.dsl());
        List<String> late = new ArrayList<>();
        forge.fetched = () -> {
            forge.fetched = () -> {};
            assertThat(now().mining().lastMinedAt()).as("the default branch is").isNotNull();
            late.add(push("A.java", "class A { int late; }\n"));
            told.tell(shop.id(), late.get(0));

            assertThat(reading().ahead(shop.id())).isTrue();

            assertThat(find(late.get(0)).summary().listed()).isTrue();
            assertThat(find(late.get(0)).features())
                    .satisfies(it -> assertThat(it.get(Feature.NUC)).isEqualTo(5));
            assertThat(enqueue()).isEqualTo(1);
            assertThat(claimed()).containsExactly(late.get(0));
        };

        read();
        read();

        assertThat(forge.asked).isEqualTo(late);
        assertThat(find(late.get(0)).summary().listed()).isFalse();
        assertThat(enqueue()).isEqualTo(1);
        assertThat(reading().ahead(shop.id())).as("all is read").isFalse();
    }

    @Test
    void branchesAndPullRequestsAreListedToo() {
        read();
        enqueue();
        forge.refuses = true;
        String topic = git.commit(head).file("T.java", "class T {}\n").on("topic");
        String fork = git.commit(head).file("F.java", "class F {}\n").write();
        heard(fork, PullRequest.State.OPEN, null, 0);

        read();

        assertThat(find(topic).branches()).containsExactly("topic");
        assertThat(find(topic).summary().onDefaultBranch()).isFalse();
        assertThat(risk(fork).provisional()).isTrue();
        assertThat(new PullRequestMemory(db.dsl()).headed(shop.id(), fork)).isPresent();
        int asked = forge.asked.size();
        read();
        assertThat(forge.asked).hasSize(asked);
        assertThat(enqueue()).isEqualTo(2);
        assertThat(claimed()).containsExactlyInAnyOrder(topic, fork);

        git.branch("main", fork);
        heard(fork, PullRequest.State.MERGED, fork, 5);
        read();
        assertThat(find(fork).summary().onDefaultBranch()).isTrue();
        assertThat(find(fork).shownBeforeMerge()).isTrue();

        forge.refuses = false;
        read();
        assertThat(risk(topic).provisional()).isFalse();
        assertThat(find(topic).branches()).containsExactly("topic");
        assertThat(find(fork).summary().listed()).isFalse();
        assertThat(find(fork).shownBeforeMerge()).isTrue();
        git.delete("topic");
        read();
        assertThat(value("select count(*) from branch where name = 'topic'")).isEqualTo("0");
    }

    @Test
    void aPullRequestWhoseRefIsNotToBeHadIsListedWhileTheRestIsRead() {
        String fork = git.commit(head).file("F.java", "class F {}\n").write();
        read();
        String other = git.commit(head(1)).file("G.java", "class G {}\n").write();
        heard(other, PullRequest.State.OPEN, null, 0);
        forge.lags = true;

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(risk(other).provisional()).isTrue();
        forge.lags = false;
        read();
        assertThat(risk(other).provisional()).as("git has it by now").isFalse();
        assertThat(commits.find(shop.id(), fork)).isInstanceOf(ShaMatch.Unknown.class);
    }

    @Test
    void oneBranchThatTheForgeFailsOnHoldsUpNoOther() {
        read();
        forge.refuses = true;
        String broken = git.commit(head).file("B.java", "class B {}\n").on("a-broken-one");
        String topic = git.commit(head).file("T.java", "class T {}\n").on("topic");
        String fork = git.commit(head).file("F.java", "class F {}\n").write();
        heard(fork, PullRequest.State.OPEN, null, 0);
        forge.broken.add(broken);

        read();

        assertThat(find(topic).branches()).containsExactly("topic");
        assertThat(risk(fork).provisional()).isTrue();
        assertThat(commits.find(shop.id(), broken)).isInstanceOf(ShaMatch.Unknown.class);

        forge.broken.clear();
        read();

        assertThat(find(broken).branches()).containsExactly("a-broken-one");
    }

    @Test
    void aListingThatFailsOnTheWayKeepsWhatItReadAndGoesOn() {
        read();
        forge.refuses = true;
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pushed.add(push("A.java", "class A { int a" + i + "; }\n"));
        }
        forge.fails = 3;

        read();

        assertThat(now().problem()).contains("git is refused (403).");
        assertThat(find(pushed.get(2)).summary().listed()).isTrue();
        assertThat(commits.find(shop.id(), pushed.get(3))).isInstanceOf(ShaMatch.Unknown.class);
        forge.fails = -1;
        forge.gone.add(pushed.get(3));
        read();
        assertThat(find(pushed.get(4)).summary().onDefaultBranch()).isTrue();
        assertThat(commits.find(shop.id(), pushed.get(3)))
                .as("pushed away meanwhile")
                .isInstanceOf(ShaMatch.Unknown.class);
    }

    @Test
    void ofALongPushTheNewestAreListedAndSoManyAtOnce() {
        read();
        forge.refuses = true;
        for (int i = 0; i < 120; i++) {
            push("A.java", "class A { int a" + i + "; }\n");
        }
        String topic = head;
        for (int i = 0; i < 30; i++) {
            topic = git.commit(topic)
                    .file("T.java", "class T { int a" + i + "; }\n")
                    .on("topic");
        }

        read();
        assertThat(forge.asked).hasSize(ListedCommits.MOST).contains(head);
        assertThat(commits.find(shop.id(), topic)).isInstanceOf(ShaMatch.Unknown.class);
        read();
        assertThat(forge.asked).hasSize(ListedCommits.MOST + 30).doesNotHaveDuplicates();
        assertThat(find(topic).branches()).containsExactly("topic");

        forge.refuses = false;
        read();
        assertThat(value("select count(*) from commit_memory")).isEqualTo("155");
        assertThat(value("select count(*) from commit_memory where listed is not null"))
                .isEqualTo("0");
    }

    @Test
    void aBranchOfWhichTheNewestAloneAreToldKeepsThoseBefore() {
        String topic = head;
        String oldest = "";
        for (int i = 0; i < 120; i++) {
            topic = git.commit(topic)
                    .file("T.java", "class T { int a" + i + "; }\n")
                    .on("topic");
            oldest = oldest.isEmpty() ? topic : oldest;
        }
        heard(topic, PullRequest.State.OPEN, null, 0);
        read();
        forge.refuses = true;
        topic = git.commit(topic).file("T.java", "class T {}\n").on("topic");
        heard(topic, PullRequest.State.OPEN, null, 5);

        read();

        assertThat(find(topic).branches()).containsExactly("topic");
        assertThat(find(oldest).branches()).containsExactly("topic");
        assertThat(find(oldest).summary().leftBranchesAt()).isNull();
        assertThat(value("select count(*) from branch_commit where branch = 'topic'"))
                .isEqualTo("121");
        assertThat(value("select count(*) from branch_commit where branch = 'refs/pull/7/head'"))
                .isEqualTo("121");
        assertThat(value("select count(*) from commit_memory where left_at is not null"))
                .isEqualTo("0");

        forge.refuses = false;
        String rewritten = git.commit(head).file("T.java", "class T {}\n").on("topic");
        heard(rewritten, PullRequest.State.OPEN, null, 10);
        read();
        assertThat(find(oldest).summary().leftBranchesAt())
                .as("git tells what left it")
                .isNotNull();
    }

    @Test
    void aHeadThatTheForgeDoesNotShowYetIsAskedForAgain() {
        forge.refuses = true;
        forge.gone.add(head);
        read();
        assertThat(commits.find(shop.id(), head)).isInstanceOf(ShaMatch.Unknown.class);
        forge.gone.clear();
        read();
        assertThat(find(head).summary().onDefaultBranch()).isTrue();
        forge.refuses = false;
        read();
        forge.refuses = true;
        String topic = git.commit(head).file("T.java", "class T {}\n").on("topic");
        String fork = git.commit(head).file("F.java", "class F {}\n").write();
        heard(fork, PullRequest.State.OPEN, null, 0);
        String before = push("A.java", "class A { int before; }\n");
        String late = push("A.java", "class A { int late; }\n");
        forge.gone.addAll(List.of(late, topic, fork));

        read();

        assertThat(find(before).summary().onDefaultBranch()).isTrue();
        for (String sha : List.of(late, topic, fork)) {
            assertThat(commits.find(shop.id(), sha)).isInstanceOf(ShaMatch.Unknown.class);
        }
        forge.gone.clear();
        read();
        assertThat(find(late).summary().onDefaultBranch()).isTrue();
        assertThat(find(topic).branches()).containsExactly("topic");
        assertThat(risk(fork).provisional()).isTrue();
        int asked = forge.asked.size();
        read();
        assertThat(forge.asked).as("all is read").hasSize(asked);
    }

    @Test
    void whatTheForgeListedOfTheDefaultBranchIsNotGoneWhileGitLagsBehind() {
        read();
        enqueue();
        forge.lags = true;
        String late = push("A.java", "class A { int late; }\n");
        new ToldHeads(db.dsl()).tell(shop.id(), late);
        read();
        assertThat(enqueue()).isEqualTo(1);
        forge.silent = true;

        read();

        assertThat(find(late).summary().leftBranchesAt()).isNull();
        assertThat(value("select count(*) from risk_report where state = 'due'"))
                .as("somebody waits for it")
                .isEqualTo("1");
    }

    @Test
    void whatLeftOneBranchIsNotGoneWhenTheForgeDoesNotTellWhatAnotherBrings() {
        String topic = git.commit(head).file("T.java", "class T {}\n").on("topic");
        git.branch("copy", topic);
        read();
        git.delete("copy");
        read();
        forge.refuses = true;
        git.commit(topic).file("T.java", "class T { int a; }\n").on("topic");
        forge.gone.add(head);

        read();

        assertThat(find(topic).branches()).as("nobody tells").isEmpty();
        assertThat(find(topic).summary().leftBranchesAt()).isNull();
    }

    private String push(String path, String text) {
        head = git.commit(head).file(path, text).on("main");
        return head;
    }

    /** So many before the head. */
    private String head(int back) {
        return git(head + "~" + back);
    }

    private String git(String revision) {
        try {
            return Objects.requireNonNull(git.repository().resolve(revision)).name();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void heard(String sha, PullRequest.State state, @org.jspecify.annotations.Nullable String merge, int at) {
        Instant updated = Instant.parse("2026-01-01T10:00:00Z").plusSeconds(at);
        new PullRequestMemory(db.dsl())
                .store(
                        shop.id(),
                        new PullRequest(
                                7,
                                107,
                                "Change it",
                                "octo",
                                state,
                                false,
                                true,
                                sha,
                                "main",
                                head,
                                merge == null ? null : updated,
                                merge,
                                List.of(),
                                updated),
                        Heard.WORKED_ON);
    }

    /** Another memory, which git told from the start. */
    private TrackedRepository readElsewhere() {
        TrackedRepository elsewhere = new RepositoryMemory(db.dsl())
                .track("acme/twin", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        Readings.read(db, elsewhere, CLOCK, true);
        return elsewhere;
    }

    private void read() {
        reading().read(shop.id());
    }

    /** Once, when a first reading has read the newest commits ahead. */
    private void announced(Announcements.Part part) {
        Runnable once = meanwhile;
        if (part == Announcements.Part.COMMITS) {
            meanwhile = () -> {};
            once.run();
        }
    }

    private RepositoryReading reading() {
        OtherBranches branches = new OtherBranches(db.dsl(), CLOCK, NOBODY, true);
        ListedReading listed = new ListedReading(db.dsl(), forge, PRIOR, CLOCK, NOBODY, true);
        return new RepositoryReading(
                new RepositoryMemory(db.dsl()),
                forge,
                new Ingest(db.dsl(), CLOCK, this::announced, 2, true),
                branches,
                new PullRequestReading(db.dsl(), forge, branches, listed, CLOCK, NOBODY),
                listed,
                NOBODY);
    }

    private int enqueue() {
        return new ReportIntake(db.dsl()).heads(shop.id(), ReportKind.CHECK_RUN);
    }

    private List<String> claimed() {
        List<String> shas = new ArrayList<>();
        ReportOutbox outbox = new ReportOutbox(db.dsl());
        Duration lease = Duration.ofMinutes(3);
        for (var due = outbox.claim(lease); due.isPresent(); due = outbox.claim(lease)) {
            DueReport report = due.get();
            shas.add(report.key().sha());
            outbox.calling(report);
            outbox.told(report, shas.size(), "ab".repeat(32));
        }
        return shas;
    }

    private int material() {
        return new LearningMemory(db.dsl())
                .material(shop.id(), CLOCK.instant())
                .commits()
                .size();
    }

    private List<CommitSummary> newest(int count) {
        return commits.list(CommitFilter.ALL, count, null).items();
    }

    private RiskScore risk(String sha) {
        return Objects.requireNonNull(find(sha).summary().risk());
    }

    private CommitDetail find(String sha) {
        return find(sha, shop);
    }

    private CommitDetail find(String sha, TrackedRepository repository) {
        return ((ShaMatch.Found) commits.find(repository.id(), sha)).commit();
    }

    private TrackedRepository now() {
        return new RepositoryMemory(db.dsl()).byId(shop.id()).orElseThrow();
    }

    private String value(String sql) {
        return String.valueOf(db.dsl().fetchValue(sql));
    }
}
