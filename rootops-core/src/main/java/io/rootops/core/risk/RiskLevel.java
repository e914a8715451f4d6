package io.rootops.core.risk;

import java.util.Locale;

/** How much attention a commit asks for, from its percentile in the repository. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** The riskiest tenth: the same tenth that the score is measured on. */
    public static final int HIGH_FROM = 90;

    public static final int MEDIUM_FROM = 70;

    /** From here on a commit on the default branch is worth an alert: one in twenty. */
    public static final int ALERT_FROM = 95;

    /** The level of a percentile from 0 to 100. */
    public static RiskLevel of(double percentile) {
        return percentile >= HIGH_FROM ? HIGH : percentile >= MEDIUM_FROM ? MEDIUM : LOW;
    }

    /** The word in JSON, URLs and the database: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
