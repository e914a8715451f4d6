package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.risk.RangeRisk;
import io.rootops.dashboard.learning.ModelState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The risk of a range of commits, by the one definition in {@link RangeRisk}.
 *
 * @param from sha of the commit that it begins after
 * @param to sha of its last commit
 * @param commits in it, merges included
 * @param scoredCommits of them
 * @param probability that at least one of them will have to be fixed or reverted; null where none has a probability
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
        double share,
        boolean shareMeasured,
        List<CommitItem> riskiest) {
    private static final int SHOWN = 5;

    /** @param commits all of the range */
    public static RangeView of(
            String repository, String from, String to, ModelState model, RangeRisk risk, List<CommitItem> commits) {
        List<CommitItem> scored =
                commits.stream().filter(it -> it.percentile() != null).toList();
        double[] probabilities = commits.stream()
                .map(CommitItem::probability)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new RangeView(
                repository,
                from,
                to,
                Ranking.of(model),
                commits.size(),
                scored.size(),
                probabilities.length == 0 ? null : risk.probability(probabilities),
                risk.share(),
                !risk.equals(RangeRisk.INDEPENDENT),
                scored.stream()
                        .sorted(Comparator.comparing(RangeView::place)
                                .reversed()
                                .thenComparing(CommitItem::sha))
                        .limit(SHOWN)
                        .toList());
    }

    /** By probability; those without one come last, by percentile. */
    private static double place(CommitItem it) {
        return it.probability() != null ? 1 + it.probability() : it.percentile() == null ? 0 : it.percentile() / 100.0;
    }
}
