package io.rootops.dashboard.view;

import io.rootops.core.memory.ModelMemory;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import java.util.List;
import java.util.Locale;

/**
 * What the percentiles of a page rest on; stands wherever a percentile is shown.
 *
 * @param model {@code size} until a model has learned from outcomes; {@code mixed} over repositories that differ
 * @param modelNote the same for people
 * @param percentilesAmong the commits among which percentiles are places: {@code repository}, {@code public_projects} as
 *     long as it has too few, or {@code mixed}
 */
public record Ranking(String model, String modelNote, String percentilesAmong) {
    public static final Ranking BY_SIZE = of(ModelState.NOTHING_LEARNED);

    static Ranking of(ModelState state) {
        String note = state.population().note();
        return new Ranking(
                state.kind().name().toLowerCase(Locale.ROOT),
                note(state) + (note.isEmpty() ? "" : "; " + note),
                state.population().name().toLowerCase(Locale.ROOT));
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
        String among =
                different.stream().map(Ranking::percentilesAmong).distinct().count() > 1
                        ? "mixed"
                        : different.get(0).percentilesAmong();
        return states.stream().map(ModelState::kind).distinct().count() > 1
                ? new Ranking("mixed", "some repositories by size only, the others learned from outcomes", among)
                : new Ranking(different.get(0).model(), "in each repository by its own model", among);
    }

    public boolean learned() {
        return model.equals("learned");
    }

    public boolean amongPublicProjects() {
        return percentilesAmong.equals("public_projects");
    }

    /** What a percentile is, where there is room for a sentence. */
    public String meaning() {
        String of = switch (percentilesAmong) {
            case "repository" -> "its repository";
            case "public_projects" -> Population.PUBLIC_PROJECTS.words();
            default ->
                "its repository, or of " + Population.PUBLIC_PROJECTS.words() + " where fewer than " + ModelMemory.FEW
                        + " are scored";
        };
        String by = switch (model) {
            case "learned" -> ", by the probability that it will have to be fixed.";
            case "size" -> ". It says how large a change is, not how it will turn out.";
            default -> ", by its size where nothing is learned yet.";
        };
        return "The percentile is the place of a commit among the commits of " + of + by;
    }

    private static String note(ModelState state) {
        if (!state.readable()) {
            return "by a learned model that cannot be read now; it is learned again by itself";
        }
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
