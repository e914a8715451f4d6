package io.rootops.core.pattern;

import io.rootops.core.evaluate.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The patterns of a history, or of deployments. They follow from the history, its outcomes and the time alone: nothing is handed on from
 * one search to the next.
 *
 * @param base all commits, or deployments, whose outcome is known
 * @param found patterns, then those that hold no longer, then what has not enough evidence yet; the surest first
 */
public record Patterns(Count base, List<Pattern> found) {
    /** Where nobody has touched something for so long, it is no pattern of today. */
    private static final Duration ASLEEP = Duration.ofDays(365);

    /** Months after which it is looked again. What becomes of a deployment is known sooner than of a commit. */
    static final int QUARTER = 3;

    private static final int MONTH = 1;

    /** Of those that are no pattern. */
    private static final int MOST_OTHERS = 50;

    private static final int MOST_PATTERNS = 200;

    /** Characters of names; longer ones fit in no index, and nobody reads them. */
    private static final int LONGEST = 1_000;

    public Patterns {
        found = List.copyOf(found);
    }

    /** Those that hold. */
    public List<Pattern> patterns() {
        return found.stream().filter(it -> it.state() == Pattern.State.PATTERN).toList();
    }

    /** Looks for them, by what is known now. */
    public static Patterns of(PastChanges changes, Instant now, PatternRule rule) {
        Instant[] first = {now};
        changes.read(it -> first[0] =
                it.commit().committedAt().isBefore(first[0]) ? it.commit().committedAt() : first[0]);
        Calendar calendar = Calendar.until(now, first[0], QUARTER);
        return of(ChangeTallies.of(changes, changes, calendar, rule), calendar, rule);
    }

    /**
     * Looks for them among deployments, by what is known now.
     *
     * @param deployments in the order of time
     */
    public static Patterns ofDeployments(List<PastDeployment> deployments, Instant now, PatternRule rule) {
        Instant first = deployments.isEmpty() ? now : deployments.get(0).at();
        Calendar calendar = Calendar.until(now, first, MONTH);
        return of(DeploymentTallies.of(deployments, calendar, rule), calendar, rule);
    }

    private static Patterns of(Tallies tallies, Calendar calendar, PatternRule rule) {
        List<Confidence> confidence = new ArrayList<>();
        for (int i = 0; i < calendar.size(); i++) {
            confidence.add(Confidence.at(i, tallies, rule));
        }
        // Two files may have come to the same name, one after the other.
        Map<Trait, Pattern> all = new HashMap<>();
        tallies.forEach((trait, tally) -> {
            if (trait.subject().length() + trait.partner().length() <= LONGEST && tally.bad(calendar.size() - 1) > 0) {
                all.merge(
                        trait,
                        pattern(trait, tally, tallies.all(), calendar, confidence),
                        (one, other) -> one.count().known() < other.count().known() ? other : one);
            }
        });
        return new Patterns(tallies.all().landed(0, calendar.size()), some(all.values()));
    }

    private static List<Pattern> some(Collection<Pattern> all) {
        List<Pattern> some = new ArrayList<>();
        Comparator<Pattern> order = Comparator.comparingDouble(Pattern::confidence)
                .reversed()
                .thenComparing(it -> it.trait().kind())
                .thenComparing(it -> it.trait().subject())
                .thenComparing(it -> it.trait().partner());
        for (Pattern.State state : Pattern.State.values()) {
            all.stream()
                    .filter(it -> it.state() == state)
                    .sorted(order)
                    .limit(state == Pattern.State.PATTERN ? MOST_PATTERNS : MOST_OTHERS)
                    .forEach(some::add);
        }
        return some;
    }

    private static Pattern pattern(
            Trait trait, Tally tally, Tally all, Calendar calendar, List<Confidence> confidence) {
        int now = calendar.size() - 1;
        int since = -1;
        boolean ever = false;
        for (int i = 0; i <= now; i++) {
            if (confidence.get(i).enough(tally)) {
                since = since < 0 ? i : since;
                ever = true;
            } else {
                since = -1;
            }
        }
        Count checked = since < 0 ? Count.NONE : tally.landed(since + 1, now + 1);
        Count checkedBase = since < 0 ? Count.NONE : all.landed(since + 1, now + 1);
        boolean holds = since >= 0
                && !against(checked, checkedBase)
                && !tally.last().isBefore(calendar.at(now).minus(ASLEEP));
        Count count = tally.landed(0, now + 1);
        return new Pattern(
                trait,
                holds ? Pattern.State.PATTERN : ever ? Pattern.State.FADED : Pattern.State.UNPROVEN,
                count,
                all.landed(0, now + 1),
                confidence.get(now).of(tally),
                holds ? calendar.at(since) : null,
                holds ? checked : Count.NONE,
                holds ? checkedBase : Count.NONE,
                confidence.get(now).needed(tally, count),
                tally.examples());
    }

    /** Whether what came later says clearly that it is no longer so. */
    private static boolean against(Count checked, Count base) {
        Interval interval = checked.interval();
        return interval != null && interval.high() < PatternRule.RATIO * base.rate();
    }
}
