package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ServiceLogs;
import io.rootops.core.suspicion.LogRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Watches counts of messages on ten topics, which come in bursts and by the time of day, as if they were log lines: thinned to
 * the rates of logs, and looked at every five minutes. All that is said of them is a false alarm. Then changes of one
 * hour are made up.
 */
public final class SuspicionEvaluation {
    private static final List<Double> ERRORS = List.of(0.1, 0.5, 2.0, 10.0);
    private static final List<Double> LINES = List.of(2.0, 10.0, 30.0);
    private static final List<Double> FACTORS = List.of(5.0, 10.0, 20.0);
    private static final double SILENT = 0;
    /** A step, beside the errors, so that there are enough. */
    private static final double OTHER_LINES = 50;

    private static final String GROUP = "realTweets";
    /** Looked at every step, as long as a made-up change lasts. */
    private static final int HOUR = 12;

    private static final int WEEK = 7 * 288;
    private static final ServiceName SERVICE = new ServiceName("service", "");

    private final long seed;
    private final int changes;

    /** @param changes made up in each series, at each rate */
    public SuspicionEvaluation(long seed, int changes) {
        this.seed = seed;
        this.changes = changes;
    }

    public SuspicionFigures measure(List<LabelledSeries> all) {
        List<LabelledSeries> series =
                all.stream().filter(it -> it.group().equals(GROUP)).toList();
        SortedMap<Double, SuspicionFigures.Alarms> errors = new TreeMap<>();
        ERRORS.forEach(rate -> errors.put(rate, alarms(series, rate, FACTORS)));
        SortedMap<Double, SuspicionFigures.Alarms> silence = new TreeMap<>();
        LINES.forEach(rate -> silence.put(rate, alarms(series, rate, List.of(SILENT))));
        double weeks = series.stream()
                .mapToDouble(it -> Moments.of(it.quiet(), it.step()).size() / (double) WEEK)
                .sum();
        return new SuspicionFigures(errors, silence, weeks);
    }

    private SuspicionFigures.Alarms alarms(List<LabelledSeries> all, double rate, List<Double> factors) {
        List<Watched> watched = all.parallelStream()
                .map(it -> watch(it, rate, factors))
                .filter(it -> it.steps() > 0)
                .toList();
        int alarms = watched.stream().mapToInt(Watched::alarms).sum();
        int steps = watched.stream().mapToInt(Watched::steps).sum();
        int made = watched.stream().mapToInt(Watched::changes).sum();
        SortedMap<Double, Double> found = new TreeMap<>();
        for (int f = 0; f < factors.size(); f++) {
            int factor = f;
            found.put(
                    factors.get(f),
                    watched.stream().mapToInt(it -> it.found()[factor]).sum() / (double) Math.max(1, made));
        }
        return new SuspicionFigures.Alarms(alarms * (double) WEEK / Math.max(1, steps), found, made);
    }

    private record Watched(int steps, int alarms, int changes, int[] found) {}

    private Watched watch(LabelledSeries series, double rate, List<Double> factors) {
        double[] quiet = series.quiet();
        double mean =
                Arrays.stream(quiet).filter(it -> !Double.isNaN(it)).average().orElse(0);
        int[] found = new int[factors.size()];
        if (mean < rate) {
            return new Watched(0, 0, 0, found);
        }
        Random random = new Random(seed * 1_000_003 + series.name().hashCode() + Math.round(rate * 100));
        double[] counts = Thinned.of(quiet, rate / mean, random);
        List<Integer> moments = new ArrayList<>(Moments.of(quiet, series.step()));
        boolean silence = factors.contains(SILENT);
        int alarms = 0;
        int last = -HOUR;
        for (int moment : moments) {
            if (speaks(series, counts, moment, silence)) {
                alarms += moment - last > HOUR ? 1 : 0;
                last = moment;
            }
        }
        for (int i = 0; i < changes && !moments.isEmpty(); i++) {
            int moment = moments.get(random.nextInt(moments.size()));
            for (int f = 0; f < factors.size(); f++) {
                double factor = factors.get(f);
                DoubleUnaryOperator change =
                        factor == SILENT ? it -> 0 : it -> it + Thinned.poisson((factor - 1) * rate, random);
                double[] changed = counts.clone();
                for (int s = moment; s < moment + HOUR; s++) {
                    changed[s] = change.applyAsDouble(changed[s]);
                }
                for (int s = moment + 1; s <= moment + HOUR; s++) {
                    if (speaks(series, changed, s, silence)) {
                        found[f]++;
                        break;
                    }
                }
            }
        }
        return new Watched(moments.size(), alarms, changes, found);
    }

    private static boolean speaks(LabelledSeries series, double[] counts, int end, boolean silence) {
        int from = Math.max(0, end - (int) LogRule.HISTORY.dividedBy(series.step()));
        double[] until = Arrays.copyOfRange(counts, from, end);
        Series events = Series.of(Instant.EPOCH, LogRule.STEP, until);
        Series lines = silence
                ? events
                : Series.of(
                        Instant.EPOCH,
                        LogRule.STEP,
                        Arrays.stream(until).map(it -> it + OTHER_LINES).toArray());
        Instant now = Instant.EPOCH.plus(LogRule.STEP.multipliedBy(until.length));
        LogRule rule = new LogRule(SERVICE, new ServiceLogs(lines, events, List.of(), Instant.EPOCH, null), now);
        return silence ? rule.silence().isPresent() : !rule.errors().isEmpty();
    }
}
