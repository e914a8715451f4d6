package io.rootops.core.gate;

import java.util.List;
import java.util.Objects;

/** @param reasons at least one, what decides first */
public record GateDecision(GateVerdict verdict, List<GateReason> reasons) {

    /** What would make it allow; empty where it does. */
    public List<String> wouldChange() {
        return reasons.stream()
                .map(GateReason::wouldChange)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
