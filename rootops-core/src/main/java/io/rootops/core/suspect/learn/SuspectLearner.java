package io.rootops.core.suspect.learn;

import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectWeights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Learns weights by listwise softmax: the mean over incidents of -ln(chance of their causes), and a penalty on what lies far
 * from the prior, with no weight of evidence below 0.
 */
public final class SuspectLearner {
    /** Half the usual notation's lambda of .01; between .01 and .03 the figures are equal. */
    private static final double PENALTY = 0.005;

    private static final int STEPS = 80;

    private final List<SuspectFeature> features;
    private final double penalty;

    /** @param features that are learned, in the order of the rows; the others count nothing */
    public SuspectLearner(List<SuspectFeature> features) {
        this(features, PENALTY);
    }

    private SuspectLearner(List<SuspectFeature> features, double penalty) {
        this.features = List.copyOf(features);
        this.penalty = penalty;
    }

    /** From nothing. */
    public SuspectWeights learn(List<LabelledRanking> incidents) {
        return learn(incidents, new SuspectWeights(Map.of()), 1);
    }

    /**
     * From what is known.
     *
     * @param prior weights that stand while nothing speaks against them
     * @param strength how many times as much as in learning from nothing they hold on to it
     */
    public SuspectWeights learn(List<LabelledRanking> incidents, SuspectWeights prior, double strength) {
        if (incidents.isEmpty()) {
            return prior;
        }
        double[] center = features.stream().mapToDouble(prior::of).toArray();
        double[] low = features.stream()
                .mapToDouble(it -> it.evidence() ? 0 : Double.NEGATIVE_INFINITY)
                .toArray();
        double[] weights = new BoundedLbfgs(low, STEPS)
                .minimize((x, gradient) -> loss(incidents, x, gradient, center, penalty * strength), center);
        Map<SuspectFeature, Double> learned = new EnumMap<>(SuspectFeature.class);
        for (int i = 0; i < weights.length; i++) {
            learned.put(features.get(i), weights[i]);
        }
        return new SuspectWeights(learned);
    }

    private static double loss(
            List<LabelledRanking> incidents, double[] weights, double[] gradient, double[] center, double penalty) {
        double value = 0;
        for (int k = 0; k < weights.length; k++) {
            double away = weights[k] - center[k];
            value += penalty * away * away;
            gradient[k] = 2 * penalty * away;
        }
        for (LabelledRanking incident : incidents) {
            value += loss(incident, weights, gradient, 1.0 / incidents.size());
        }
        return value;
    }

    private static double loss(LabelledRanking incident, double[] weights, double[] gradient, double share) {
        double[][] rows = incident.rows();
        double[] scores = new double[rows.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.length; i++) {
            scores[i] = incident.offsets()[i];
            for (int k = 0; k < weights.length; k++) {
                scores[i] += weights[k] * rows[i][k];
            }
            most = Math.max(most, scores[i]);
        }
        double all = 0;
        double causes = 0;
        for (int i = 0; i < rows.length; i++) {
            scores[i] = Math.exp(scores[i] - most);
            all += scores[i];
            causes += incident.causes()[i] ? scores[i] : 0;
        }
        causes = Math.max(causes, Double.MIN_NORMAL);
        for (int i = 0; i < rows.length; i++) {
            double pull = scores[i] / all - (incident.causes()[i] ? scores[i] / causes : 0);
            for (int k = 0; k < weights.length; k++) {
                gradient[k] += share * pull * rows[i][k];
            }
        }
        return -share * Math.log(causes / all);
    }
}
