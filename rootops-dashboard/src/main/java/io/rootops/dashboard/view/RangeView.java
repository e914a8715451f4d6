package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.RiskLevel;
import io.rootops.dashboard.learning.ModelState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The risk of a range of commits, by the one definition in {@link RangeRisk}.
 *
 * @param from sha of the commit that it begins after
 * @param to sha of its last commit
 * @param commits in it, merges included
 * @param scoredCommits of them
 * @param probability that at least one of them will have to be fixed or reverted; null where none has a probability
 * @param percentile of a single commit as risky as the range is, or as large where nothing is learned; null with score and
 *     level where none of the commits has a score
 * @param provisional the code of some could not be fetched, so that the forge's list of their files is all that is known
 * @param share what each commit after the riskiest adds of its own risk
 * @param shareMeasured on replayed ranges of this history; false: it tells too little, and commits count as independent
 * @param riskiest of them, riskiest first
 */
public record RangeView(
        String repository,
        String from,
        String to,
        @JsonUnwrapped Ranking ranking,
        int commits,
        int scoredCommits,
        @Nullable Double probability,
        @Nullable Double score,
        @Nullable Integer percentile,
        @Nullable RiskLevel level,
        boolean provisional,
        double share,
        boolean shareMeasured,
        List<CommitItem> riskiest) {
    private static final int SHOWN = 5;

    /**
     * Gathers it.
     *
     * @param places the percentile of a probability, or of lines changed where that is null; empty where none is known
     * @param commits all of the range
     */
    public static RangeView of(
            String repository,
            String from,
            String to,
            ModelState model,
            RangeRisk risk,
            BiFunction<@Nullable Double, Long, OptionalDouble> places,
            List<CommitItem> commits) {
        List<CommitItem> scored =
                commits.stream().filter(it -> it.percentile() != null).toList();
        double[] probabilities = commits.stream()
                .map(CommitItem::probability)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Double probability = probabilities.length == 0 ? null : risk.probability(probabilities);
        Integer percentile = scored.isEmpty() ? null : percentile(scored, probability, places);
        return new RangeView(
                repository,
                from,
                to,
                Ranking.of(model),
                commits.size(),
                scored.size(),
                probability,
                percentile == null ? null : percentile / 10.0,
                percentile,
                percentile == null ? null : RiskLevel.of(percentile),
                scored.stream().anyMatch(CommitItem::listed),
                risk.share(),
                !risk.equals(RangeRisk.INDEPENDENT),
                scored.stream()
                        .sorted(Comparator.comparing(RangeView::place)
                                .reversed()
                                .thenComparing(CommitItem::sha))
                        .limit(SHOWN)
                        .toList());
    }

    /** Never less than that of its riskiest commit, and of a single one just that. */
    private static int percentile(
            List<CommitItem> scored,
            @Nullable Double probability,
            BiFunction<@Nullable Double, Long, OptionalDouble> places) {
        int riskiest = scored.stream()
                .mapToInt(it -> Objects.requireNonNull(it.percentile()))
                .max()
                .orElse(0);
        if (scored.size() == 1) {
            return riskiest;
        }
        long lines = scored.stream()
                .mapToLong(it -> it.linesAdded() + it.linesDeleted())
                .sum();
        OptionalDouble place = places.apply(probability, lines);
        return place.isPresent() ? Math.max(riskiest, (int) place.getAsDouble()) : riskiest;
    }

    /** By probability; those without one come last, by percentile. */
    private static double place(CommitItem it) {
        return it.probability() != null ? 1 + it.probability() : it.percentile() == null ? 0 : it.percentile() / 100.0;
    }
}
