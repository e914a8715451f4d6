package io.rootops.core.suspect;

import java.util.List;

/**
 * The first of the ranked candidates of an incident.
 *
 * @param candidates how many were ranked
 * @param owners whether the owners of lines were known; else the order may change when they are
 * @param traced whether the incident came with a stack trace or a failing test
 * @param shareOfFive of the first five in the softmax of the scores of all, 0 to 1
 * @param chanceOfFive calibrated chance that the cause is among the first five, 0 to 1
 */
public record SuspectRanking(
        List<Suspect> suspects,
        int candidates,
        boolean owners,
        boolean traced,
        double shareOfFive,
        double chanceOfFive) {
    public SuspectRanking {
        suspects = List.copyOf(suspects);
    }
}
