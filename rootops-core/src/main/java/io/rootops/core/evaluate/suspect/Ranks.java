package io.rootops.core.evaluate.suspect;

import io.rootops.core.suspect.SuspectWeights;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Places from 1 of the causes of incidents, among some of their newest candidates; an incident without one there is left out. */
final class Ranks {
    static final int ANY = Integer.MAX_VALUE;

    private final Map<MeasuredIncident, Integer> ranks = new HashMap<>();

    /** @param scores of the candidates of an incident */
    Ranks(Collection<MeasuredIncident> incidents, Function<MeasuredIncident, double[]> scores, int newest) {
        for (MeasuredIncident incident : incidents) {
            int rank = incident.rank(scores.apply(incident), newest);
            if (rank > 0) {
                ranks.put(incident, rank);
            }
        }
    }

    /** Each incident is ranked by weights from the incidents of the other folds. */
    static Ranks crossValidated(List<MeasuredIncident> all, List<List<MeasuredIncident>> folds, boolean owners) {
        Map<MeasuredIncident, SuspectWeights> weights = new HashMap<>();
        for (List<MeasuredIncident> fold : folds) {
            List<MeasuredIncident> rest = Learned.without(all, fold);
            for (boolean traced : List.of(true, false)) {
                List<MeasuredIncident> ranked =
                        fold.stream().filter(it -> it.traced() == traced).toList();
                if (!ranked.isEmpty()) {
                    SuspectWeights learned = Learned.weights(rest, traced, owners);
                    ranked.forEach(it -> weights.put(it, learned));
                }
            }
        }
        return new Ranks(all, it -> it.scores(Objects.requireNonNull(weights.get(it))), ANY);
    }

    /** Of these incidents, so far as they have a rank. */
    RankFigures of(List<MeasuredIncident> incidents) {
        return RankFigures.of(incidents.stream()
                .filter(ranks::containsKey)
                .map(it -> ranks.getOrDefault(it, 0))
                .collect(Collectors.toList()));
    }
}
