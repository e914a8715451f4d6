package io.rootops.core.dora;

import io.rootops.core.evaluate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Quantiles of times that come in clusters, as commits that go live together have waited together. The interval draws whole
 * clusters anew (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 3.8), the same ones each time.
 */
final class ClusteredTimes {
    private static final int DRAWS = 500;
    private static final long SEED = 1;

    private record Time(double seconds, int cluster) {}

    private final List<Time> ascending = new ArrayList<>();
    private final int clusters;

    /** @param clusters of seconds; empty ones count for nothing */
    ClusteredTimes(List<double[]> clusters) {
        int number = 0;
        for (double[] it : clusters) {
            if (it.length > 0) {
                int cluster = number++;
                Arrays.stream(it).forEach(seconds -> ascending.add(new Time(seconds, cluster)));
            }
        }
        this.clusters = number;
        ascending.sort(Comparator.comparingDouble(Time::seconds));
    }

    /** @param share 0.5 for the median */
    Figure quantile(double share) {
        if (ascending.isEmpty()) {
            return new Figure(0, null, null);
        }
        int[] once = new int[clusters];
        Arrays.fill(once, 1);
        return new Figure(ascending.size(), at(share, once), clusters < Figure.FEW ? null : interval(share));
    }

    private Interval interval(double share) {
        Random random = new Random(SEED);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] times = new int[clusters];
            for (int i = 0; i < clusters; i++) {
                times[random.nextInt(clusters)]++;
            }
            drawn[draw] = at(share, times);
        }
        Arrays.sort(drawn);
        return Interval.ofSorted(drawn);
    }

    /** The least that at least this share of all is not above; the middle of two where it falls between them. */
    private double at(double share, int[] times) {
        long total = ascending.stream().mapToLong(it -> times[it.cluster()]).sum();
        double wanted = share * total;
        long passed = 0;
        double below = -1;
        for (Time it : ascending) {
            passed += times[it.cluster()];
            if (below >= 0 && times[it.cluster()] > 0) {
                return (below + it.seconds()) / 2;
            }
            if (passed == wanted) {
                below = it.seconds();
            } else if (passed > wanted) {
                return it.seconds();
            }
        }
        return below;
    }
}
