package io.rootops.core.signal.verdict;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** When the software is looked at after a deployment. */
public enum Look {
    /** After 30 minutes; withdrawn where the next look does not confirm it. */
    EARLY_SIGN(6, 0.01),
    /** After 60 minutes. */
    VERDICT(12, 0.02),
    /** After 120 minutes; what it says alone may teach, advise or fail a check. */
    FINAL(24, 0.04);

    /** How many looks must say the same for the final word. */
    public static final int AGREEING = 2;

    /** The steps of a series that looks count by. */
    public static final Duration STEP = Duration.ofMinutes(5);

    private final int steps;
    private final double threshold;

    Look(int steps, double threshold) {
        this.steps = steps;
        this.threshold = threshold;
    }

    /** How many steps of the series it waits for. */
    public int steps() {
        return steps;
    }

    /** The one that is so long after serving, which is how looks are stored. */
    public static Look ofMinutes(int minutes) {
        return Arrays.stream(values())
                .filter(it -> it.after().toMinutes() == minutes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a look after " + minutes + " minutes"));
    }

    /** Empty after the last. */
    public Optional<Look> next() {
        return this == FINAL ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    public Duration after() {
        return STEP.multipliedBy(steps);
    }

    /** The largest p of a finding in one series; at the final look the largest that two of the three looks may have. */
    public double threshold() {
        return threshold;
    }
}
