package io.rootops.core.signal.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the metrics of one service are enough to speak, of all that a deployment is judged by. The more are judged, the
 * more of them look bad by chance, and a rank among some 4,000 placebos has a floor of .00025 that no division by a
 * hundred gets below. Three ways to speak, the first two of a metric alone:
 *
 * <ol>
 *   <li>p * n^(3/2) <= t with the gate for one metric, of n metrics judged in all: Bonferroni, and more for the tail of p
 *   <li>p <= .02, and every value after lies beyond every value before: what chance does at one moment in some 1,700. From
 *       60 minutes on; in half an hour it does so more often. Of more than twenty metrics, twice as far
 *   <li>two metrics with p <= 5 t / sqrt(services), t at most .02, whose gate rises with the services: their metrics
 *       depend on one another, so that two are less than twice one
 * </ol>
 *
 * t is the threshold of the look.
 */
public final class Rule {
    private static final double VERDICT = Look.VERDICT.threshold();
    private static final int FEW_METRICS = 20;
    private static final double FAR = 2;
    private static final int FEW_SERVICES = 5;

    private final Look look;
    private final double threshold;

    /** @param threshold of the look, or the wider one of which two looks have to agree */
    public Rule(Look look, double threshold) {
        this.look = look;
        this.threshold = threshold;
    }

    /**
     * Which of a service's metrics speak, the least likely first; empty where none may.
     *
     * @param metrics all of the service that could be judged; others have as many
     * @param services how many the deployment is judged by, at least 1
     */
    public List<Judged> speaking(List<Judged> metrics, int services) {
        List<Judged> agreeing = metrics.stream()
                .filter(it ->
                        it.full(together(services)) && it.p() <= 5 * Math.min(threshold, VERDICT) / Math.sqrt(services))
                .sorted(Comparator.comparingDouble(Judged::p))
                .toList();
        if (agreeing.size() >= 2) {
            return agreeing;
        }
        double divided = threshold / Math.pow(metrics.size() * services, 1.5);
        Stream<Judged> alone = metrics.stream()
                .filter(it -> (it.full(Shift.Gate.ALONE) && it.p() <= divided)
                        || (look != Look.EARLY_SIGN && it.p() <= VERDICT && separated(it, metrics.size() * services)));
        return alone.sorted(Comparator.comparingDouble(Judged::p)).toList();
    }

    private static boolean separated(Judged judged, int metrics) {
        Shift shift = judged.shift();
        return shift != null
                && judged.full(Shift.Gate.ALONE)
                && (metrics <= FEW_METRICS ? shift.separation() > 1 : shift.separation() >= FAR);
    }

    private static Shift.Gate together(int services) {
        if (services == 1) {
            return Shift.Gate.TOGETHER;
        }
        return new Shift.Gate(services <= FEW_SERVICES ? 0.8 : 0.95, 0.15);
    }
}
