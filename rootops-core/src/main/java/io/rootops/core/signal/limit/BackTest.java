package io.rootops.core.signal.limit;

import java.util.Arrays;

/**
 * How earlier forecasts of a series turned out that were like one that is made now, each of which knew what was measured before it
 * only.
 *
 * @param errors of those forecasts, ascending: how much higher it came
 * @param stays mean absolute error of "stays as now" at the same steps
 */
record BackTest(double[] errors, double stays) {
    /** Of neighbouring steps, which tell almost the same: fewer are no test. */
    private static final int FEWEST = 8;

    private static final double BETTER = 0.6;
    private static final double TAIL = 0.1;

    static final class Builder {
        private final double[] errors;
        private double stays;
        private int count;

        /** @param most that will be added */
        Builder(int most) {
            errors = new double[most];
        }

        void add(double came, double forecast, double before) {
            errors[count++] = came - forecast;
            stays += Math.abs(came - before);
        }

        BackTest done() {
            double[] sorted = Arrays.copyOf(errors, count);
            Arrays.sort(sorted);
            return new BackTest(sorted, stays / Math.max(1, count));
        }
    }

    /** Mean absolute error of the forecasts over that of "stays as now"; NaN: there were none. */
    double ratio() {
        return Arrays.stream(errors).map(Math::abs).average().orElse(Double.NaN) / stays;
    }

    /** Whether they are worth showing. */
    boolean isBetter() {
        return errors.length >= FEWEST && ratio() <= BETTER;
    }

    /** A tenth of them came lower; 0 or less. */
    double low() {
        return Math.min(0, errors[(int) Math.floor(TAIL * (errors.length - 1))]);
    }

    /** A tenth of them came higher; 0 or more. */
    double high() {
        return Math.max(0, errors[(int) Math.ceil((1 - TAIL) * (errors.length - 1))]);
    }
}
