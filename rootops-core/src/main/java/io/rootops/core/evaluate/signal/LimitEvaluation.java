package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Sample;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.limit.Filling;
import io.rootops.core.signal.limit.LimitForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Asks for forecasts of a limit that is a quarter above what a real series ever was before: as it is, and with a rise added that
 * reaches the limit at a known time. A forecast reads nothing later than its moment.
 */
public final class LimitEvaluation {
    private static final Duration STEP = Duration.ofHours(1);
    private static final int HISTORY = 14 * 24;
    private static final int FEWEST = 3 * 24;
    private static final int FUTURE = 3 * 24;
    private static final double ROOM = 1.25;
    private static final List<Integer> HOURS = List.of(12, 24, 48, 96);
    /** Rises that are added to each series, for each time that they take. */
    private static final int RISES = 20;

    private final long seed;

    /** @param seed of the times of rises; the same seed gives the same figures */
    public LimitEvaluation(long seed) {
        this.seed = seed;
    }

    /** Of the series of the real groups that last a week at least. */
    public LimitFigures measure(List<LabelledSeries> all) {
        List<Hourly> real = all.stream()
                .filter(LabelledSeries::isReal)
                .map(Hourly::of)
                .filter(it -> it.values().length >= FEWEST + HOURS.get(HOURS.size() - 1))
                .toList();
        List<LimitFigures.AsIs> asIs =
                real.parallelStream().map(LimitEvaluation::asIs).toList();
        SortedMap<Integer, LimitFigures.Filling> filling = new TreeMap<>();
        for (int hours : HOURS) {
            filling.put(
                    hours,
                    summary(real.parallelStream()
                            .flatMap(it -> rises(it, hours).stream())
                            .toList()));
        }
        return new LimitFigures(
                real.size(),
                real.stream().mapToInt(it -> it.values().length).sum() / (7.0 * 24),
                new LimitFigures.AsIs(
                        asIs.stream().mapToInt(LimitFigures.AsIs::episodes).sum(),
                        asIs.stream().mapToInt(LimitFigures.AsIs::reached).sum()),
                filling);
    }

    private static LimitFigures.AsIs asIs(Hourly series) {
        int episodes = 0;
        int reached = 0;
        boolean shown = false;
        double[] values = series.values();
        Filling filling = filling(values);
        for (int end = FEWEST; end <= values.length; end++) {
            double limit = limit(values, end);
            boolean now = filling.forecast(end, limit).isPresent();
            if (now && !shown) {
                int from = end;
                episodes++;
                reached += IntStream.range(from, Math.min(values.length, from + FUTURE))
                                .anyMatch(i -> values[i] >= limit)
                        ? 1
                        : 0;
            }
            shown = now;
        }
        return new LimitFigures.AsIs(episodes, reached);
    }

    private List<Optional<Foretold>> rises(Hourly series, int hours) {
        Random random = new Random(seed * 1_000_003 + series.name().hashCode() * 31L + hours);
        List<Optional<Foretold>> rises = new ArrayList<>();
        for (int i = 0; i < RISES; i++) {
            int begin = FEWEST + random.nextInt(series.values().length - hours - FEWEST + 1);
            rises.add(rise(series.values(), begin, hours));
        }
        return rises;
    }

    /** A rise from its begin on, so fast that the usual value would be at the limit after so many hours. */
    private static Optional<Foretold> rise(double[] before, int begin, int hours) {
        double limit = limit(before, begin);
        double[] usual = Arrays.stream(before, Math.max(0, begin - HISTORY), begin)
                .filter(it -> !Double.isNaN(it))
                .sorted()
                .toArray();
        double slope = (limit - usual[usual.length / 2]) / hours;
        double[] values = before.clone();
        int reached = -1;
        for (int i = begin; i < values.length; i++) {
            values[i] += slope * (i - begin + 1);
            reached = reached < 0 && values[i] >= limit ? i : reached;
        }
        if (reached < 0) {
            reached = Math.min(values.length, begin + hours);
        }
        Filling filling = filling(values);
        for (int end = begin + 1; end <= reached; end++) {
            Optional<LimitForecast> first = filling.forecast(end, limit);
            if (first.isPresent()) {
                return Optional.of(new Foretold(reached - end + 1, first.get()));
            }
        }
        return Optional.empty();
    }

    private static double limit(double[] values, int end) {
        return ROOM
                * Arrays.stream(values, Math.max(0, end - HISTORY), end)
                        .filter(it -> !Double.isNaN(it))
                        .max()
                        .orElse(1);
    }

    private static Filling filling(double[] values) {
        return new Filling(Series.of(Instant.EPOCH, STEP, values));
    }

    private static LimitFigures.Filling summary(List<Optional<Foretold>> rises) {
        List<Foretold> foretold = rises.stream().flatMap(Optional::stream).toList();
        return new LimitFigures.Filling(
                rises.size(),
                foretold.size(),
                median(foretold.stream().mapToDouble(Foretold::hours)),
                median(foretold.stream().mapToDouble(Foretold::error)),
                foretold.stream().filter(Foretold::isWithin).count() / (double) Math.max(1, foretold.size()));
    }

    /** NaN of none. */
    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /**
     * The first forecast of a rise.
     *
     * @param hours until the limit was reached
     */
    private record Foretold(int hours, LimitForecast forecast) {
        double error() {
            return Math.abs(forecast.expected().toSeconds() / 3600.0 - hours) / hours;
        }

        /** To the hour, which is all that is known of when it was reached. */
        boolean isWithin() {
            Duration left = STEP.multipliedBy(hours);
            Duration latest = forecast.latest();
            return forecast.soonest().minus(STEP).compareTo(left) <= 0
                    && (latest == null || latest.plus(STEP).compareTo(left) >= 0);
        }
    }

    /** Medians an hour. */
    private record Hourly(String name, double[] values) {
        static Hourly of(LabelledSeries series) {
            List<Sample> samples = series.samples();
            TreeMap<Long, List<Double>> hours = new TreeMap<>();
            for (Sample sample : samples) {
                hours.computeIfAbsent(sample.at().getEpochSecond() / STEP.toSeconds(), hour -> new ArrayList<>())
                        .add(sample.value());
            }
            double[] values = new double[(int) (hours.lastKey() - hours.firstKey()) + 1];
            Arrays.fill(values, Double.NaN);
            hours.forEach((hour, its) -> {
                its.sort(null);
                values[(int) (hour - hours.firstKey())] = its.get(its.size() / 2);
            });
            return new Hourly(series.name(), values);
        }
    }
}
