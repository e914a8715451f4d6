package io.rootops.core.suspect;

import java.util.List;

/**
 * The first of the ranked candidates of an incident.
 *
 * @param candidates how many were ranked
 * @param owners whether the owners of lines were known; else the order may change when they are
 * @param chanceOfFive calibrated chance that the cause is among the first five, 0 to 1
 */
public record SuspectRanking(List<Suspect> suspects, int candidates, boolean owners, double chanceOfFive) {
    public SuspectRanking {
        suspects = List.copyOf(suspects);
    }
}
