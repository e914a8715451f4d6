package io.rootops.dashboard.view;

import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import java.util.List;
import java.util.Locale;

/**
 * What the percentiles of a page rest on; stands wherever a percentile is shown.
 *
 * @param model {@code size} until a model has learned from outcomes; {@code mixed} over repositories that differ
 * @param modelNote the same for people
 */
public record Ranking(String model, String modelNote) {
    public static final Ranking BY_SIZE = of(ModelState.NOTHING_LEARNED);

    static Ranking of(ModelState state) {
        return new Ranking(state.kind().name().toLowerCase(Locale.ROOT), note(state));
    }

    /** Of several repositories together. */
    public static Ranking of(List<ModelState> states) {
        List<Ranking> different = states.stream().map(Ranking::of).distinct().toList();
        if (different.isEmpty()) {
            return BY_SIZE;
        }
        if (different.size() == 1) {
            return different.get(0);
        }
        return states.stream().map(ModelState::kind).distinct().count() > 1
                ? new Ranking("mixed", "some repositories by size only, the others learned from outcomes")
                : new Ranking(different.get(0).model(), "in each repository by its own model");
    }

    public boolean learned() {
        return model.equals("learned");
    }

    private static String note(ModelState state) {
        if (state.kind() == RiskScore.Model.SIZE) {
            if (state.learnedAt() == null) {
                return "by size only; learning comes next";
            }
            return state.sizeBetter()
                    ? "by size only: lines changed rank better here than the learned score"
                    : "by size only: too few outcomes to learn from yet";
        }
        return state.knownBad() == 0
                ? "learned from other projects; too few outcomes here yet"
                : "learned from " + Shown.count(state.knownBad(), "outcome") + " here + prior";
    }
}
