package io.rootops.core.signal.verdict;

/** Ridge regression on standardised features, by its normal equations. */
final class Ridge {
    /** Features that never change, or hardly, say nothing; dividing by their spread would make them say much. */
    private static final double LEAST_SPREAD = 1e-9;

    private final double[] means;
    private final double[] spreads;
    private final double[] weights;
    private final double intercept;

    private Ridge(double[] means, double[] spreads, double[] weights, double intercept) {
        this.means = means;
        this.spreads = spreads;
        this.weights = weights;
        this.intercept = intercept;
    }

    /**
     * @param rows at least one; all of the same length
     * @param targets one a row
     * @param penalty on the squares of the weights of standardised features, above 0; the intercept has none
     */
    static Ridge fit(double[][] rows, double[] targets, double penalty) {
        int width = rows[0].length;
        int count = rows.length;
        double[] means = new double[width];
        double[] spreads = new double[width];
        double intercept = 0;
        for (int i = 0; i < count; i++) {
            intercept += targets[i] / count;
            for (int j = 0; j < width; j++) {
                means[j] += rows[i][j] / count;
            }
        }
        for (double[] row : rows) {
            for (int j = 0; j < width; j++) {
                spreads[j] += (row[j] - means[j]) * (row[j] - means[j]) / count;
            }
        }
        for (int j = 0; j < width; j++) {
            double spread = Math.sqrt(spreads[j]);
            spreads[j] = spread < LEAST_SPREAD ? Double.POSITIVE_INFINITY : spread;
        }
        double[][] left = new double[width][width];
        double[] right = new double[width];
        double[] scaled = new double[width];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                scaled[j] = (rows[i][j] - means[j]) / spreads[j];
            }
            for (int j = 0; j < width; j++) {
                right[j] += scaled[j] * (targets[i] - intercept);
                for (int k = 0; k <= j; k++) {
                    left[j][k] += scaled[j] * scaled[k];
                }
            }
        }
        for (int j = 0; j < width; j++) {
            left[j][j] += penalty;
        }
        return new Ridge(means, spreads, solve(left, right), intercept);
    }

    double predict(double[] row) {
        double sum = intercept;
        for (int j = 0; j < row.length; j++) {
            sum += weights[j] * (row[j] - means[j]) / spreads[j];
        }
        return sum;
    }

    /** By Cholesky; the penalty makes the matrix positive definite. Reads the lower triangle. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                for (int i = j; i < n; i++) {
                    matrix[i][j] -= matrix[i][k] * matrix[j][k];
                }
            }
            double root = Math.sqrt(matrix[j][j]);
            for (int i = j; i < n; i++) {
                matrix[i][j] /= root;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
