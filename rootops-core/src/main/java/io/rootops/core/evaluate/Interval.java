package io.rootops.core.evaluate;

/** Where a figure may truly lie, with a confidence of 95 %. */
public record Interval(double low, double high) {
    private static final double TAIL = 0.025;

    /** From what resampling gave, in ascending order. */
    public static Interval ofSorted(double[] ascending) {
        return new Interval(at(ascending, TAIL), at(ascending, 1 - TAIL));
    }

    /** Of a share of {@code count} in {@code total} by Wilson's score; total above 0. */
    public static Interval ofShare(int count, int total) {
        double z = 1.96;
        double share = (double) count / total;
        double middle = share + z * z / (2 * total);
        double reach = z * Math.sqrt(share * (1 - share) / total + z * z / (4.0 * total * total));
        double scale = 1 + z * z / total;
        return new Interval(Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    private static double at(double[] ascending, double share) {
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
