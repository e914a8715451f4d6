package io.rootops.dashboard.view;

import io.rootops.core.risk.RiskScore;
import java.util.Locale;

/**
 * What the percentiles of a page rest on; stands wherever a percentile is shown.
 *
 * @param model {@code size} until a model has learned from outcomes
 * @param modelNote the same for people
 */
public record Ranking(String model, String modelNote) {
    public static final Ranking BY_SIZE = of(RiskScore.Model.SIZE);

    static Ranking of(RiskScore.Model model) {
        String note = switch (model) {
            case SIZE -> "by size only; learning comes next";
            case LEARNED -> "learned from outcomes";
        };
        return new Ranking(model.name().toLowerCase(Locale.ROOT), note);
    }
}
