package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that commits of a repository have in common, and how often these went wrong.
 *
 * @param subject a directory, the word of a kind or a size, or the file that was changed
 * @param partner the file that was not; null: the kind has none
 * @param words what such a commit does, as what follows "a commit that"
 * @param commits whose outcome is known
 * @param bad of them needed a fix or were reverted
 * @param rate 0 to 1, like the others
 * @param low of the 95 % interval of the rate; null: no outcome is known
 * @param high null like {@code low}
 * @param baseRate of all commits
 * @param lift rate over base rate; null where that is 0
 * @param confidence probability that the true rate is above 1.5 times the base rate
 * @param foundAt since when it is a pattern; null: it is none
 * @param checked commits that landed since then; null: it is no pattern
 * @param needed so many of these commits would have to have gone wrong for it to be a pattern
 * @param text the counts in a sentence
 * @param page of its commits; null: there is none
 * @param examples some that went wrong, newest first
 */
public record PatternItem(
        PatternKind kind,
        Pattern.State state,
        String subject,
        @Nullable String partner,
        String words,
        int commits,
        int bad,
        double rate,
        @Nullable Double low,
        @Nullable Double high,
        double baseRate,
        @Nullable Double lift,
        double confidence,
        @Nullable Instant foundAt,
        @Nullable Checked checked,
        int needed,
        String text,
        @Nullable String page,
        List<Example> examples) {

    /** Of the commits that landed since a pattern was found. */
    public record Checked(int commits, int bad, double rate, double baseRate) {}

    /** A commit that went wrong. */
    public record Example(String sha, String page) {
        public String abbreviated() {
            return CommitItem.abbreviated(sha);
        }
    }

    public static PatternItem of(Pattern it, String repository) {
        Count count = it.count();
        Interval interval = count.interval();
        String partner = it.trait().partner();
        String subject = it.trait().subject();
        boolean path = it.trait().kind() == PatternKind.PATH || it.trait().kind() == PatternKind.PAIR;
        return new PatternItem(
                it.trait().kind(),
                it.state(),
                subject,
                partner.isEmpty() ? null : partner,
                it.trait().words(),
                count.known(),
                count.bad(),
                count.rate(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                it.base().rate(),
                it.base().bad() == 0 ? null : it.lift(),
                it.confidence(),
                it.foundAt(),
                it.foundAt() == null
                        ? null
                        : new Checked(
                                it.checked().known(),
                                it.checked().bad(),
                                it.checked().rate(),
                                it.checkedBase().rate()),
                it.needed(),
                counts(count, it.base(), "went wrong", "commits"),
                path ? Links.commits(repository) + "?path=" + Links.value(subject) : null,
                it.examples().stream()
                        .map(sha -> new Example(sha, Links.commit(repository, sha)))
                        .toList());
    }

    /**
     * @param bad what became of the bad ones, for people
     * @param units what is counted
     */
    static String counts(Count count, Count base, String bad, String units) {
        Interval interval = count.interval();
        return Shown.number(count.bad()) + " of " + Shown.number(count.known()) + " " + bad + ", "
                + Shown.percent(count.rate()) + ", against " + Shown.percent(base.rate()) + " of all " + units
                + (interval == null
                        ? ""
                        : "; 95 % interval " + Shown.percent(interval.low()) + " to " + Shown.percent(interval.high()));
    }

    /** What came since it was found, in a sentence; of a pattern only. */
    public String since() {
        return checked == null
                ? ""
                : since(checked.bad(), checked.commits(), checked.rate(), checked.baseRate(), "commit");
    }

    /** @param unit what is counted, one of it */
    static String since(int bad, int known, double rate, double baseRate, String unit) {
        return known == 0
                ? "No outcome of a later " + unit + " is known yet"
                : Shown.number(bad) + " of " + Shown.number(known) + ", " + Shown.percent(rate) + ", against "
                        + Shown.percent(baseRate) + " of all " + unit + "s since";
    }

    /** Why it is no pattern yet. */
    public String missing() {
        return missing(needed, bad);
    }

    static String missing(int needed, int bad) {
        return "Not enough evidence yet (needs " + Shown.number(needed) + ", has " + Shown.number(bad) + ")";
    }
}
