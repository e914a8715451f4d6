package io.rootops.core.incident;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How grave an alert is, the gravest first. */
public enum Severity {
    CRITICAL,
    /** The second of five, P2. */
    HIGH,
    /** Nobody said. */
    UNSTATED,
    /** Warnings, information, and what does not say that it is graver. */
    LOWER;

    private static final Set<String> CRITICAL_WORDS = Set.of(
            "critical", "crit", "page", "pager", "p0", "p1", "sev0", "sev1", "s1", "emergency", "fatal", "disaster");
    private static final Set<String> HIGH_WORDS = Set.of("high", "p2", "sev2", "s2");

    /**
     * By the word that a sender uses.
     *
     * @param word null or blank: it uses none
     */
    public static Severity of(@Nullable String word) {
        String known = word == null ? "" : word.strip().toLowerCase(Locale.ROOT).replace("-", "");
        if (known.isEmpty() || known.equals(UNSTATED.word())) {
            return UNSTATED;
        }
        return CRITICAL_WORDS.contains(known) ? CRITICAL : HIGH_WORDS.contains(known) ? HIGH : LOWER;
    }

    /** Whether it is grave enough for an incident. What nobody graded counts: else those who grade nothing had none. */
    public boolean grave() {
        return this != LOWER;
    }

    public Severity orGraver(Severity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Severity stored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
