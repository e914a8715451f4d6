package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKind;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import io.rootops.core.webhook.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportOutboxTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final String SHA256 = "ab".repeat(32);
    private static final long LONG_AGO = Instant.now().getEpochSecond() - 100_000;

    @TempDir
    private Path directory;

    private final long now = Instant.now().getEpochSecond();
    private TestDatabase db;
    private GitFixture git;
    private TrackedRepository shop;
    private ReportIntake intake;
    private ReportOutbox outbox;
    private String first;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        intake = new ReportIntake(db.dsl());
        outbox = new ReportOutbox(db.dsl());
        first = git.commit().file("a.txt", "a\n").at(LONG_AGO).on("main");
        git.commit(first).file("b.txt", "old\n").at(LONG_AGO + 1).on("old");
        read();
        assertThat(enqueue()).isZero();
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void whatIsPushedFromNowOnIsTakenInHoweverOldItIsAndNothingThatStoodThere() {
        String middle = git.commit(first).file("a.txt", "b\n").at(LONG_AGO + 20).write();
        String head = git.commit(middle).file("a.txt", "c\n").at(LONG_AGO + 30).on("main");
        String waiting = git.commit(head).file("b.txt", "c\n").at(now - 5).on("topic");
        git.commit(head, waiting).at(now).on("merge");
        read();

        assertThat(enqueue()).isEqualTo(2);
        assertThat(claimed()).containsExactlyInAnyOrder(head, waiting);
    }

    @Test
    void aReportNamesTheDeliveryThatToldOfItsCommitFirstAndItsFirstTellingTakesTimeFromThere() {
        String head = git.commit(first).file("a.txt", "b\n").at(now).on("main");
        ReadingRequests requests = new ReadingRequests(db.dsl());
        DeliveryCauses causes = new DeliveryCauses(db.dsl());
        Instant received = Instant.now().minusSeconds(90);
        requests.ask(shop.id(), new Cause("first", received), head);
        requests.ask(shop.id(), new Cause("second", received.plusSeconds(30)), head);
        requests.ask(shop.id(), new Cause("other", received.plusSeconds(60)), null);
        assertThat(causes.unread(shop.id())).containsExactly("other", "second", "first");
        read();
        causes.read(shop.id(), List.of("first", "second"));
        assertThat(causes.unread(shop.id())).containsExactly("other");

        assertThat(enqueue()).isEqualTo(1);
        DueReport due = claim();
        assertThat(due.causedBy()).isEqualTo("first");
        assertThat(outbox.told(due, 7, SHA256))
                .hasValueSatisfying(it -> assertThat(it).isBetween(Duration.ofSeconds(60), Duration.ofHours(1)));

        db.execute("update commit_memory set percentile = 12 where percentile is not null");
        assertThat(enqueue()).isPositive();
        DueReport again = claim();
        assertThat(again.causedBy()).isEqualTo("first");
        assertThat(outbox.told(again, 7, SHA256)).as("told before").isEmpty();
    }

    @Test
    void whatAForcePushTookAwayBeforeItWasToldIsToldOnlyIfItComesBack() {
        String dropped = git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        assertThat(enqueue()).isEqualTo(1);
        String kept = git.commit(first).file("a.txt", "c\n").at(now).on("main");
        read();
        enqueue();
        assertThat(claimed()).containsExactly(kept);
        String topic = git.commit(kept).file("b.txt", "c\n").at(now).on("topic");
        read();
        enqueue();
        git.delete("topic");
        read();
        enqueue();
        assertThat(claimed()).doesNotContain(topic);

        git.branch("again", dropped);
        read();

        enqueue();
        assertThat(claimed()).contains(dropped);
    }

    @Test
    void aHistoryThatIsReadAgainIsNoNews() {
        String pushed = git.commit(first).file("a.txt", "b\n").at(LONG_AGO + 20).on("main");
        read();
        enqueue();
        outbox.told(claim(), 7, SHA256);
        db.execute("update repository set miner_version = 1");

        read();

        enqueue();
        assertThat(claimed()).isSubsetOf(pushed);
    }

    @Test
    void whatWasCommittedWhileTheHistoryWasReadForTheFirstTimeIsNews() {
        db.execute("delete from risk_report");
        db.execute("delete from report_start");
        String meanwhile =
                git.commit(first).file("a.txt", "b\n").at(now + 1_000).on("main");
        read();

        assertThat(enqueue()).isEqualTo(1);
        assertThat(claimed()).containsExactly(meanwhile);
    }

    @Test
    void beforeAllBranchesWereReadNothingIsTakenIn() {
        db.execute("delete from risk_report");
        db.execute("delete from report_start");
        db.execute("update repository set heads_read_at = null");
        git.commit(first).file("a.txt", "b\n").at(now + 1_000).on("main");

        assertThat(enqueue()).isZero();
        assertThat(value("count(*)")).isEqualTo("0");
    }

    @Test
    void whatSomebodyAsksForAgainIsToldAgainAlsoWhereItStoodThereBefore() {
        String head = git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        outbox.told(claim(), 7, SHA256);

        assertThat(intake.again(shop.id(), head, ReportKind.CHECK_RUN)).isTrue();
        assertThat(claim()).satisfies(it -> {
            assertThat(it.remoteId()).isEqualTo(7);
            assertThat(it.toldSha256()).isNull();
        });
        assertThat(intake.again(shop.id(), first, ReportKind.CHECK_RUN)).isTrue();
        assertThat(claimed()).containsExactly(first);
        assertThat(intake.again(shop.id(), "ab".repeat(20), ReportKind.CHECK_RUN))
                .isFalse();
    }

    @Test
    void everyCallCountsAgainstTheLimitsAlsoOfOneReport() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        for (int i = 0; i < 3; i++) {
            DueReport due = claim();
            assertThat(outbox.calling(due)).isTrue();
            outbox.told(due, 7, SHA256);
            intake.again(shop.id(), due.key().sha(), ReportKind.CHECK_RUN);
        }

        assertThat(outbox.calls(Duration.ofMinutes(1))).isEqualTo(3);
    }

    @Test
    void anUnchangedScoreIsNotTakenInTwiceAndAnotherOneIs() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        assertThat(enqueue()).isZero();
        outbox.told(claim(), 7, SHA256);
        assertThat(enqueue()).isZero();
        assertThat(outbox.claim(LEASE)).isEmpty();

        rescore(12);

        assertThat(enqueue()).isEqualTo(1);
        assertThat(claim()).satisfies(it -> {
            assertThat(it.remoteId()).isEqualTo(7);
            assertThat(it.toldSha256()).isEqualTo(SHA256);
        });
    }

    @Test
    void aScoreThatComesWhileAnOlderOneIsToldStaysDue() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        DueReport old = claim();
        rescore(12);
        enqueue();

        assertThat(outbox.claim(LEASE)).isEmpty();
        outbox.told(old, 7, SHA256);

        assertThat(claim().remoteId()).isEqualTo(7);
    }

    @Test
    void aScoreThatComesWhileAnOlderOneFailsIsTriedAtOnceAndHasNoFailures() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        DueReport old = claim();
        rescore(12);
        enqueue();
        outbox.failed(old, "status 502", DAY);
        DueReport next = claim();
        assertThat(next.attempts()).isZero();
        rescore(13);
        enqueue();
        outbox.setAside(next, "no access");

        assertThat(claim().attempts()).isZero();
    }

    @Test
    void whatAKilledWorkerHadIsTakenUpAndALateOneChangesNothing() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        DueReport late = claim();
        assertThat(outbox.claim(LEASE)).isEmpty();
        db.execute("update risk_report set locked_until = now() - interval '1 second'");

        DueReport next = claim();

        assertThat(outbox.calling(late)).isFalse();
        outbox.failed(late, "too late", DAY);
        outbox.told(late, 1, SHA256);
        assertThat(outbox.calling(next)).isTrue();
        assertThat(outbox.calls(Duration.ofMinutes(1))).isEqualTo(1);
        outbox.told(next, 2, SHA256);
        assertThat(value("remote_id || state || attempts")).isEqualTo("2told0");
    }

    @Test
    void aFailureWaitsIsCountedAndSetAsideUntilTheScoreIsAnother() {
        git.commit(first).file("a.txt", "b\n").at(now).on("main");
        read();
        enqueue();
        outbox.failed(claim(), "status 502", Duration.ofHours(1));
        assertThat(outbox.claim(LEASE)).isEmpty();
        assertThat(value("attempts || last_error")).isEqualTo("1status 502");
        db.execute("update risk_report set next_run_at = now()");
        outbox.setAside(claim(), "no access");
        assertThat(value("state || attempts || last_error")).isEqualTo("set_aside2no access");
        assertThat(enqueue()).isZero();

        rescore(12);

        assertThat(enqueue()).isEqualTo(1);
        assertThat(claim().attempts()).isZero();
    }

    @Test
    void aRefusalHoldsBackTheWholeRepositoryAndALimitAllOfThem() {
        String head = git.commit(first).file("a.txt", "b\n").at(now).on("main");
        git.commit(head).file("b.txt", "c\n").at(now).on("topic");
        read();
        enqueue();
        new RepositoryMemory(db.dsl()).track("acme/other", "elsewhere", Kind.LOCAL, null);
        db.execute("insert into risk_report (repository_id, sha, kind, state, model_version, percentile, next_run_at)"
                + " select id, '\\x01', 'status', 'due', 1, 1, now() + interval '1 second' from repository"
                + " where name = 'acme/other'");
        outbox.postpone(claim(), "forbidden", Duration.ofMinutes(10));
        db.execute("update risk_report set next_run_at = now() where kind = 'status'");
        outbox.postponeAll(claim(), "wait", Duration.ofMinutes(10));

        assertThat(outbox.claim(LEASE)).isEmpty();
        assertThat(value("sum(attempts)")).isEqualTo("0");
        db.execute("update risk_report set next_run_at = now()");
        assertThat(claimed()).hasSize(3);
    }

    @Test
    void aNewHeadIsToldBeforeOtherScoresOfOldOnes() {
        String head = git.commit(first).file("a.txt", "b\n").at(now - 5).on("main");
        read();
        enqueue();
        outbox.told(claim(), 7, SHA256);
        rescore(12);
        enqueue();
        String topic = git.commit(head).file("b.txt", "c\n").at(now).on("topic");
        read();
        enqueue();

        assertThat(claimed()).containsExactly(topic, head);
    }

    private void rescore(int percentile) {
        db.execute("update commit_memory set level = 'low', percentile = " + percentile);
    }

    private int enqueue() {
        return intake.heads(shop.id(), ReportKind.CHECK_RUN);
    }

    private DueReport claim() {
        return outbox.claim(LEASE).orElseThrow();
    }

    private List<String> claimed() {
        List<String> shas = new ArrayList<>();
        for (Optional<DueReport> due = outbox.claim(LEASE); due.isPresent(); due = outbox.claim(LEASE)) {
            shas.add(due.get().key().sha());
        }
        return shas;
    }

    private String value(String expression) {
        return String.valueOf(
                db.dsl().fetchValue("select " + expression + " from risk_report where state <> 'history'"));
    }

    private void read() {
        Announcements nobody = part -> {};
        InstantSource clock = InstantSource.system();
        new RepositoryReading(
                        new RepositoryMemory(db.dsl()),
                        (it, only) -> {
                            throw new AssertionError("a local repository is never fetched");
                        },
                        new Ingest(db.dsl(), clock, nobody, 2, true),
                        new OtherBranches(db.dsl(), clock, nobody, true),
                        nobody)
                .read(shop.id());
    }
}
