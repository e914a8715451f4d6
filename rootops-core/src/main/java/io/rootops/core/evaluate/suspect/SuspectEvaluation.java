package io.rootops.core.evaluate.suspect;

import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How good the ranking of suspects is, on incidents whose cause is known; sets are never pooled, but for the chances. */
public record SuspectEvaluation(List<SetFigures> sets, CalibrationFigures calibration) {
    private static final int FOLDS = 5;
    private static final long SEED = 1;
    private static final int OTHER_ASSIGNMENTS = 8;
    private static final double OLD = 30;

    /**
     * Of one set.
     *
     * @param medianCandidates how many commits an incident has to choose from
     * @param oldCauses share of the causes older than 30 days, 0 to 1
     * @param otherFolds mean over other assignments to the folds: how much of the figure is chance; null where nothing was
     *     learned
     * @param leaveOneProjectOut each incident ranked by a model that never saw its project; null where nothing was learned
     * @param newestFirst baseline: the newest candidate first
     * @param blamedFirst baseline: who last changed the lines of the frames, the innermost frame first, then the newest
     */
    public record SetFigures(
            String set,
            int medianCandidates,
            double oldCauses,
            RankFigures all,
            FigureIntervals intervals,
            RankFigures newest100,
            RankFigures newest500,
            @Nullable RankFigures otherFolds,
            @Nullable RankFigures leaveOneProjectOut,
            @Nullable FigureIntervals leaveOneProjectOutIntervals,
            RankFigures newestFirst,
            RankFigures blamedFirst) {}

    /**
     * Each incident is ranked by a model that was learned from those of four other folds.
     *
     * @param owners whether the features of owners are among those that are learned
     */
    public static SuspectEvaluation learned(List<MeasuredIncident> incidents, boolean owners) {
        Groups groups = new Groups(incidents);
        Map<MeasuredIncident, SuspectModel.Part> models = new HashMap<>();
        for (List<MeasuredIncident> fold : groups.folds(FOLDS, SEED)) {
            SuspectModel.Part part = Learned.of(Learned.without(incidents, fold), owners, SEED);
            fold.forEach(it -> models.put(it, part));
        }
        List<Ranks> others = new ArrayList<>();
        for (int i = 1; i <= OTHER_ASSIGNMENTS; i++) {
            others.add(Ranks.crossValidated(incidents, groups.folds(FOLDS, SEED + i), owners));
        }
        List<List<MeasuredIncident>> projects =
                List.copyOf(by(incidents, MeasuredIncident::project).values());
        return measured(incidents, models, others, Ranks.crossValidated(incidents, projects, owners));
    }

    /** All are ranked by one model that was learned elsewhere. */
    public static SuspectEvaluation of(List<MeasuredIncident> incidents, SuspectModel.Part model) {
        Map<MeasuredIncident, SuspectModel.Part> models = new HashMap<>();
        incidents.forEach(it -> models.put(it, model));
        return measured(incidents, models, List.of(), null);
    }

    private static SuspectEvaluation measured(
            List<MeasuredIncident> incidents,
            Map<MeasuredIncident, SuspectModel.Part> models,
            List<Ranks> others,
            @Nullable Ranks withoutProject) {
        Function<MeasuredIncident, double[]> scores = it -> it.scores(weights(it, models));
        List<SetFigures> sets = new ArrayList<>();
        by(incidents, MeasuredIncident::set).forEach((set, members) -> {
            Ranks ranks = new Ranks(members, scores, Ranks.ANY);
            sets.add(new SetFigures(
                    set,
                    medianCandidates(members),
                    oldCauses(members),
                    ranks.of(members),
                    FigureIntervals.of(members, ranks),
                    new Ranks(members, scores, 100).of(members),
                    new Ranks(members, scores, 500).of(members),
                    others.isEmpty()
                            ? null
                            : RankFigures.mean(
                                    others.stream().map(it -> it.of(members)).toList()),
                    withoutProject == null ? null : withoutProject.of(members),
                    withoutProject == null ? null : FigureIntervals.of(members, withoutProject),
                    new Ranks(members, MeasuredIncident::byAge, Ranks.ANY).of(members),
                    new Ranks(members, MeasuredIncident::byBlame, Ranks.ANY).of(members)));
        });
        return new SuspectEvaluation(List.copyOf(sets), calibration(incidents, models));
    }

    private static int medianCandidates(List<MeasuredIncident> incidents) {
        int[] sorted = incidents.stream()
                .mapToInt(MeasuredIncident::candidates)
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double oldCauses(List<MeasuredIncident> incidents) {
        double old = incidents.stream().mapToLong(it -> it.causesOlderThan(OLD)).sum();
        return old / incidents.stream().mapToLong(it -> it.causes().size()).sum();
    }

    private static SuspectWeights weights(MeasuredIncident incident, Map<MeasuredIncident, SuspectModel.Part> models) {
        return part(incident, models).weights(incident.traced());
    }

    private static SuspectModel.Part part(MeasuredIncident incident, Map<MeasuredIncident, SuspectModel.Part> models) {
        return Objects.requireNonNull(models.get(incident));
    }

    private static CalibrationFigures calibration(
            List<MeasuredIncident> incidents, Map<MeasuredIncident, SuspectModel.Part> models) {
        List<Chance.Outcome> first = new ArrayList<>();
        List<Chance.Outcome> five = new ArrayList<>();
        for (MeasuredIncident incident : incidents) {
            SuspectModel.Part part = part(incident, models);
            TopFive top = TopFive.of(incident, incident.scores(part.weights(incident.traced())));
            first.add(new Chance.Outcome(part.first().of(top.first()), top.firstIsCause()));
            five.add(new Chance.Outcome(part.five().of(top.five()), top.causeAmongFive()));
        }
        return CalibrationFigures.of(first, five);
    }

    private static SortedMap<String, List<MeasuredIncident>> by(
            List<MeasuredIncident> incidents, Function<MeasuredIncident, String> key) {
        SortedMap<String, List<MeasuredIncident>> groups = new TreeMap<>();
        incidents.forEach(it ->
                groups.computeIfAbsent(key.apply(it), none -> new ArrayList<>()).add(it));
        return groups;
    }
}
