package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Period;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.Riskiest;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LearningMemory.ModelVersion;
import io.rootops.core.memory.LearningMemory.Progress;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Logit;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.Reasons;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearningTest {
    /** Knows that features are risky. */
    private static final Prior GOOD = prior("good", Feature.WFEAT, 2);
    /** Takes large changes for safe. */
    private static final Prior WRONG = prior("wrong", Feature.LA, -2);

    private TestDatabase db;
    private LearningMemory learned;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        learned = new LearningMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void whatOutcomesTeachRanksTheHistory() {
        InventedHistory history = new InventedHistory(700, true);
        RepositoryId shop = history.store(db);
        Learning learning = learning(history, GOOD, true);
        assertThat(learning.due(shop)).isTrue();

        learning.learn(shop);

        ModelVersion model = learned.models(shop).get(0);
        assertThat(model.kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(model.promoted()).isTrue();
        assertThat(model.knownBad()).isEqualTo(history.outcomes().size());
        assertThat(model.auc()).isGreaterThan(0.8);
        assertThat(model.reason()).contains("ranks better than lines changed (AUC 0.8");
        assertThat(risks(shop)).allSatisfy(risk -> {
            double points = Objects.requireNonNull(risk.basePoints())
                    + risk.reasons().stream()
                            .map(Reason::points)
                            .mapToDouble(Objects::requireNonNull)
                            .sum();
            assertThat(points).isCloseTo(Logit.of(Objects.requireNonNull(risk.probability())), within(1e-6));
            assertThat(risk.modelVersion()).isEqualTo(model.version());
        });
        assertThat(one("select count(*)::int from risk_score where prior_logit is not null and own_logit is not null"))
                .isEqualTo(700);
        assertThat(one("select count(*)::int from risk_score")).isEqualTo(700);
        assertThat(one("select sum(commits)::int from commit_day")).isEqualTo(700);
        assertThat(learned.heldOut(shop)).hasSizeGreaterThan(400).anyMatch(HeldOut::bad);
        assertThat(learning.due(shop)).isFalse();
        LearningMemory.InUse inUse = Objects.requireNonNull(
                learned.inUse(List.of(shop, new RepositoryId(99))).get(shop));
        assertThat(inUse.model()).isEqualTo(model);
        assertThat(inUse.learnedAt()).isNotNull();
        assertThat(inUse.problem()).isNull();
        assertThat(learned.inUse(List.of(new RepositoryId(99)))).isEmpty();
    }

    @Test
    void theRiskiestOfThePastAreExplainedByTheModelOfThen() {
        InventedHistory history = new InventedHistory(700, true);
        RepositoryId shop = history.store(db);
        learning(history, GOOD, true).learn(shop);
        List<HeldOut> all = learned.heldOut(shop);
        Period replayed = learned.heldOutPeriod(shop).orElseThrow();
        assertThat(replayed)
                .isEqualTo(new Period(
                        all.get(0).committedAt(), all.get(all.size() - 1).committedAt()));
        assertThat(learned.heldOutWindows(shop, replayed.from(), replayed.to().plusSeconds(1)))
                .containsExactlyElementsOf(all);
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Instant until = Instant.parse("2021-01-01T00:00:00Z");
        List<HeldOut> windows = learned.heldOutWindows(shop, from, until);
        assertThat(windows).hasSizeBetween(182, 380);

        Riskiest riskiest =
                Riskiest.of(windows, from, until, 20, history.clock().instant());

        assertThat(riskiest.list())
                .hasSize(20)
                .allSatisfy(it -> assertThat(it.committedAt()).isBetween(from, until));
        assertThat(riskiest.listJudged()).isEqualTo(20);
        // Eight of ten that speak of a feature go wrong, of all a third.
        assertThat(riskiest.listBad()).isGreaterThan(10);
        assertThat(riskiest.bad()).isLessThan(riskiest.judged() / 2);
        Map<String, Reasons> reasons = learned.heldOutReasons(
                shop, riskiest.list().stream().map(PlacedCommit::sha).toList());
        assertThat(reasons).hasSize(20);
        for (PlacedCommit it : riskiest.list()) {
            Reasons why = Objects.requireNonNull(reasons.get(it.sha()));
            double logit = why.basePoints()
                    + why.reasons().stream()
                            .map(Reason::points)
                            .mapToDouble(Objects::requireNonNull)
                            .sum();
            assertThat(logit).isCloseTo(Logit.of(it.probability()), within(1e-6));
        }

        db.execute("update held_out_part set features[1] = 'of_another_release'");
        assertThat(learned.heldOutReasons(shop, reasons.keySet())).isEmpty();
        db.execute("delete from held_out_model");
        assertThat(learned.heldOutReasons(shop, reasons.keySet())).isEmpty();
    }

    @Test
    void linesChangedRankWhereTheyRankBetter() {
        InventedHistory history = InventedHistory.whereSizeTells(700);
        RepositoryId shop = history.store(db);

        learning(history, WRONG, true).learn(shop);

        ModelVersion model = learned.models(shop).get(0);
        assertThat(model.auc()).isLessThan(Objects.requireNonNull(model.sizeAuc()));
        assertThat(model.kind()).isEqualTo(RiskScore.Model.SIZE);
        assertThat(model.promoted()).isTrue();
        assertThat(model.reason()).contains("Lines changed rank better here than the learned model (AUC 0.");
        assertThat(risks(shop)).allSatisfy(it -> assertThat(it.probability()).isNull());
        assertThat(learned.heldOut(shop)).isNotEmpty();
    }

    @Test
    void thatIsStillSaidWhenTheHistoryIsRankedAnew() {
        InventedHistory history = InventedHistory.whereSizeTells(700);
        RepositoryId shop = history.store(db);
        learning(history, WRONG, true).learn(shop);
        ModelVersion before = learned.models(shop).get(0);

        new ModelMemory(db.dsl(), history.clock()).rankAll(shop);

        ModelVersion now = learned.models(shop).get(0);
        assertThat(now.version()).isEqualTo(before.version() + 1);
        assertThat(now.promoted()).isTrue();
        assertThat(now).usingRecursiveComparison().ignoringFields("version").isEqualTo(before);
    }

    @Test
    void ofEqualCommitsHalfCount() {
        InventedHistory history = new InventedHistory(90, false);
        RepositoryId shop = history.store(db);

        learning(history, GOOD, true).learn(shop);

        // Thirty speak of a feature and are alike to the prior, as are the other sixty.
        assertThat(risks(shop))
                .extracting(RiskScore::exactPercentile)
                .containsOnly((double) (float) (500 / 6.0), (double) (float) (100 / 3.0));
    }

    @Test
    void withoutAnyOutcomeThePriorScores() {
        InventedHistory history = new InventedHistory(100, false);
        RepositoryId shop = history.store(db);

        learning(history, GOOD, true).learn(shop);

        ModelVersion model = learned.models(shop).get(0);
        assertThat(model.kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(model.reason())
                .isEqualTo("No outcome is known here yet, so the score rests on what other projects teach. Too few"
                        + " outcomes to test it on this history.");
        assertThat(risks(shop)).allSatisfy(it -> assertThat(it.probability()).isNotNull());
    }

    @Test
    void withoutPriorAndOutcomesSizeRanks() {
        InventedHistory history = new InventedHistory(100, false);
        RepositoryId shop = history.store(db);

        learning(history, Prior.NONE, true).learn(shop);

        ModelVersion model = learned.models(shop).get(0);
        assertThat(model.kind()).isEqualTo(RiskScore.Model.SIZE);
        assertThat(model.reason())
                .isEqualTo("Nothing is learned yet: 0 commits are known to have gone wrong, and 15 are needed.");
    }

    @Test
    void fewCommitsAreRankedAmongThoseOfThePrior() {
        InventedHistory history = new InventedHistory(30, true);
        RepositoryId shop = history.store(db);

        learning(history, GOOD, true).learn(shop);

        // The prior's commits have logits of -1 and 0, those here -1 and, of a feature, 0.4.
        assertThat(risks(shop)).extracting(RiskScore::exactPercentile).containsOnly(25.0, 100.0);
    }

    @Test
    void whereEverythingWentWrongThePriorScores() {
        InventedHistory history = new InventedHistory(40, false);
        RepositoryId shop = history.store(db);
        db.execute("insert into outcome select repository_id, sha, 'trailer', 'fix', true, committed_at, 0"
                + " from commit_memory");

        learning(history, GOOD, true).learn(shop);

        assertThat(learned.models(shop).get(0).reason()).startsWith("Every commit here is known to have gone wrong");
        assertThat(risks(shop)).allSatisfy(it -> assertThat(it.probability()).isNotNull());
    }

    @Test
    void hintsAreNeverLearnedFrom() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        db.execute("update outcome set strong = false");

        learning(history, GOOD, true).learn(shop);

        assertThat(learned.models(shop).get(0).knownBad()).isZero();
    }

    @Test
    void aValueThatIsNoNumberHurtsNobody() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        db.execute("update commit_features set features[5] = 'NaN', features[36] = 'Infinity' where commit_id < 20");

        learning(history, GOOD, true).learn(shop);

        assertThat(risks(shop))
                .hasSize(200)
                .allSatisfy(it -> assertThat(it.probability()).isBetween(0.0, 1.0));
        assertThat(one("select count(*)::int from risk_score where raw = 'NaN'"))
                .isEqualTo(0);
    }

    @Test
    void whatIsUnknownOfACommitIsNoReason() {
        InventedHistory history = new InventedHistory(90, false);
        RepositoryId shop = history.store(db);
        db.execute("update commit_features set features[" + (Feature.WFEAT.ordinal() + 1)
                + "] = 'NaN' where commit_id = 90");
        Prior otherwise = new Prior(
                "unlike here",
                new LogisticModel(List.of(Feature.WFEAT), new double[] {0.6}, new double[] {0.1}, new double[] {1}, -1),
                GOOD.reference(),
                List.of("acme/other"));

        learning(history, otherwise, true).learn(shop);

        RiskScore newest = risks(shop).get(0);
        assertThat(newest.reasons()).extracting(Reason::points).containsOnly(0.0);
        assertThat(Objects.requireNonNull(newest.basePoints())).isEqualTo(-1);
        assertThat(Objects.requireNonNull(newest.probability())).isEqualTo(Logit.probability(-1));
    }

    @Test
    void linesThatAreNotKnownCountNothingInARankBySize() {
        InventedHistory history = new InventedHistory(100, false);
        RepositoryId shop = history.store(db);
        db.execute("update commit_features set features[" + (Feature.LA.ordinal() + 1) + "] = 'NaN'," + " features["
                + (Feature.LD.ordinal() + 1) + "] = 'Infinity' where commit_id <= 10");

        learning(history, Prior.NONE, true).learn(shop);

        assertThat(learned.models(shop).get(0).kind()).isEqualTo(RiskScore.Model.SIZE);
        // Ten without a line, then the ninety others.
        assertThat(db.dsl()
                        .fetch("select distinct percentile from commit_memory where id <= 10")
                        .getValues(0, Double.class))
                .containsExactly(5.0);
        assertThat(one("select count(*)::int from commit_memory where percentile > 10"))
                .isEqualTo(90);
        assertThat((float) one("select max(percentile) from commit_memory")).isGreaterThan(95);
        assertThat(one("select count(*)::int from risk_score where raw = 'NaN'"))
                .isEqualTo(0);
    }

    @Test
    void aNewModelThatRanksTheNewestCommitsWorseIsNotUsed() {
        InventedHistory history = new InventedHistory(700, true);
        RepositoryId shop = history.store(db);
        db.execute("delete from outcome o using commit_memory c where c.sha = o.sha and c.position <= 500");
        learning(history, Prior.NONE, true).learn(shop);
        int version = promoted(shop).version();
        // Then old commits turn out bad that speak of no feature: the other way round than among the newest.
        InstantSource later = InstantSource.fixed(history.clock().instant().plus(Duration.ofDays(1)));
        db.execute(
                "insert into outcome select repository_id, sha, 'trailer', 'fix', true, timestamptz '" + later.instant()
                        + "' - interval '1 hour', 0 from commit_memory where position <= 500 and position % 3 <> 1");
        db.execute("update repository set outcome_revision = outcome_revision + 1");
        assertThat(learned.notTaken(shop)).isEmpty();

        new Learning(db.dsl(), later, part -> {}, Prior.NONE, true).learn(shop);

        assertThat(promoted(shop).version()).isEqualTo(version);
        assertThat(learned.models(shop).get(0).version()).isEqualTo(version + 1);
        Matcher said = Pattern.compile(
                        "The newest model was not taken: it ranks \\d+ of the newest commits whose outcome"
                                + " is known no better \\(AUC (0\\.\\d+)\\) than the one in use \\((0\\.\\d+)\\), both made without"
                                + " them\\.")
                .matcher(learned.notTaken(shop).orElseThrow());
        assertThat(said.matches()).as(learned.notTaken(shop).orElseThrow()).isTrue();
        assertThat(Double.parseDouble(said.group(1))).isLessThan(Double.parseDouble(said.group(2)) - 0.2);
        assertThat(learning(history, Prior.NONE, true).due(shop)).isFalse();

        // The model in use places the commits anew, and the other one is still the newest that was learned.
        new ModelMemory(db.dsl(), later).rankAll(shop);
        assertThat(learned.models(shop).get(0).promoted()).isTrue();
        assertThat(learned.notTaken(shop)).isPresent();
    }

    @Test
    void aNewModelThatRanksTheNewestCommitsBetterTakesItsPlace() {
        InventedHistory history = new InventedHistory(1_500, true);
        RepositoryId shop = history.store(db);
        // The other way round at first: all but features go wrong.
        db.execute("delete from outcome o using commit_memory c where c.sha = o.sha and c.position <= 300");
        db.execute("insert into outcome select repository_id, sha, 'trailer', 'fix', true, committed_at, 0"
                + " from commit_memory where position <= 300 and position % 3 <> 1");
        at(300, Prior.NONE).learn(shop);
        int first = promoted(shop).version();

        at(1_500, Prior.NONE).learn(shop);

        assertThat(promoted(shop).version()).isGreaterThan(first);
        assertThat(promoted(shop).reason()).startsWith("Learned from ");
    }

    @Test
    void aNewModelThatRanksEvenFewStatedOutcomesWorseIsNotUsed() {
        InventedHistory history = new InventedHistory(1_500, true);
        RepositoryId shop = history.store(db);
        db.execute("update outcome o set source = 'szz' from commit_memory c where c.sha = o.sha and c.position > 700");
        db.execute("delete from outcome o using commit_memory c where c.sha = o.sha and c.position <= 300");
        db.execute("insert into outcome select repository_id, sha, 'trailer', 'fix', true, committed_at, 0"
                + " from commit_memory where position <= 300 and position % 3 <> 1");
        at(300, Prior.NONE).learn(shop);
        ModelVersion first = promoted(shop);
        assertThat(first.kind()).isEqualTo(RiskScore.Model.LEARNED);
        // What the present model takes for risky, as it happens, and the new one does not.
        db.execute("insert into outcome select repository_id, sha, 'revert', 'revert', true, committed_at, 0"
                + " from commit_memory where position between 1300 and 1330 and position % 3 = 2");

        at(1_500, Prior.NONE).learn(shop);

        assertThat(promoted(shop).version()).isEqualTo(first.version());
        assertThat(learned.models(shop).get(0).reason())
                .contains(" of the newest commits, reverts and named culprits, worse (AUC ");
    }

    @Test
    void theFirstOwnOutcomesAreBlendedInAtOnceAndLaterOnesHaveToProveThemselves() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        at(30, GOOD).learn(shop);
        assertThat(promoted(shop).knownBad()).isZero();

        at(60, GOOD).learn(shop);
        int own = promoted(shop).knownBad();
        assertThat(own).isGreaterThanOrEqualTo(15);

        at(75, GOOD).learn(shop);
        assertThat(promoted(shop).knownBad()).isEqualTo(own);
        assertThat(learned.models(shop).get(0).reason())
                .isEqualTo(
                        "The newest model was not taken: there are too few outcomes yet to tell whether it ranks better"
                                + " than the one in use.");
    }

    /** As it learns on the day of that commit. */
    private Learning at(int number, Prior prior) {
        return new Learning(
                db.dsl(),
                InstantSource.fixed(InventedHistory.at(number).plusSeconds(1)),
                part -> db.execute("update repository set outcome_revision = outcome_revision + 1"),
                prior,
                true);
    }

    private ModelVersion promoted(RepositoryId shop) {
        return learned.models(shop).stream()
                .filter(ModelVersion::promoted)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLearningThatEndsOnTheWayLeavesEverythingAsItWas() {
        InventedHistory history = new InventedHistory(700, true);
        RepositoryId shop = history.store(db);
        List<RiskScore> before = risks(shop);
        db.execute("alter table held_out_score add constraint broken check (false)");
        Learning learning = learning(history, GOOD, true);

        assertThatThrownBy(() -> learning.learn(shop)).isInstanceOf(RuntimeException.class);

        assertThat(risks(shop)).isEqualTo(before);
        assertThat(learned.models(shop)).hasSize(1);
        assertThat(learned.progress(shop).map(Progress::problem))
                .hasValueSatisfying(
                        it -> assertThat(it).startsWith("RootOps failed while it learned from this repository"));

        db.execute("alter table held_out_score drop constraint broken");
        assertThat(learning.due(shop)).isTrue();
        learning.learn(shop);

        assertThat(learned.models(shop).get(0).promoted()).isTrue();
        assertThat(learned.progress(shop).orElseThrow().problem()).isNull();
    }

    @Test
    void aModelThatIsDamagedIsLearnedAgain() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        Learning learning = learning(history, GOOD, false);
        learning.learn(shop);
        for (String damage : List.of(
                "update logistic_model set weights[1] = 'NaN' where part = 'own'",
                "update logistic_model set features[1] = 'of_another_release' where part = 'own'",
                "update risk_model set facts = '{1,2,3}' where kind = 'learned'",
                "delete from logistic_model where part = 'prior'",
                "delete from logistic_model where part = 'own'")) {
            db.execute(damage);

            // Another process, which has not read the model before.
            assertThat(risks(shop)).as(damage).allSatisfy(it -> {
                assertThat(it.model()).isEqualTo(RiskScore.Model.LEARNED);
                assertThat(it.probability()).isNull();
                assertThat(it.reasons()).isNotEmpty();
            });
            assertThat(inUse(shop).readable()).as(damage).isFalse();
            assertThat(learning(history, GOOD, false).due(shop)).as(damage).isTrue();
            learning(history, GOOD, false).learn(shop);
            assertThat(risks(shop))
                    .as(damage)
                    .allSatisfy(it -> assertThat(it.probability()).isNotNull());
            assertThat(inUse(shop).readable()).as(damage).isTrue();
        }
    }

    @Test
    void withoutContinuousLearningTheModelInUseIsKept() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        learning(history, GOOD, false).learn(shop);
        int models = learned.models(shop).size();
        db.execute("update repository set outcome_revision = outcome_revision + 1");

        assertThat(learning(history, GOOD, false).due(shop)).isFalse();
        learning(history, GOOD, false).learn(shop);
        assertThat(learned.models(shop)).hasSize(models);

        assertThat(learning(history, GOOD, true).due(shop)).isTrue();
    }

    @Test
    void aNewerPriorIsTakenUpWhereItRanksTheNewestCommitsBetter() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        learning(history, prior("older", Feature.WFEAT, -3), true).learn(shop);
        Prior newer = prior("newer", Feature.WFEAT, 3);

        assertThat(learning(history, newer, true).due(shop)).isTrue();
        learning(history, newer, true).learn(shop);

        assertThat(promoted(shop).priorVersion()).isEqualTo("newer");
    }

    @Test
    void aNewerPriorThatRanksTheNewestCommitsWorseIsNotTakenUpNorTriedAgainAtOnce() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        learning(history, GOOD, true).learn(shop);
        Learning upgraded = learning(history, prior("newer", Feature.WFEAT, -3), true);

        upgraded.learn(shop);

        assertThat(promoted(shop).priorVersion()).isEqualTo(GOOD.version());
        // What is shown of the past is measured on the prior that stays.
        assertThat(learned.models(shop).get(0).priorVersion()).isEqualTo(GOOD.version());
        assertThat(learned.notTaken(shop))
                .hasValueSatisfying(
                        it -> assertThat(it).contains(" A newer prior, newer, was not taken up: it ranks "));
        assertThat(upgraded.due(shop)).isFalse();
    }

    @Test
    void withoutAPriorThatOfTheModelInUseStays() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        learning(history, GOOD, true).learn(shop);
        Learning damaged = learning(history, Prior.NONE, true);

        assertThat(damaged.due(shop)).isFalse();
        db.execute("update repository set learned_at = null");
        damaged.learn(shop);

        assertThat(learned.models(shop).get(0).priorVersion()).isEqualTo(GOOD.version());
        assertThat(promoted(shop).priorVersion()).isEqualTo(GOOD.version());
    }

    @Test
    void aNewerPriorThatLosesLeavesNoPlaceToLinesChanged() {
        InventedHistory history = new InventedHistory(700, true);
        RepositoryId shop = history.store(db);
        // Alone it loses to lines changed.
        Prior newer = prior("newer", Feature.WFEAT, -9);
        learning(history, newer, true).learn(shop);
        assertThat(promoted(shop).kind()).isEqualTo(RiskScore.Model.SIZE);
        db.execute("update repository set learned_at = null");
        learning(history, GOOD, true).learn(shop);
        assertThat(promoted(shop).priorVersion()).isEqualTo(GOOD.version());

        learning(history, newer, true).learn(shop);

        assertThat(promoted(shop).kind()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(promoted(shop).priorVersion()).isEqualTo(GOOD.version());
    }

    @Test
    void aNewerPriorHasToWinAlsoWhereAllOutcomesAreNew() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        db.execute("delete from outcome o using commit_memory c where c.sha = o.sha and c.position <= 230");
        learning(history, GOOD, true).learn(shop);

        learning(history, prior("newer", Feature.WFEAT, -3), true).learn(shop);

        assertThat(promoted(shop).priorVersion()).isEqualTo(GOOD.version());
    }

    @Test
    void aNewerPriorIsTakenUpWhereNothingHereCanTell() {
        InventedHistory history = new InventedHistory(300, true);
        RepositoryId shop = history.store(db);
        at(60, GOOD).learn(shop);
        assertThat(promoted(shop).knownBad()).isPositive();

        at(75, prior("newer", Feature.WFEAT, 1)).learn(shop);

        assertThat(promoted(shop).priorVersion()).isEqualTo("newer");
    }

    private Learning learning(InventedHistory history, Prior prior, boolean continuous) {
        return new Learning(db.dsl(), history.clock(), part -> {}, prior, continuous);
    }

    private List<RiskScore> risks(RepositoryId shop) {
        return new CommitMemory(db.dsl())
                .list(CommitFilter.ALL, 200, null).items().stream()
                        .map(CommitSummary::risk)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    /** As another process sees it. */
    private LearningMemory.InUse inUse(RepositoryId shop) {
        return Objects.requireNonNull(
                new LearningMemory(db.dsl()).inUse(List.of(shop)).get(shop));
    }

    private Object one(String sql) {
        return db.dsl().fetchValue(sql);
    }

    private static Prior prior(String version, Feature feature, double weight) {
        LogisticModel model =
                new LogisticModel(List.of(feature), new double[] {0}, new double[] {1}, new double[] {weight}, -1);
        return new Prior(version, model, ReferenceDistribution.of(new float[] {-1, 0}), List.of("acme/other"));
    }
}
