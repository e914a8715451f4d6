package io.rootops.core.evaluate.suspect;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first five candidates of an incident, in the softmax of the scores of all.
 *
 * @param first share of the first, 0 to 1
 * @param five share of the five together, 0 to 1
 */
record TopFive(double first, double five, boolean firstIsCause, boolean causeAmongFive) {
    private static final int SHOWN = 5;

    static TopFive of(MeasuredIncident incident, double[] scores) {
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(it -> -scores[it]).thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        double most = scores[order.get(0)];
        double all = 0;
        for (double score : scores) {
            all += Math.exp(score - most);
        }
        double five = 0;
        for (int place : order) {
            five += Math.exp(scores[place] - most) / all;
        }
        return new TopFive(
                1 / all,
                Math.min(1, five),
                incident.isCause(order.get(0)),
                order.stream().anyMatch(incident::isCause));
    }
}
