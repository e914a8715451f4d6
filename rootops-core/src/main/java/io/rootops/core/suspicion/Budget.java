package io.rootops.core.suspicion;

import java.time.Duration;
import java.util.List;

/**
 * How many alarms people are told of: what comes too often is looked at no more. Services of which the repository is not known
 * share one budget.
 */
public final class Budget {
    /** Of one repository. */
    public static final int ALARMS = 5;

    public static final Duration WEEK = Duration.ofDays(7);

    private Budget() {}

    /**
     * Those that are told now, the strongest ones.
     *
     * @param held of one repository
     * @param told within the last week
     */
    public static List<Suspicion> tell(List<Suspicion> held, int told) {
        return held.stream()
                .sorted(Suspicion.STRENGTH)
                .limit(Math.max(0, ALARMS - told))
                .toList();
    }
}
