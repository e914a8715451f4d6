package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that deployments of a repository have in common, and how often these failed.
 *
 * @param subject the word of a band, or the name of a service or an environment
 * @param words what such a deployment does, as what follows "a deployment that"
 * @param deployments of which it is known whether they failed
 * @param failed of them, as the figures of DORA count
 * @param rate 0 to 1, like the others
 * @param low of the 95 % interval of the rate; null: of none is it known
 * @param high null like {@code low}
 * @param baseRate of all deployments
 * @param lift rate over base rate; null where that is 0
 * @param confidence probability that the true rate is above 1.5 times the base rate
 * @param foundAt since when it is a pattern; null: it is none
 * @param checked deployments since then; null: it is no pattern
 * @param needed so many of these would have to have failed for it to be a pattern
 * @param text the counts in a sentence
 * @param examples commits that were deployed with some that failed, newest first
 */
public record DeploymentPatternItem(
        PatternKind kind,
        Pattern.State state,
        String subject,
        String words,
        int deployments,
        int failed,
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
        List<PatternItem.Example> examples) {

    /** Of the deployments since a pattern was found. */
    public record Checked(int deployments, int failed, double rate, double baseRate) {}

    public static DeploymentPatternItem of(Pattern it, String repository) {
        Interval interval = it.count().interval();
        return new DeploymentPatternItem(
                it.trait().kind(),
                it.state(),
                it.trait().subject(),
                it.trait().words(),
                it.count().known(),
                it.count().bad(),
                it.count().rate(),
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
                PatternItem.counts(it.count(), it.base(), "failed", "deployments"),
                it.examples().stream()
                        .map(sha -> new PatternItem.Example(sha, Links.commit(repository, sha)))
                        .toList());
    }

    /** What came since it was found, in a sentence; of a pattern only. */
    public String since() {
        return checked == null
                ? ""
                : PatternItem.since(
                        checked.failed(), checked.deployments(), checked.rate(), checked.baseRate(), "deployment");
    }

    /** Why it is no pattern yet. */
    public String missing() {
        return PatternItem.missing(needed, failed);
    }
}
