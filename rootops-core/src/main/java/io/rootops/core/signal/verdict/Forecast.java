package io.rootops.core.signal.verdict;

/** What a moment's past says of the change that comes by itself: recent means and the same time of earlier days. */
final class Forecast {
    private static final int DAYS = 7;

    private final double[] sums;
    private final int[] counts;
    private final double[] before;
    private final double[] after;
    private final int width;
    private final int day;

    /**
     * @param before medians of the windows before each step
     * @param after medians of the windows of {@code width} steps before each step
     * @param width steps of a window after a moment; less than a day
     * @param day steps of a day
     */
    Forecast(double[] y, double[] before, double[] after, int width, int day) {
        this.before = before;
        this.after = after;
        this.width = width;
        this.day = day;
        sums = new double[y.length + 1];
        counts = new int[y.length + 1];
        for (int i = 0; i < y.length; i++) {
            boolean measured = !Double.isNaN(y[i]);
            sums[i + 1] = sums[i] + (measured ? y[i] : 0);
            counts[i + 1] = counts[i] + (measured ? 1 : 0);
        }
    }

    /** Of what lies before the step, whose median before is measured. */
    double[] features(int s) {
        double base = before[s];
        double lastDay = mean(s, day, base);
        double yesterday = afterOr(s - day, lastDay);
        double[] changes = new double[DAYS];
        for (int k = 1; k <= DAYS; k++) {
            int then = s - k * day;
            changes[k - 1] = then < 0 ? Double.NaN : after[then + width] - before[then];
        }
        double change = Quartiles.median(changes);
        return new double[] {
            mean(s, 6, base) - base,
            mean(s, Math.max(6, day / 4), base) - base,
            lastDay - base,
            yesterday - base,
            afterOr(s - DAYS * day, yesterday) - base,
            beforeOr(s - day, lastDay) - base,
            Double.isNaN(change) ? 0 : change
        };
    }

    private double mean(int s, int steps, double otherwise) {
        int from = Math.max(0, s - steps);
        int count = counts[s] - counts[from];
        return count == 0 ? otherwise : (sums[s] - sums[from]) / count;
    }

    private double afterOr(int s, double otherwise) {
        return s < 0 || Double.isNaN(after[s + width]) ? otherwise : after[s + width];
    }

    private double beforeOr(int s, double otherwise) {
        return s < 0 || Double.isNaN(before[s]) ? otherwise : before[s];
    }
}
