package io.rootops.core.suspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ranks the commits that were running when an incident was seen by how likely they caused it. The same for the same input;
 * equal scores go to the newer commit. Safe for use by several threads.
 */
public final class SuspectRanker {
    private static final int SHOWN = 5;

    private final SuspectModel model;

    public SuspectRanker(SuspectModel model) {
        this.model = model;
    }

    /**
     * @param candidates none but these are ranked
     * @param at time of the running revision, or of the incident
     * @param ownership of lines at the running revision; empty: not known (yet), and the weights for that case count
     * @param most how many suspects are wanted
     */
    public SuspectRanking rank(
            Candidates candidates, SuspectQuery query, Instant at, Optional<LineOwnership> ownership, int most) {
        FeatureTable table = FeatureTable.of(candidates, query, at, ownership);
        SuspectModel.Part part = model.part(ownership.isPresent());
        SuspectWeights weights = part.weights(query.traced());
        double[] scores = scores(table, weights);
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(it -> scores[it])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(Math.max(most, SHOWN))
                .toList();
        List<Integer> shown = order.subList(0, Math.min(most, order.size()));
        EvidenceWords words = new EvidenceWords(table, query, ownership, shown);
        List<Suspect> suspects = new ArrayList<>();
        for (int place : shown) {
            suspects.add(
                    new Suspect(candidates.sha(place), suspects.size() + 1, scores[place], words.of(place, weights)));
        }
        double share = share(scores, order);
        return new SuspectRanking(
                suspects,
                candidates.size(),
                ownership.isPresent(),
                query.traced(),
                share,
                part.five().of(share));
    }

    static double[] scores(FeatureTable table, SuspectWeights weights) {
        double[] scores = new double[table.candidates().size()];
        weights.values().forEach((feature, weight) -> {
            for (int place = 0; place < scores.length; place++) {
                scores[place] += weight * table.value(feature, place);
            }
        });
        return scores;
    }

    /** Of the first five, in the softmax over all candidates. */
    private static double share(double[] scores, List<Integer> order) {
        if (order.isEmpty()) {
            return 0;
        }
        double most = scores[order.get(0)];
        double all = 0;
        for (double score : scores) {
            all += Math.exp(score - most);
        }
        double first = order.stream()
                .limit(SHOWN)
                .mapToDouble(it -> Math.exp(scores[it] - most))
                .sum();
        return first / all;
    }
}
