package io.rootops.core.gate;

import io.rootops.core.evaluate.Interval;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How often the rule would have held past deployments back. One may have been held for several reasons.
 *
 * @param deployments that could be replayed
 * @param left that could not, as too little is known of them
 * @param interval of the share that was held; null where none could be replayed
 */
public record GateReplay(
        int deployments,
        int held,
        int byCommit,
        int byIncident,
        int byRegressed,
        int left,
        @Nullable Interval interval) {

    /** @param past what the rule says of each */
    public static GateReplay of(Collection<GateDecision> past) {
        int judged = (int)
                past.stream().filter(it -> it.verdict() != GateVerdict.UNKNOWN).count();
        int held = (int)
                past.stream().filter(it -> it.verdict() == GateVerdict.HOLD).count();
        return new GateReplay(
                judged,
                held,
                by(GateReason.Kind.COMMIT, past),
                by(GateReason.Kind.INCIDENT, past),
                by(GateReason.Kind.REGRESSED, past),
                past.size() - judged,
                judged == 0 ? null : Interval.ofShare(held, judged));
    }

    /** Of those that were replayed; null where none was. */
    public @Nullable Double share() {
        return deployments == 0 ? null : (double) held / deployments;
    }

    private static int by(GateReason.Kind kind, Collection<GateDecision> past) {
        return (int) past.stream()
                .filter(it -> it.reasons().stream().anyMatch(reason -> reason.kind() == kind))
                .count();
    }
}
