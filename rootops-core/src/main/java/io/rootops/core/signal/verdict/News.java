package io.rootops.core.signal.verdict;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What there is to say of an error that comes after a deployment, by when it came last before. */
public enum News {
    /** Nothing wrote it in the fourteen days before. */
    NEW,
    /** The version before did not write it. */
    RETURNED,
    NONE;

    /** What came longer ago is as if it had never come. */
    public static final Duration FORGOTTEN = Duration.ofDays(14);
    /** A version that lived for less says little by not having written something, and so do logs that were read for less. */
    public static final Duration LEARNED = Duration.ofDays(1);

    /**
     * Of a service whose logs were read for {@link #LEARNED} before the deployment began.
     *
     * @param last when it came last before the deployment began; null: never
     * @param deployedBefore when the version before was deployed; null: not known
     */
    public static News of(@Nullable Instant last, Instant begun, @Nullable Instant deployedBefore) {
        if (last == null || last.isBefore(begun.minus(FORGOTTEN))) {
            return NEW;
        }
        boolean lived = deployedBefore != null && !deployedBefore.isAfter(begun.minus(LEARNED));
        return lived && last.isBefore(deployedBefore) ? RETURNED : NONE;
    }
}
