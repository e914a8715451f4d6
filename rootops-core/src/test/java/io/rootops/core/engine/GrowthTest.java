package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LearningMemory.InUse;
import io.rootops.core.memory.LearningMemory.ModelVersion;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history grows by a tenth: the model in use stays, and places commits among those of now. */
class GrowthTest {
    private static final InstantSource CLOCK = InstantSource.system();
    /** Of other projects, where nothing is as large as here. */
    private static final Prior BY_LINES = new Prior(
            "by lines",
            new LogisticModel(List.of(Feature.LA), new double[] {0}, new double[] {1}, new double[] {0.5}, -4),
            ReferenceDistribution.of(new float[] {-4, -3.9f}),
            List.of("acme/other"));

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private RepositoryId shop;
    private String head = "";
    private int lines;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        shop = track().id();
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void aLearnedModelPlacesCommitsAmongThoseOfNow() {
        push(60);
        learning(BY_LINES, true).learn(shop);
        ModelVersion before = inUse().model();
        Double probability = risk(0).probability();
        push(5);
        assertThat(risks()).extracting(RiskScore::modelVersion).containsOnly(before.version());
        assertThat(risk(0).exactPercentile()).isEqualTo(100);

        push(5);

        ModelVersion now = inUse().model();
        assertThat(now.version()).isEqualTo(before.version() + 1);
        assertThat(now.commits()).isEqualTo(70);
        assertThat(now)
                .usingRecursiveComparison()
                .ignoringFields("version", "commits")
                .isEqualTo(before);
        assertThat(risks()).extracting(RiskScore::modelVersion).containsOnly(now.version());
        // Each commit is larger than the one before it.
        assertThat(risks()).extracting(RiskScore::exactPercentile).doesNotHaveDuplicates();
        assertThat(risk(0).exactPercentile()).isEqualTo((float) (100 * 69.5 / 70));
        assertThat(risks()).filteredOn(it -> it.exactPercentile() >= 90).hasSize(7);
        assertThat(risk(10).probability()).isEqualTo(probability);
        assertThat(learning(BY_LINES, true).due(shop)).isTrue();
    }

    @Test
    void itDoesSoOnceATenth() {
        push(60);
        learning(BY_LINES, false).learn(shop);
        push(10);
        String ranked = ranking();

        push(1);
        push(1);

        assertThat(inUse().model().commits()).isEqualTo(70);
        assertThat(ranking()).isEqualTo(ranked);
        assertThat(risks()).hasSize(72);
    }

    @Test
    void whatWaitsForItsAnalysisCountsToo() {
        push(20);
        for (int i = 0; i < 3; i++) {
            push(1, false);
        }

        assertThat(inUse().model().commits()).isEqualTo(23);
    }

    @Test
    void fewCommitsStayAmongThoseOfThePriorUntilThereAreEnough() {
        push(30);
        learning(BY_LINES, true).learn(shop);
        push(10);

        assertThat(inUse().model().commits()).isEqualTo(40);
        assertThat(risks()).extracting(RiskScore::exactPercentile).containsOnly(100.0);
        String ranked = ranking();
        push(1);
        assertThat(ranking()).isEqualTo(ranked);

        push(8);
        assertThat(inUse().model().commits()).isEqualTo(49);
        push(1);

        assertThat(inUse().model().commits()).isEqualTo(50);
        assertThat(risks()).filteredOn(it -> it.exactPercentile() >= 90).hasSize(5);
    }

    @Test
    void whyLinesChangedRankIsStillSaid() {
        push(20);
        learning(Prior.NONE, true).learn(shop);
        InUse before = inUse();

        push(3);

        InUse now = inUse();
        assertThat(now.model().version()).isEqualTo(before.model().version() + 1);
        assertThat(now.model().kind()).isEqualTo(RiskScore.Model.SIZE);
        assertThat(now.model().reason()).isEqualTo(before.model().reason()).startsWith("Nothing is learned yet");
        assertThat(now.learnedAt()).isEqualTo(before.learnedAt());
    }

    @Test
    void aModelThatCannotBeReadIsLearnedAgainAlsoWithoutContinuousLearning() {
        push(60);
        learning(BY_LINES, false).learn(shop);
        db.execute("delete from logistic_model");

        push(10);

        assertThat(inUse().model().kind()).isEqualTo(RiskScore.Model.SIZE);
        assertThat(inUse().learnedAt()).isNull();
        assertThat(learning(BY_LINES, false).due(shop)).isTrue();
        learning(BY_LINES, false).learn(shop);
        assertThat(inUse().model().kind()).isEqualTo(RiskScore.Model.LEARNED);
    }

    @Test
    void soIsTheModelOfAHistoryThatIsReadAgain() {
        push(60);
        learning(BY_LINES, false).learn(shop);
        db.execute("update repository set miner_version = 999");

        push(1);

        assertThat(inUse().learnedAt()).isNull();
        assertThat(learning(BY_LINES, false).due(shop)).isTrue();
        learning(BY_LINES, false).learn(shop);
        assertThat(risks()).allSatisfy(it -> assertThat(it.probability()).isNotNull());
    }

    private void push(int commits) {
        push(commits, true);
    }

    private void push(int commits, boolean analyze) {
        for (int i = 0; i < commits; i++) {
            head = (head.isEmpty() ? git.commit() : git.commit(head))
                    .file("src/File" + lines + ".java", "1\n".repeat(++lines))
                    .message("Change " + lines)
                    .on("main");
        }
        Readings.read(db, track(), CLOCK, analyze);
    }

    private TrackedRepository track() {
        return new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
    }

    private Learning learning(Prior prior, boolean continuous) {
        return new Learning(db.dsl(), CLOCK, part -> {}, prior, continuous);
    }

    private InUse inUse() {
        return Objects.requireNonNull(
                new LearningMemory(db.dsl()).inUse(List.of(shop)).get(shop));
    }

    /** What changes whenever all commits are ranked. */
    private String ranking() {
        return db.dsl()
                .fetch(
                        "select version, risk_model.commits, promoted, outcome_revision from risk_model, repository order by version")
                .format();
    }

    private RiskScore risk(int newest) {
        return risks().get(newest);
    }

    private List<RiskScore> risks() {
        return new CommitMemory(db.dsl())
                .list(CommitFilter.ALL, 200, null).items().stream()
                        .map(CommitSummary::risk)
                        .map(Objects::requireNonNull)
                        .toList();
    }
}
