package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LearningMemory.ModelVersion;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories that are not as they should be. */
class LearningEdgesTest {
    private TestDatabase db;
    private InventedHistory history;
    private RepositoryId shop;
    private LearningMemory learned;

    @BeforeEach
    void store() {
        db = TestDatabase.create();
        learned = new LearningMemory(db.dsl());
        history = new InventedHistory(500, true);
        shop = history.store(db);
        db.execute("update commit_memory c set parents = array[p.sha] from commit_memory p where p.position ="
                + " c.position - 1");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void ofAnOrdinaryHistoryNothingIsToBeSaid() {
        assertThat(reservations()).isEqualTo(new Reservations(500, 0, null, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void oneBotThatWritesNearlyEverythingIsRankedLikeAll() {
        db.execute("insert into author select repository_id, 99, 'bot@example.org', 'renovate[bot]', true from author");
        db.execute("update commit_memory set author_id = 99 where position % 10 <> 0");

        ModelVersion model = learn();

        assertThat(model.kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(model.auc()).isGreaterThan(0.8);
        assertThat(model.commits()).isEqualTo(500);
        assertThat(percentiles()).hasSize(200);
        assertThat(reservations()).isEqualTo(new Reservations(500, 450, "renovate[bot]", 450, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void commitsOfTheFutureAreRankedAndNotLearnedFrom() {
        int before = learned.material(shop, history.clock().instant()).commits().size();
        db.execute(
                "update commit_memory set committed_at = committed_at + interval '20 years' where position > (select max(position) - 10 from commit_memory)");

        ModelVersion model = learn();

        assertThat(learned.material(shop, history.clock().instant()).commits()).hasSize(before - 10);
        assertThat(model.kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(percentiles()).containsKeys(InventedHistory.sha(495), InventedHistory.sha(400));
        assertThat(learned.heldOut(shop)).noneMatch(it -> it.sha().equals(InventedHistory.sha(495)));
        assertThat(reservations().future()).isEqualTo(10);
    }

    @Test
    void commitsDatedBeforeTheirParentsAreLearnedFromWhenTheyAreDated() {
        db.execute("update commit_memory set committed_at = committed_at - interval '30 days' where position % 50 = 9");
        // One of them before there was git, and before all others.
        db.execute("update commit_memory set committed_at = '1970-01-01Z' where position = 250");

        ModelVersion model = learn();

        assertThat(model.kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(model.auc()).isGreaterThan(0.8);
        assertThat(learned.heldOut(shop))
                .isSortedAccordingTo((one, other) -> one.committedAt().compareTo(other.committedAt()));
        assertThat(reservations().beforeParent()).isEqualTo(11);
        assertThat(reservations().future()).isZero();
    }

    @Test
    void theTimeOfWritingChangesNoScore() {
        learn();
        Map<String, Double> before = percentiles();
        db.execute("update commit_memory set authored_at = '2199-01-01Z' where position % 2 = 0");
        db.execute("update repository set outcome_revision = outcome_revision + 1");

        learn();

        assertThat(percentiles()).isEqualTo(before);
        assertThat(reservations().authoredInFuture()).isEqualTo(250);
        // Each second one comes after one of the future.
        assertThat(reservations().authoredBeforeParent()).isEqualTo(249);
        assertThat(reservations().future()).isZero();
    }

    @Test
    void valuesThatAreNoNumbersAreCounted() {
        db.execute("update commit_features set features[5] = 'NaN' where commit_id = 1");
        db.execute("update commit_features set features[6] = '-Infinity' where commit_id = 2");
        db.execute("update commit_features set features[7] = null where commit_id = 3");

        assertThat(reservations().withUnknownValues()).isEqualTo(3);
    }

    @Test
    void outcomesOfCommitsThatAreNotHereTeachNothing() {
        int known = history.outcomes().size();
        db.execute(
                "insert into outcome select repository_id, decode('" + "ab".repeat(20)
                        + "', 'hex'), 'trailer', 'fix' || position, true, committed_at, 0 from commit_memory where position < 3");

        ModelVersion model = learn();

        assertThat(model.knownBad()).isEqualTo(known);
        assertThat(reservations().unknown()).isEqualTo(1);
    }

    @Test
    void ofEvidenceThatContradictsTheStandingOneCountsAndTheOtherIsKept() {
        String sha = InventedHistory.sha(1);
        db.execute("delete from outcome where sha = decode('" + sha + "', 'hex')");
        int others = ((Number) db.dsl().fetchValue("select count(*) from outcome")).intValue();
        String revert = InventedHistory.sha(5);
        told(sha, "revert", revert, true);
        told(revert, "revert", InventedHistory.sha(9), true);
        told(sha, "szz", InventedHistory.sha(7), false);
        OutcomeMemory outcomes = new OutcomeMemory(db.dsl());

        // The revert was itself reverted, and a hint does not count: it is clean; its revert is not.
        ModelVersion model = learn();
        assertThat(outcomes.labels(shop, List.of(sha, revert))).containsOnlyKeys(revert);
        assertThat(model.knownBad()).isBetween(others, others + 1);
        assertThat(outcomes.weighed(shop, sha))
                .extracting(it -> it.outcome().source(), Weighed::counts)
                .containsExactlyInAnyOrder(tuple(OutcomeSource.REVERT, false), tuple(OutcomeSource.SZZ, false));

        told(sha, "trailer", InventedHistory.sha(11), true);
        assertThat(Objects.requireNonNull(outcomes.labels(shop, List.of(sha)).get(sha))
                        .source())
                .isEqualTo(OutcomeSource.TRAILER);
        assertThat(outcomes.weighed(shop, sha)).filteredOn(Weighed::counts).hasSize(1);
    }

    private void told(String sha, String source, String evidence, boolean strong) {
        db.execute("insert into outcome select repository_id, sha, '" + source + "', '" + evidence + "', " + strong
                + ", committed_at + interval '9 days', 0 from commit_memory where sha = decode('" + sha + "', 'hex')");
    }

    private ModelVersion learn() {
        new Learning(db.dsl(), history.clock(), part -> {}, Prior.NONE, true).learn(shop);
        return Objects.requireNonNull(learned.inUse(List.of(shop)).get(shop)).model();
    }

    private Reservations reservations() {
        return learned.reservations(shop, history.clock().instant());
    }

    /** Of the newest. */
    private Map<String, Double> percentiles() {
        return new CommitMemory(db.dsl())
                .list(CommitFilter.ALL, 200, null).items().stream()
                        .collect(Collectors.toMap(
                                CommitSummary::sha,
                                it -> Objects.requireNonNull(it.risk()).exactPercentile()));
    }
}
