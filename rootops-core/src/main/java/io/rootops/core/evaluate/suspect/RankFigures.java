package io.rootops.core.evaluate.suspect;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How high the causes stand.
 *
 * @param n incidents
 * @param mrr mean of 1 / rank, 0 to 1
 * @param acc1 share of incidents whose cause ranks first; likewise the others: among the first three, five, ten
 */
public record RankFigures(int n, double mrr, double acc1, double acc3, double acc5, double acc10) {

    /** @param ranks from 1 */
    static RankFigures of(List<Integer> ranks) {
        return new RankFigures(
                ranks.size(),
                ranks.stream().mapToDouble(it -> 1.0 / it).average().orElse(0),
                share(ranks, 1),
                share(ranks, 3),
                share(ranks, 5),
                share(ranks, 10));
    }

    /** Of several measurements of the same incidents; at least one. */
    static RankFigures mean(List<RankFigures> several) {
        return new RankFigures(
                several.get(0).n(),
                mean(several, RankFigures::mrr),
                mean(several, RankFigures::acc1),
                mean(several, RankFigures::acc3),
                mean(several, RankFigures::acc5),
                mean(several, RankFigures::acc10));
    }

    private static double mean(List<RankFigures> several, ToDoubleFunction<RankFigures> figure) {
        return several.stream().mapToDouble(figure).average().orElse(0);
    }

    private static double share(List<Integer> ranks, int within) {
        return ranks.stream().mapToDouble(it -> it <= within ? 1 : 0).average().orElse(0);
    }
}
