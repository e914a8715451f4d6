package io.rootops.core.evaluate.template;

/**
 * The figures of one system; shares of 1.
 *
 * @param original against the original labels
 * @param corrected against the corrected labels
 * @param raw the same, headers on
 * @param linesPerSecond of messages in steady state, on one core; 0 when it was not measured
 */
public record SystemFigures(
        String system,
        GroupingAccuracy original,
        GroupingAccuracy corrected,
        GroupingAccuracy raw,
        Novelty novelty,
        double linesPerSecond) {}
