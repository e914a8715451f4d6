package io.rootops.core.evaluate.suspect;

import io.rootops.core.suspect.RankedScores;
import java.util.List;

/**
 * The first five candidates of an incident, in the softmax of the scores of all.
 *
 * @param first share of the first, 0 to 1
 * @param five share of the five together, 0 to 1
 */
record TopFive(double first, double five, boolean firstIsCause, boolean causeAmongFive) {
    private static final int SHOWN = 5;

    static TopFive of(MeasuredIncident incident, double[] scores) {
        RankedScores ranked = new RankedScores(scores);
        List<Integer> shown = ranked.first(SHOWN);
        return new TopFive(
                ranked.share(1),
                ranked.share(SHOWN),
                incident.isCause(shown.get(0)),
                shown.stream().anyMatch(incident::isCause));
    }
}
