package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.verdict.CountTest;
import io.rootops.core.signal.verdict.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of messages on ten topics, which come in bursts and by the time of day, stand in for log lines: thinned to the
 * rates of logs. After a made-up deployment come, independently, as many events more as (factor - 1) times that rate brings,
 * whatever the hour is.
 */
final class CountEvaluation {
    private static final List<Double> RATES = List.of(0.02, 0.1, 0.5, 2.0, 10.0);
    private static final List<Integer> FACTORS = List.of(1, 5, 10);
    private static final String GROUP = "realTweets";

    private final long seed;
    private final int deployments;

    CountEvaluation(long seed, int deployments) {
        this.seed = seed;
        this.deployments = deployments;
    }

    CountFigures measure(List<LabelledSeries> all) {
        SortedMap<Double, Double> falseAlarms = new TreeMap<>();
        SortedMap<Double, SortedMap<Double, Double>> power = new TreeMap<>();
        for (double rate : RATES) {
            List<int[]> cells = all.parallelStream()
                    .filter(it -> it.group().equals(GROUP))
                    .map(it -> spoke(it, rate))
                    .toList();
            int asked = cells.stream().mapToInt(it -> it[FACTORS.size()]).sum();
            for (int f = 0; f < FACTORS.size(); f++) {
                int factor = f;
                double share = cells.stream().mapToInt(it -> it[factor]).sum() / (double) Math.max(1, asked);
                if (f == 0) {
                    falseAlarms.put(rate, share);
                } else {
                    power.computeIfAbsent((double) FACTORS.get(f), it -> new TreeMap<>())
                            .put(rate, share);
                }
            }
        }
        return new CountFigures(falseAlarms, power);
    }

    /** How often the test spoke by factor, and of how many deployments. */
    private int[] spoke(LabelledSeries series, double rate) {
        int[] spoke = new int[FACTORS.size() + 1];
        double[] counts = series.quiet();
        double kept = rate
                / Arrays.stream(counts)
                        .filter(it -> !Double.isNaN(it))
                        .average()
                        .orElse(0);
        if (!(kept <= 1)) {
            return spoke;
        }
        Random random = new Random(seed * 1_000_003 + series.name().hashCode() + Math.round(rate * 100));
        double[] thinned = Thinned.of(counts, kept, random);
        int steps = Look.EARLY_SIGN.steps();
        List<Integer> moments = new ArrayList<>(Moments.of(counts, series.step()));
        for (int i = 0; i < deployments && !moments.isEmpty(); i++) {
            int moment = moments.get(random.nextInt(moments.size()));
            spoke[FACTORS.size()]++;
            for (int f = 0; f < FACTORS.size(); f++) {
                double[] changed = thinned.clone();
                for (int s = moment; s < moment + steps; s++) {
                    changed[s] += Thinned.poisson((FACTORS.get(f) - 1) * rate, random);
                }
                boolean speaks = CountTest.rate(Series.of(Instant.EPOCH, series.step(), changed), moment, steps)
                        .filter(it -> it.speaks(Look.VERDICT.threshold()))
                        .isPresent();
                spoke[f] += speaks ? 1 : 0;
            }
        }
        return spoke;
    }
}
