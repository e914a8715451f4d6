package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.suspicion.Finding;
import io.rootops.core.suspicion.LogRule;
import io.rootops.core.suspicion.Precision;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is found between deployments, in words. */
public final class SuspicionText {
    private static final long STEPS_OF_A_DAY = Duration.ofDays(1).dividedBy(LogRule.STEP);

    private SuspicionText() {}

    /** In one or two sentences. */
    public static String evidence(Finding it) {
        return switch (it.kind()) {
            case NEW_ERROR ->
                "An error that had not come for two weeks came " + Shown.count(Math.round(it.value()), "time") + ".";
            case SILENCE ->
                "No line for " + Shown.span(it.value()) + ", in which " + number(it.expected()) + " were expected."
                        + before(it, "was it silent for as long");
            case ERRORS_JUMP -> jump(it, "errors") + before(it, "did they rise as far");
            case TEMPLATE_JUMP -> jump(it, "errors of one kind") + before(it, "did they rise as far");
            case ERROR_SHARE_JUMP ->
                number(it.value()) + " errors in "
                        + LogRule.WINDOW.toMinutes() + " minutes, where as many lines usually have "
                        + number(it.expected()) + "." + before(it, "did their share rise as far");
            case METRIC -> metric(it);
        };
    }

    private static String jump(Finding it, String what) {
        return number(it.value()) + " " + what + " in " + LogRule.WINDOW.toMinutes() + " minutes, where "
                + number(it.expected()) + " were expected.";
    }

    private static String before(Finding it, String what) {
        Integer placebos = it.placebos();
        if (placebos == null || it.asLarge() == null) {
            return "";
        }
        boolean weekday = placebos >= 7 * STEPS_OF_A_DAY;
        return " At " + (it.asLarge() == 0 ? "none" : Shown.number(it.asLarge())) + " of "
                + Shown.number(placebos) + " earlier times " + what + "."
                + (weekday ? "" : " This weekday is not in the history yet.");
    }

    private static String metric(Finding it) {
        MetricKind kind = it.metric();
        if (kind == null || it.expected() == null) {
            return "";
        }
        return Shown.word(kind) + " was " + MetricText.value(kind, it.value()) + "; the median of the day before was "
                + MetricText.value(kind, it.expected()) + ".";
    }

    private static String number(@Nullable Double number) {
        return number == null ? "–" : Shown.decimal(number < 10 ? Math.round(number * 10) / 10.0 : Math.rint(number));
    }

    /** "Of 12 such alarms that people answered 3 were confirmed: 25 %, 95 % interval 9–53 %." */
    public static String precision(Precision it) {
        if (it.answered() == 0) {
            return "No answer to such an alarm yet.";
        }
        Interval interval = Interval.ofShare(it.confirmed(), it.answered());
        return String.format(
                Locale.ENGLISH,
                "Of %s that people answered, %s %s confirmed: %.0f %%, 95 %% interval %.0f–%.0f %%.",
                Shown.count(it.answered(), "such alarm"),
                Shown.number(it.confirmed()),
                it.confirmed() == 1 ? "was" : "were",
                100.0 * it.confirmed() / it.answered(),
                100 * interval.low(),
                100 * interval.high());
    }
}
