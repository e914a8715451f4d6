package io.rootops.core.suspect;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The scores of candidates by their rank: the highest first, of equal ones the newer, which has the lower place. */
public final class RankedScores {
    private final double[] scores;
    private final List<Integer> order;

    /** @param scores by the places of the candidates, the newest first */
    public RankedScores(double[] scores) {
        this.scores = scores;
        this.order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(it -> scores[it])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The places of the first ones, as many as there are. */
    public List<Integer> first(int most) {
        return order.subList(0, Math.min(most, order.size()));
    }

    double of(int place) {
        return scores[place];
    }

    /** What the first ones have in the softmax of all, 0 to 1; 0 where there is none. */
    public double share(int first) {
        if (order.isEmpty()) {
            return 0;
        }
        double most = scores[order.get(0)];
        double all = 0;
        for (double score : scores) {
            all += Math.exp(score - most);
        }
        double sum = 0;
        for (int place : first(first)) {
            sum += Math.exp(scores[place] - most);
        }
        return Math.min(1, sum / all);
    }
}
