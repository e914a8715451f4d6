package io.rootops.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.evaluate.bench.Baseline;
import io.rootops.core.evaluate.bench.Evaluation;
import io.rootops.core.evaluate.bench.Figures;
import io.rootops.core.evaluate.bench.ProjectFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@code evaluate commits} as JSON.
 *
 * @param priorVersion of the shipped prior; null for another
 */
record CommitFigures(
        String schema,
        String task,
        String mode,
        String prior,
        @Nullable String priorVersion,
        List<Project> projects,
        Mean mean,
        List<Evaluation.Skipped> skipped) {

    static CommitFigures of(Evaluation evaluation, String prior, @Nullable String priorVersion) {
        return new CommitFigures(
                "rootops.evaluate/1",
                "commits",
                evaluation.mode().word(),
                prior,
                priorVersion,
                evaluation.projects().stream().map(Project::of).toList(),
                new Mean(evaluation.mean(), byWord(evaluation.meanBaselines())),
                evaluation.skipped());
    }

    /** @param below the baselines that order this project's commits better */
    record Project(
            String project,
            String source,
            int n,
            int bugs,
            int windows,
            int features,
            List<String> priorSources,
            @JsonUnwrapped Figures figures,
            @Nullable Double aucLow,
            @Nullable Double aucHigh,
            Map<String, Figures> baselines,
            List<String> below) {
        static Project of(ProjectFigures it) {
            return new Project(
                    it.project(),
                    it.source(),
                    it.n(),
                    it.bugs(),
                    it.windows(),
                    it.features(),
                    it.priorSources(),
                    it.figures(),
                    it.aucLow(),
                    it.aucHigh(),
                    byWord(it.baselines()),
                    it.better().stream().map(Baseline::word).toList());
        }
    }

    record Mean(@JsonUnwrapped Figures figures, Map<String, Figures> baselines) {}

    private static Map<String, Figures> byWord(Map<Baseline, Figures> baselines) {
        Map<String, Figures> result = new LinkedHashMap<>();
        baselines.forEach((baseline, figures) -> result.put(baseline.word(), figures));
        return result;
    }
}
