package io.rootops.core.pattern;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.outcome.Finding;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A history that goes wrong as a test says. */
final class InventedChanges {
    static final Instant START = Instant.parse("2018-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofDays(1);

    private final List<PastChange> changes = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Random random = new Random(11);

    /** The next day's commit. */
    InventedChanges add(boolean bad, String... paths) {
        Instant at = now();
        float[] values = new float[Feature.values().length];
        values[Feature.NF.ordinal()] = paths.length;
        values[Feature.LA.ordinal()] = 20;
        Findings findings = bad
                ? new Findings(
                        List.of(new Finding(at.plus(Duration.ofDays(20)), null, OutcomeSource.TRAILER, "f".repeat(40))))
                : Findings.NONE;
        List<TouchedFile> files = new ArrayList<>();
        for (String path : paths) {
            files.add(new TouchedFile(ids.computeIfAbsent(path, it -> ids.size()), path, false));
        }
        changes.add(new PastChange(
                new LabelledCommit(String.format("%040x", changes.size()), at, new Features(values), findings, false),
                files));
        return this;
    }

    /** True so many times of a hundred. */
    boolean chance(int ofHundred) {
        return random.nextInt(100) < ofHundred;
    }

    /** When the next commit lands. */
    Instant now() {
        return START.plus(STEP.multipliedBy(changes.size()));
    }

    PastChanges all() {
        return changes::forEach;
    }
}
