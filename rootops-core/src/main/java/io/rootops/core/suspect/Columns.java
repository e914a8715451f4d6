package io.rootops.core.suspect;

import java.util.Arrays;

/** Arithmetic on columns of numbers, one a candidate. */
final class Columns {
    private Columns() {}

    /** Divided by the largest; as they are where none is above 0. */
    static double[] relative(double[] column) {
        double most = Arrays.stream(column).max().orElse(0);
        return most > 0 ? Arrays.stream(column).map(it -> it / most).toArray() : column;
    }

    static double[] mean(double[]... columns) {
        double[] mean = new double[columns[0].length];
        for (double[] column : columns) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += column[i] / columns.length;
            }
        }
        return mean;
    }

    static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    static double[] scaled(double[] column, double by) {
        return Arrays.stream(column).map(it -> it * by).toArray();
    }
}
