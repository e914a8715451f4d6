package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.pattern.FileChanges;
import io.rootops.core.pattern.Hotspot;
import io.rootops.core.pattern.Hotspots;
import io.rootops.core.pattern.PatternRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is changed now, and how often changing it went wrong.
 *
 * @param commits of the span, like the next four
 * @param linesTouched added and deleted
 * @param bad known to have gone wrong so far
 * @param meanPercentile 0 to 100; null: none has a score
 * @param judged all commits that ever touched it and whose outcome is known
 * @param judgedBad of them went wrong
 * @param low of the 95 % interval of the share of these; null: no outcome is known
 * @param high null like {@code low}
 * @param rate the same share, shrunk towards that of all files, 0 to 1
 * @param tone how the rate stands to that of all files
 * @param expectedBad commits of the span times the rate
 * @param page of the commits of the span
 */
public record HotspotItem(
        String path,
        int commits,
        long linesTouched,
        int bad,
        @Nullable Double meanPercentile,
        Instant lastChangedAt,
        int judged,
        int judgedBad,
        @Nullable Double low,
        @Nullable Double high,
        double rate,
        Tone tone,
        double expectedBad,
        String page) {

    /** Of a rate, beside that of all files. */
    public enum Tone {
        /** At or below it, or no commit is known to have gone wrong. */
        USUAL,
        RAISED,
        /** At least {@link PatternRule#RATIO} times as high. */
        HIGH;

        static Tone of(double rate, double base) {
            // A file of which nothing is known has the rate of all, but for rounding.
            return rate <= base * (1 + 1e-9) ? USUAL : rate < PatternRule.RATIO * base ? RAISED : HIGH;
        }
    }

    /** The worst of a week. */
    public static List<HotspotItem> worst(String repository, Hotspots hotspots, Week week, int most) {
        return hotspots.files().stream()
                .limit(most)
                .map(it -> of(
                        it,
                        hotspots.base().rate(),
                        Links.commits(repository, it.changes().path(), week)))
                .toList();
    }

    static HotspotItem of(Hotspot it, double base, String page) {
        FileChanges changes = it.changes();
        Interval interval = changes.past().interval();
        return new HotspotItem(
                changes.path(),
                changes.commits(),
                changes.linesTouched(),
                changes.bad(),
                changes.meanPercentile(),
                changes.lastChanged(),
                changes.past().known(),
                changes.past().bad(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                it.rate(),
                Tone.of(it.rate(), base),
                it.expectedBad(),
                page);
    }

    /** The last part of its path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** All of it in a sentence. */
    public String sentence() {
        return path + ": " + Shown.count(commits, "commit") + ", " + Shown.count(linesTouched, "line") + " touched, "
                + counts() + ", rate " + Shown.percent(rate);
    }

    /** What became of its past commits. */
    public String counts() {
        return judged == 0
                ? "no outcome known"
                : Shown.number(judgedBad) + " of " + Shown.number(judged) + " went wrong";
    }
}
