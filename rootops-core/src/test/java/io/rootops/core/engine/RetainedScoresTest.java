package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.Retention;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Raw material goes, and no score with it. */
class RetainedScoresTest {
    private static final int COMMITS = 700;

    @Test
    void commitsHaveTheSameScoresBeforeAndAfterAndWhatIsLearnedFromThemIsTheSame() {
        try (TestDatabase db = TestDatabase.create()) {
            InventedHistory history = new InventedHistory(COMMITS, true);
            RepositoryId shop = history.store(db);
            for (int i = 0; i < COMMITS; i++) {
                told(db, shop, InventedHistory.sha(i), InventedHistory.at(i));
            }
            db.execute("insert into suspicion (id, repository_id, service, environment, kind, opened_at, last_seen_at)"
                    + " select gen_random_uuid(), " + shop.value() + ", 'till', 'prod', 'new_error', d, d"
                    + " from generate_series(timestamptz '2018-01-01', '2018-06-01', interval '1 day') d");
            learn(db, history, shop);
            List<RiskScore> scores = scores(db);
            List<Pattern> patterns = new PatternMemory(db.dsl()).found(shop);
            assertThat(patterns).isNotEmpty();
            assertThat(scores).hasSize(COMMITS).extracting(RiskScore::model).containsOnly(RiskScore.Model.LEARNED);

            Instant later = history.clock().instant().plus(Duration.ofDays(100));
            int gone = new Retention(db.dsl(), () -> later, Duration.ofDays(365)).forget();

            // But of the newest hundred commits.
            assertThat(gone).isGreaterThan(2 * (COMMITS - 100));
            assertThat(scores(db)).isEqualTo(scores);
            assertThat(new PatternMemory(db.dsl()).found(shop)).isEqualTo(patterns);

            // As if what was learned had been lost, and not what it was learned from.
            db.execute("delete from risk_model");
            db.execute("delete from pattern_memory");
            db.execute("delete from pattern_search");
            learn(db, history, shop);
            assertThat(scores(db))
                    .usingRecursiveComparison()
                    .ignoringFields("modelVersion")
                    .isEqualTo(scores);
            assertThat(new PatternMemory(db.dsl()).found(shop)).isEqualTo(patterns);
        }
    }

    private static void learn(TestDatabase db, InventedHistory history, RepositoryId shop) {
        new Learning(db.dsl(), history.clock(), part -> {}, Prior.NONE, true).learn(shop);
        new PatternSearch(db.dsl(), history.clock(), part -> {}, PatternRule.of(0.7), true).search(shop);
    }

    private static void told(TestDatabase db, RepositoryId shop, String sha, Instant at) {
        new CheckMemory(db.dsl())
                .store(
                        shop,
                        new CheckConclusion(
                                sha,
                                CheckConclusion.Kind.CHECK_RUN,
                                1,
                                0,
                                "build",
                                1,
                                "CI",
                                CheckConclusion.Progress.COMPLETED,
                                "failure",
                                at,
                                at));
        new DeploymentMemory(db.dsl())
                .store(
                        shop,
                        DeploymentEvent.told(
                                Rung.PUSH,
                                sha,
                                Environment.NONE,
                                sha,
                                "main",
                                null,
                                DeploymentState.SUCCESS,
                                at,
                                0,
                                at.minus(Duration.ofMinutes(1))));
    }

    private static List<RiskScore> scores(TestDatabase db) {
        return new CommitMemory(db.dsl())
                .list(CommitFilter.ALL, 1_000, null).items().stream()
                        .map(CommitSummary::risk)
                        .map(Objects::requireNonNull)
                        .toList();
    }
}
