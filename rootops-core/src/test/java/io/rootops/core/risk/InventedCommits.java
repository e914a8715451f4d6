package io.rootops.core.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commits whose risk grows with their size and with earlier fixes of the files. */
final class InventedCommits {
    static final Instant START = Instant.parse("2015-01-01T00:00:00Z");

    private final Random random;

    InventedCommits(long seed) {
        this.random = new Random(seed);
    }

    Features features() {
        float[] values = new float[Feature.values().length];
        for (Feature feature : Feature.learned()) {
            values[feature.ordinal()] = (float) Math.floor(Math.exp(random.nextGaussian() * 1.5 + 1));
        }
        values[Feature.FIX.ordinal()] = random.nextInt(2);
        values[Feature.ISREVERT.ordinal()] = 0;
        return new Features(values);
    }

    /** A commit a day. */
    List<TrainingRow> rows(int count) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Features features = features();
            double logit =
                    -2.5 + 0.6 * Math.log1p(features.get(Feature.LA)) + 0.3 * Math.log1p(features.get(Feature.FFIX180));
            boolean bad = random.nextDouble() < Logit.probability(logit);
            rows.add(new TrainingRow(START.plus(Duration.ofDays(i)), features, bad, 1));
        }
        return rows;
    }

    static Features with(Features features, Feature feature, float value) {
        float[] values = features.toArray();
        values[feature.ordinal()] = value;
        return new Features(values);
    }
}
