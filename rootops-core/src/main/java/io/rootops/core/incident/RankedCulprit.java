package io.rootops.core.incident;

import java.util.UUID;

/**
 * Where the confirmed cause of an incident stood among its suspects before anybody had confirmed it.
 *
 * @param rank from 1; 0: not among those that are kept
 * @param share of the first five in the softmax over all candidates
 * @param chance that was said, that the cause is among the first five
 */
public record RankedCulprit(UUID incident, int rank, double share, double chance) {
    public boolean within(int places) {
        return rank > 0 && rank <= places;
    }
}
