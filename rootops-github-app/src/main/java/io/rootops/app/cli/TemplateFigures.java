package io.rootops.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rootops.core.evaluate.template.GroupingAccuracy;
import io.rootops.core.evaluate.template.SystemFigures;
import io.rootops.core.evaluate.template.TemplateEvaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of log templates as they are printed; shares of 1. */
record TemplateFigures(String schema, String task, List<Row> systems, Row mean, NoveltyFigures novelty) {

    static TemplateFigures of(TemplateEvaluation evaluation) {
        return new TemplateFigures(
                "rootops.evaluate/1",
                "log-templates",
                evaluation.systems().stream().map(TemplateFigures::row).toList(),
                row(
                        null,
                        evaluation.meanOriginal(),
                        evaluation.meanCorrected(),
                        evaluation.meanRaw(),
                        evaluation.linesPerSecond()),
                new NoveltyFigures(
                        rounded(evaluation.novelty().precision()),
                        rounded(evaluation.novelty().recall())));
    }

    private static Row row(SystemFigures it) {
        return row(it.system(), it.original(), it.corrected(), it.raw(), it.linesPerSecond());
    }

    private static Row row(
            @Nullable String system,
            GroupingAccuracy original,
            GroupingAccuracy corrected,
            GroupingAccuracy raw,
            double linesPerSecond) {
        return new Row(
                system,
                rounded(original.accuracy()),
                rounded(corrected.accuracy()),
                rounded(corrected.f1()),
                rounded(corrected.parsing()),
                rounded(corrected.templateF1()),
                rounded(raw.accuracy()),
                rounded(raw.f1()),
                linesPerSecond > 0 ? Math.round(linesPerSecond) : null);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /**
     * One system, or the mean.
     *
     * @param system absent of the mean
     * @param linesPerSecond null when it was not measured
     */
    record Row(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String system,

            double ga,
            double gaCorrected,
            double fga,
            double pa,
            double fta,
            double rawGa,
            double rawFga,
            @Nullable Long linesPerSecond) {}

    record NoveltyFigures(double precision, double recall) {}
}
