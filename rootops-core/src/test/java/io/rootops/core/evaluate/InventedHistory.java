package io.rootops.core.evaluate;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.Logit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commits, one every six hours, that go wrong the more often the more lines they add; known about two months later. */
public final class InventedHistory {
    public static final Instant START = Instant.parse("2012-01-01T00:00:00Z");
    private static final Duration APART = Duration.ofHours(6);

    private InventedHistory() {}

    public static List<LabelledCommit> of(long seed, int count) {
        Random random = new Random(seed);
        List<LabelledCommit> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[Feature.values().length];
            for (Feature feature : Feature.values()) {
                values[feature.ordinal()] = (float) Math.floor(Math.exp(random.nextGaussian() + 1));
            }
            Features features = new Features(values);
            double logit = -4 + Math.log1p(features.get(Feature.LA)) * 1.5;
            boolean bad = random.nextDouble() < Logit.probability(logit);
            Instant at = START.plus(APART.multipliedBy(i));
            commits.add(
                    commit("sha" + i, at, features, bad ? at.plus(Duration.ofDays(1 + random.nextInt(120))) : null));
        }
        return commits;
    }

    public static LabelledCommit commit(String sha, Instant at, Features features, @Nullable Instant badKnownAt) {
        return LabelledCommit.of(sha, at, features, badKnownAt);
    }
}
