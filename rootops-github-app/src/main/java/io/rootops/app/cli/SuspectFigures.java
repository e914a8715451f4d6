package io.rootops.app.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.evaluate.suspect.CalibrationFigures;
import io.rootops.core.evaluate.suspect.FigureIntervals;
import io.rootops.core.evaluate.suspect.RankFigures;
import io.rootops.core.evaluate.suspect.SuspectEvaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@code evaluate root-cause} as JSON.
 *
 * @param ownership whether the owners of lines were looked at
 * @param weights learned or shipped
 */
record SuspectFigures(
        String schema, String task, boolean ownership, String weights, List<Set> sets, CalibrationFigures calibration) {

    static SuspectFigures of(SuspectEvaluation evaluation, boolean ownership, String weights) {
        return new SuspectFigures(
                "rootops.evaluate/1",
                "root-cause",
                ownership,
                weights,
                evaluation.sets().stream().map(Set::of).toList(),
                evaluation.calibration());
    }

    /** @param leaveOneProjectOut null where nothing was learned; as is {@code otherFolds} */
    record Set(
            String set,
            int medianCandidates,
            @JsonProperty("causes_older_than_30_days") double oldCauses,
            @JsonUnwrapped RankFigures figures,
            FigureIntervals interval95,
            RankFigures newest100,
            RankFigures newest500,
            @Nullable RankFigures otherFolds,
            @Nullable LeftOut leaveOneProjectOut,
            Baselines baselines) {

        static Set of(SuspectEvaluation.SetFigures it) {
            return new Set(
                    it.set(),
                    it.medianCandidates(),
                    it.oldCauses(),
                    it.all(),
                    it.intervals(),
                    it.newest100(),
                    it.newest500(),
                    it.otherFolds(),
                    it.leaveOneProjectOut() == null || it.leaveOneProjectOutIntervals() == null
                            ? null
                            : new LeftOut(it.leaveOneProjectOut(), it.leaveOneProjectOutIntervals()),
                    new Baselines(it.newestFirst(), it.blamedFirst()));
        }
    }

    record LeftOut(@JsonUnwrapped RankFigures figures, FigureIntervals interval95) {}

    record Baselines(
            RankFigures newestFirst,
            @JsonProperty("frames_blamed") RankFigures blamedFirst) {}
}
