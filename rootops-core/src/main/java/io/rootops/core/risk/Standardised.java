package io.rootops.core.risk;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of transformed features, each with mean 0 and deviation 1 under the weights.
 *
 * @param values row-major
 * @param bad 1 where the row is
 */
record Standardised(
        List<Feature> features, double[] means, double[] deviations, double[] values, double[] bad, double[] weights) {

    /** The weights stand beside the rows, as the same rows weigh otherwise in a prior than alone. */
    static Standardised of(List<Feature> features, List<TrainingRow> rows, double[] weights) {
        int columns = features.size();
        double[] values = new double[rows.size() * columns];
        double[] bad = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            bad[row] = rows.get(row).bad() ? 1 : 0;
            Features commit = rows.get(row).features();
            for (int i = 0; i < columns; i++) {
                values[row * columns + i] = LogisticModel.transformed(commit.get(features.get(i)));
            }
        }
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        Arrays.fill(deviations, 1);
        Standardised result = new Standardised(features, means, deviations, values, bad, weights);
        for (int i = 0; i < columns; i++) {
            result.standardise(i);
        }
        return result;
    }

    int rows() {
        return bad.length;
    }

    int columns() {
        return means.length;
    }

    private void standardise(int column) {
        double total = 0;
        double sum = 0;
        for (int row = 0, at = column; row < rows(); row++, at += columns()) {
            if (!Double.isNaN(values[at])) {
                total += weights[row];
                sum += weights[row] * values[at];
            }
        }
        double mean = total > 0 ? sum / total : 0;
        double squares = 0;
        for (int row = 0, at = column; row < rows(); row++, at += columns()) {
            values[at] = Double.isNaN(values[at]) ? 0 : values[at] - mean;
            squares += weights[row] * values[at] * values[at];
        }
        double deviation = total > 0 ? Math.sqrt(squares / total) : 0;
        means[column] = mean;
        // A column that hardly varies says nothing; dividing by its rounding errors would make noise of it.
        if (deviation > 1e-9) {
            deviations[column] = deviation;
            for (int row = 0, at = column; row < rows(); row++, at += columns()) {
                values[at] /= deviation;
            }
        } else {
            for (int row = 0, at = column; row < rows(); row++, at += columns()) {
                values[at] = 0;
            }
        }
    }
}
