package io.rootops.core.signal.anomaly;

import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.rootops.core.signal.Sample;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series at five-minute steps: a random cut forest (Guha et al., ICML 2016) with a threshold that it learns
 * by itself, and guards for what it finds too often. One setting for all series. It has no state worth storing: after a
 * restart it is shown the last days again. Not safe for threads.
 */
public final class AnomalyDetector {
    private static final int SHINGLE = 4;
    private static final int TREES = 30;
    private static final int SAMPLE = 256;
    private static final double ANOMALY_RATE = 0.005;

    /** The same values give the same answers, also after a restart. */
    private static final long SEED = 1;

    /** Findings barely over the threshold are as often noise. */
    private static final double LEAST_GRADE = 0.5;

    /** A tenth of a percent can be an anomaly of a flat series, and nobody needs to know. */
    private static final double LEAST_CHANGE = 0.2;

    private static final int DAY = 288;

    /** So many steps after a finding are the same story. */
    private static final int QUIET = 100;

    private final ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .anomalyRate(ANOMALY_RATE)
            .autoAdjust(true)
            .transformMethod(TransformMethod.NONE)
            .randomSeed(SEED)
            .build();
    private final RollingMedian usual = new RollingMedian(DAY);
    private @Nullable Instant last;
    private long steps;
    private long quietUntil;

    /**
     * The next value. One that is not later than the last, or not measured, is passed over.
     *
     * @return an anomaly where a new one begins
     */
    public Optional<Anomaly> next(Sample sample) {
        double value = sample.value();
        if (!Float.isFinite((float) value) || (last != null && !sample.at().isAfter(last))) {
            return Optional.empty();
        }
        last = sample.at();
        double grade = forest.process(new double[] {value}, steps).getAnomalyGrade();
        double median = usual.value();
        usual.add(value);
        long step = steps++;
        if (grade < LEAST_GRADE
                || !(Math.abs(value - median) >= LEAST_CHANGE * Math.abs(median))
                || step < quietUntil) {
            return Optional.empty();
        }
        quietUntil = step + QUIET;
        return Optional.of(new Anomaly(sample.at(), value, median, grade));
    }
}
