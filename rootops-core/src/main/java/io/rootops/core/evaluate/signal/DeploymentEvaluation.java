package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.verdict.Judged;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes up deployments at random times of real series, at which nothing was deployed, and asks the rule of the product
 * what it says: as they are, and with the values after multiplied. A verdict reads nothing later than its look.
 */
public final class DeploymentEvaluation {
    /** Of each series: with the 47 of the benchmark 11,280. */
    private static final int DEPLOYMENTS = 240;

    private static final int SERVICES = 4_000;
    private static final int METRICS = 4;
    private static final List<Integer> SIZES = List.of(4, 20, 100);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double UNLIKELY = 0.05;
    private static final int DOUBLED = Placebo.FACTORS.indexOf(2.0);

    private final long seed;
    private final int deployments;

    /** @param seed of the times and of who is in a service; the same seed gives the same figures */
    public DeploymentEvaluation(long seed) {
        this(seed, DEPLOYMENTS);
    }

    /** @param deployments that are made up in each series */
    public DeploymentEvaluation(long seed, int deployments) {
        this.seed = seed;
        this.deployments = deployments;
    }

    /** Of the series of the real groups. */
    public DeploymentFigures measure(List<LabelledSeries> all) {
        List<LabelledSeries> real = all.stream().filter(LabelledSeries::isReal).toList();
        List<List<Placebo>> placebos = IntStream.range(0, real.size())
                .parallel()
                .mapToObj(i -> placebos(i, real.get(i)))
                .toList();
        List<Placebo> each = placebos.stream().flatMap(List::stream).toList();
        Map<Look, Rates> looks = new EnumMap<>(Look.class);
        for (Look look : Look.values()) {
            looks.put(look, rates(each, look));
        }
        List<List<Placebo>> usable = IntStream.range(0, real.size())
                .filter(i -> ofServices(real.get(i)) && !placebos.get(i).isEmpty())
                .mapToObj(placebos::get)
                .toList();
        SortedMap<Integer, Map<Look, Double>> bySize = new TreeMap<>();
        for (int size : SIZES) {
            bySize.put(size, alarms(usable, size / METRICS));
        }
        return new DeploymentFigures(
                seed,
                real.size(),
                each.size(),
                looks,
                share(each, it -> it.judged(0, Look.VERDICT).p() <= UNLIKELY),
                alarms(usable, 1),
                twoOfService(usable),
                bySize,
                new CountEvaluation(seed, deployments).measure(real));
    }

    private List<Placebo> placebos(int number, LabelledSeries series) {
        double[] quiet = series.quiet();
        List<Integer> moments = Moments.of(quiet, series.step());
        if (moments.isEmpty()) {
            return List.of();
        }
        Series even = Series.of(Instant.EPOCH, series.step(), quiet);
        Random random = new Random(seed * 1_000_003 + series.name().hashCode());
        return Stream.generate(() -> moments.get(random.nextInt(moments.size())))
                .limit(deployments)
                .map(it -> Placebo.at(number, even, it))
                .toList();
    }

    /** Every five minutes, and more often above 0 than not. */
    private static boolean ofServices(LabelledSeries series) {
        double[] sorted =
                series.samples().stream().mapToDouble(it -> it.value()).sorted().toArray();
        return series.step().equals(STEP) && sorted[sorted.length / 2] > 0;
    }

    private static Rates rates(List<Placebo> placebos, Look look) {
        SortedMap<Double, Double> power = new TreeMap<>();
        for (int f = 1; f < Placebo.FACTORS.size(); f++) {
            int factor = f;
            power.put(Placebo.FACTORS.get(f), share(placebos, it -> speaks(List.of(List.of(it)), factor, 1, look)));
        }
        return new Rates(share(placebos, it -> speaks(List.of(List.of(it)), 0, 0, look)), power);
    }

    private static double share(List<Placebo> placebos, Predicate<Placebo> which) {
        return placebos.stream().filter(which).count() / (double) Math.max(1, placebos.size());
    }

    /** How often at least one service speaks, of deployments of so many. */
    private Map<Look, Double> alarms(List<List<Placebo>> series, int services) {
        Random random = new Random(seed * 31 + services);
        Map<Look, Double> spoke = new EnumMap<>(Look.class);
        for (int i = 0; i < SERVICES; i++) {
            List<List<Placebo>> deployment = Stream.generate(() -> service(series, random))
                    .limit(services)
                    .toList();
            for (Look look : Look.values()) {
                spoke.merge(look, speaks(deployment, 0, 0, look) ? 1.0 / SERVICES : 0, Double::sum);
            }
        }
        return spoke;
    }

    private double twoOfService(List<List<Placebo>> series) {
        Random random = new Random(seed * 31 + 17);
        int found = 0;
        for (int i = 0; i < SERVICES; i++) {
            found += speaks(List.of(service(series, random)), DOUBLED, 2, Look.VERDICT) ? 1 : 0;
        }
        return found / (double) SERVICES;
    }

    /** Metrics of different series; all of them where there are too few. */
    private static List<Placebo> service(List<List<Placebo>> series, Random random) {
        List<List<Placebo>> drawn = new ArrayList<>();
        while (drawn.size() < Math.min(METRICS, series.size())) {
            List<Placebo> next = series.get(random.nextInt(series.size()));
            if (drawn.stream().noneMatch(it -> it == next)) {
                drawn.add(next);
            }
        }
        return drawn.stream().map(it -> it.get(random.nextInt(it.size()))).toList();
    }

    /**
     * Whether the rule speaks of any service.
     *
     * @param factor place in the list of factors
     * @param changed of how many metrics of the first service the values after are multiplied by it
     */
    private static boolean speaks(List<List<Placebo>> services, int factor, int changed, Look look) {
        for (int s = 0; s < services.size(); s++) {
            List<Placebo> metrics = services.get(s);
            int multiplied = s == 0 ? changed : 0;
            if (look != Look.FINAL) {
                if (speaks(metrics, factor, multiplied, look, look.threshold(), services.size())) {
                    return true;
                }
                continue;
            }
            long agreeing = Arrays.stream(Look.values())
                    .filter(it -> speaks(metrics, factor, multiplied, it, look.threshold(), services.size()))
                    .count();
            if (agreeing >= Look.AGREEING) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaks(
            List<Placebo> metrics, int factor, int multiplied, Look look, double threshold, int services) {
        List<Judged> judged = IntStream.range(0, metrics.size())
                .mapToObj(i -> metrics.get(i).judged(i < multiplied ? factor : 0, look))
                .filter(it -> it.shift() != null)
                .toList();
        return !judged.isEmpty()
                && !new Rule(look, threshold).speaking(judged, services).isEmpty();
    }
}
