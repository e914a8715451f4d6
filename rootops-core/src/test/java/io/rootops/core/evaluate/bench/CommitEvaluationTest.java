package io.rootops.core.evaluate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.risk.Prior;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitEvaluationTest {
    @TempDir
    private Path directory;

    private List<BenchProject> projects = List.of();

    @BeforeEach
    void write() throws IOException {
        Folder folder = new Folder(directory);
        folder.dated("x_first.csv", 1, 3_000);
        folder.dated("x_second.csv.gz", 2, 2_500);
        folder.undated("x_third.csv", 3, 1_200);
        folder.dated("x_young.csv", 4, 150);
        projects = BenchFolder.read(directory);
    }

    @Test
    void onlineScoresWhatHasDatesAndSaysWhyNotTheRest() {
        Evaluation evaluation = measure(Mode.ONLINE, Priors.leaveOneOut(projects));

        assertThat(evaluation.projects()).extracting(ProjectFigures::project).containsExactly("first", "second");
        assertThat(evaluation.skipped()).extracting(Evaluation.Skipped::project).containsExactly("third", "young");
        ProjectFigures first = evaluation.projects().get(0);
        assertThat(first.n()).isEqualTo(3_000 - 365 * 4);
        assertThat(first.features()).isEqualTo(41);
        assertThat(first.priorSources()).containsExactly("second", "young");
        assertThat(first.figures().auc()).isGreaterThan(0.75);
        assertThat(first.figures().ece()).isLessThan(0.1);
        assertThat(first.baselines()).containsOnlyKeys(Baseline.values());
        assertThat(first.baselines().get(Baseline.LINES_ADDED))
                .extracting(Figures::brier)
                .isNull();
        assertThat(aucOf(first.baselines(), Baseline.LR_KAMEI)).isGreaterThan(0.7);
    }

    @Test
    void theMeanIsOverTheRowsPrinted() {
        Evaluation evaluation = measure(Mode.ONLINE, Priors.leaveOneOut(projects));

        assertThat(evaluation.mean().auc())
                .isEqualTo(evaluation.projects().stream()
                        .mapToDouble(it -> auc(it.figures()))
                        .average()
                        .orElseThrow());
        assertThat(aucOf(evaluation.meanBaselines(), Baseline.CHURN))
                .isEqualTo(evaluation.projects().stream()
                        .mapToDouble(it -> aucOf(it.baselines(), Baseline.CHURN))
                        .average()
                        .orElseThrow());
    }

    @Test
    void aColdStartNeedsNoOutcomeOfTheProject() {
        Evaluation evaluation = measure(Mode.COLD_START, Priors.leaveOneOut(projects));

        assertThat(evaluation.projects())
                .extracting(ProjectFigures::project)
                .containsExactly("first", "second", "third");
        ProjectFigures third = evaluation.projects().get(2);
        assertThat(third.n()).isEqualTo(240);
        assertThat(third.features()).isEqualTo(14);
        assertThat(third.priorSources()).containsExactly("first", "second", "young");
        assertThat(third.figures().auc()).isGreaterThan(0.7);
    }

    @Test
    void staticScoresTheNewestFifth() {
        Evaluation evaluation = measure(Mode.STATIC, Priors.leaveOneOut(projects));

        assertThat(evaluation.projects()).extracting(ProjectFigures::n).containsExactly(600, 500, 240, 30);
        assertThat(evaluation.projects().get(0).figures().auc()).isGreaterThan(0.75);
    }

    @Test
    void withoutAPriorTheOwnModelScores() {
        ProjectFigures first =
                measure(Mode.ONLINE, Priors.always(Prior.NONE)).projects().get(0);

        assertThat(first.priorSources()).isEmpty();
        assertThat(first.figures().auc()).isGreaterThan(0.7);
    }

    @Test
    void aProjectAloneHasNoPrior() {
        List<BenchProject> alone = projects.subList(0, 1);

        assertThat(Priors.leaveOneOut(alone).of(alone.get(0))).isEqualTo(Prior.NONE);
        assertThat(measure(Mode.ONLINE, Priors.leaveOneOut(alone))
                        .projects()
                        .get(0)
                        .figures()
                        .auc())
                .isGreaterThan(0.7);
    }

    @Test
    void aPriorFromElsewhereNeverSawAProjectOfTheSameName() {
        assertThat(Priors.leaveOneOut(projects).of(projects.get(1)).sources()).doesNotContain("second");
    }

    @Test
    void aBaselineThatOrdersBetterIsNamed() {
        Evaluation evaluation = measure(Mode.ONLINE, Priors.leaveOneOut(projects));
        ProjectFigures it = evaluation.projects().get(0);
        Figures ours = it.figures();
        Figures better = evaluation.projects().get(1).figures();
        assertThat(auc(ours)).isNotEqualTo(auc(better));
        boolean worse = auc(ours) < auc(better);

        ProjectFigures swapped = new ProjectFigures(
                it.project(),
                it.source(),
                it.n(),
                it.bugs(),
                it.windows(),
                it.features(),
                it.priorSources(),
                worse ? ours : better,
                null,
                null,
                Map.of(Baseline.CHURN, worse ? better : ours));
        assertThat(swapped.better()).containsExactly(Baseline.CHURN);
    }

    private static double aucOf(Map<Baseline, Figures> baselines, Baseline baseline) {
        return auc(Objects.requireNonNull(baselines.get(baseline)));
    }

    private static double auc(Figures figures) {
        return Objects.requireNonNull(figures.auc());
    }

    private Evaluation measure(Mode mode, Priors priors) {
        return new CommitEvaluation(mode, priors).measure(projects, name -> {});
    }
}
