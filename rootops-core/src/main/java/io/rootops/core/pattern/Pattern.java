package io.rootops.core.pattern;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trait of commits or of deployments, and how often those that have it went wrong.
 *
 * @param count all whose outcome is known now
 * @param base all commits, or all deployments, whose outcome is known, with or without the trait
 * @param confidence probability that the true rate is above {@link PatternRule#RATIO} times the base rate, 0 to 1
 * @param foundAt since when it has been a pattern without a break, as far as was known at the time; null: it is none now
 * @param checked of those that landed since then
 * @param checkedBase all that landed since then
 * @param needed so many of these would have to have gone wrong for it to be a pattern
 * @param examples shas of some that went wrong, of a deployment that of what was deployed, newest first
 */
public record Pattern(
        Trait trait,
        State state,
        Count count,
        Count base,
        double confidence,
        @Nullable Instant foundAt,
        Count checked,
        Count checkedBase,
        int needed,
        List<String> examples) {
    public Pattern {
        examples = List.copyOf(examples);
    }

    /** What is known of it. */
    public enum State {
        /** It holds. */
        PATTERN,
        /** It held once, and does so no longer. */
        FADED,
        /** Not enough evidence yet. */
        UNPROVEN;

        /** The word in JSON, URLs and the database: lower-case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Rate over the base rate; 0 where that is 0. */
    public double lift() {
        return base.bad() == 0 ? 0 : count.rate() / base.rate();
    }
}
