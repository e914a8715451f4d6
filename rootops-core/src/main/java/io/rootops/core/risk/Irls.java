package io.rootops.core.risk;

import java.util.Arrays;

/**
 * Fits a logistic regression with L2 on its weights by Newton's method (iteratively reweighted least squares). The
 * intercept is free. Rows may belong to groups, each with an intercept of its own under a ridge; these stand in a
 * diagonal block of the Hessian and are eliminated from each step, so many groups cost nothing.
 */
final class Irls {
    private static final double GROUP_RIDGE = 1;
    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-9;

    private final Standardised data;
    private final double l2;
    private final int[] group;
    private final int columns;
    /** Weights, then the intercept. */
    private final double[] shared;

    private final double[] own;
    private final double[] hessian;
    private final double[] gradient;
    private final double[] ownHessian;
    private final double[] ownGradient;
    private final double[] cross;

    /** @param group of each row, from 0 to below {@code groups}; without groups, {@code groups} is 0 */
    Irls(Standardised data, double l2, int[] group, int groups) {
        this.data = data;
        this.l2 = l2;
        this.group = group;
        this.columns = data.columns() + 1;
        this.shared = new double[columns];
        this.own = new double[groups];
        this.hessian = new double[columns * columns];
        this.gradient = new double[columns];
        this.ownHessian = new double[groups];
        this.ownGradient = new double[groups];
        this.cross = new double[groups * columns];
    }

    /** Weights, then the intercept; the groups' intercepts are left out. */
    double[] fit() {
        double loss = loss();
        for (int step = 0; step < MOST_STEPS; step++) {
            derive();
            double[] change = sharedChange();
            double[] ownChange = ownChange(change);
            double taken = 1;
            move(change, ownChange, taken);
            double after = loss();
            while (after > loss + SMALL && taken > 1e-6) {
                move(change, ownChange, -taken / 2);
                taken /= 2;
                after = loss();
            }
            loss = after;
            if (taken * largest(change) < SMALL && taken * largest(ownChange) < SMALL) {
                break;
            }
        }
        return shared;
    }

    private double logit(int row) {
        double logit = shared[columns - 1] + (own.length == 0 ? 0 : own[group[row]]);
        for (int i = 0, at = row * (columns - 1); i < columns - 1; i++, at++) {
            logit += shared[i] * data.values()[at];
        }
        return logit;
    }

    private double loss() {
        double loss = 0;
        for (int row = 0; row < data.rows(); row++) {
            double logit = logit(row);
            double softplus = Math.max(logit, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
            loss += data.weights()[row] * (softplus - data.bad()[row] * logit);
        }
        for (int i = 0; i < columns - 1; i++) {
            loss += l2 / 2 * shared[i] * shared[i];
        }
        for (double intercept : own) {
            loss += GROUP_RIDGE / 2 * intercept * intercept;
        }
        return loss;
    }

    private void derive() {
        Arrays.fill(hessian, 0);
        Arrays.fill(gradient, 0);
        Arrays.fill(cross, 0);
        Arrays.fill(ownHessian, GROUP_RIDGE);
        for (int g = 0; g < own.length; g++) {
            ownGradient[g] = -GROUP_RIDGE * own[g];
        }
        double[] x = new double[columns];
        x[columns - 1] = 1;
        for (int row = 0; row < data.rows(); row++) {
            System.arraycopy(data.values(), row * (columns - 1), x, 0, columns - 1);
            double probability = Logit.probability(logit(row));
            double weight = data.weights()[row];
            double residual = weight * (data.bad()[row] - probability);
            double curvature = weight * probability * (1 - probability);
            for (int i = 0; i < columns; i++) {
                gradient[i] += residual * x[i];
                double scaled = curvature * x[i];
                for (int j = 0, at = i * columns; j <= i; j++, at++) {
                    hessian[at] += scaled * x[j];
                }
            }
            if (own.length > 0) {
                ownGradient[group[row]] += residual;
                ownHessian[group[row]] += curvature;
                for (int i = 0, at = group[row] * columns; i < columns; i++, at++) {
                    cross[at] += curvature * x[i];
                }
            }
        }
        for (int i = 0; i < columns - 1; i++) {
            hessian[i * columns + i] += l2;
            gradient[i] -= l2 * shared[i];
        }
        // Keeps a step finite where every row is certain.
        hessian[columns * columns - 1] += SMALL;
    }

    private double[] sharedChange() {
        for (int g = 0; g < own.length; g++) {
            for (int i = 0; i < columns; i++) {
                double ratio = cross[g * columns + i] / ownHessian[g];
                gradient[i] -= ratio * ownGradient[g];
                for (int j = 0; j <= i; j++) {
                    hessian[i * columns + j] -= ratio * cross[g * columns + j];
                }
            }
        }
        double[] change = gradient.clone();
        Cholesky.solve(hessian, change);
        return change;
    }

    private double[] ownChange(double[] change) {
        double[] result = new double[own.length];
        for (int g = 0; g < own.length; g++) {
            double sum = ownGradient[g];
            for (int i = 0; i < columns; i++) {
                sum -= cross[g * columns + i] * change[i];
            }
            result[g] = sum / ownHessian[g];
        }
        return result;
    }

    private void move(double[] change, double[] ownChange, double by) {
        for (int i = 0; i < columns; i++) {
            shared[i] += by * change[i];
        }
        for (int g = 0; g < own.length; g++) {
            own[g] += by * ownChange[g];
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
