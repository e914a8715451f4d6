package io.rootops.dashboard.view;

import io.rootops.core.risk.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a part of the score adds to the probability. In logits the parts add up exactly; in percent each has its share of
 * the whole way from the base to the probability.
 *
 * @param from where its bar begins, 0 to 1
 * @param to where its bar ends, 0 to 1
 */
public record Contribution(String code, String text, double logit, double from, double to) {
    static List<Contribution> of(double base, List<Reason> reasons, double probability) {
        List<Contribution> all = new ArrayList<>();
        double start = 1 / (1 + Math.exp(-base));
        double way = reasons.stream().mapToDouble(Contribution::points).sum();
        // Where raising and lowering cancel there is no way to share out; the slope there does instead.
        double scale = Math.abs(way) < 1e-6 ? probability * (1 - probability) : (probability - start) / way;
        double at = start;
        for (Reason reason : reasons) {
            double next = at + points(reason) * scale;
            all.add(new Contribution(reason.code(), reason.text(), points(reason), at, next));
            at = next;
        }
        return all;
    }

    /** "≈ +11 points": of a hundred. */
    public String points() {
        double points = 100 * (to - from);
        if (Math.abs(points) < 0.05) {
            return "≈ 0";
        }
        String number = String.format(Locale.ENGLISH, Math.abs(points) < 10 ? "%+.1f" : "%+.0f", points);
        return "≈ " + number.replace('-', '−');
    }

    /** To two decimals. */
    public static String logit(double logit) {
        return String.format(Locale.ENGLISH, "%+.2f", logit).replace('-', '−');
    }

    public String title() {
        return switch (code) {
            case "size" -> "Size and content";
            case "files_history" -> "Past of its files";
            case "message" -> "Message";
            default -> Shown.word(code.replace('_', ' '));
        };
    }

    public boolean raises() {
        return to >= from;
    }

    public double left() {
        return Math.max(0, Math.min(from, to));
    }

    public double width() {
        return Math.abs(to - from);
    }

    private static double points(Reason reason) {
        Double points = reason.points();
        return points == null ? 0 : points;
    }
}
