package io.rootops.core.suspect.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimizes a smooth function whose variables may not fall below a bound: projected limited-memory BFGS (Nocedal and Wright,
 * Numerical Optimization, 7.2; variables that lie on their bound and want to leave the region are held fixed in a step).
 */
final class BoundedLbfgs {
    private static final int MEMORY = 10;
    private static final int MOST_HALVINGS = 40;
    private static final double ARMIJO = 1e-4;
    private static final double STILL = 1e-9;

    private final double[] low;
    private final int steps;
    private final Deque<double[][]> pairs = new ArrayDeque<>();

    /** Value of the function; writes its gradient. */
    interface Objective {
        double at(double[] x, double[] gradient);
    }

    /** @param low bound of each variable, minus infinity: none */
    BoundedLbfgs(double[] low, int steps) {
        this.low = low;
        this.steps = steps;
    }

    double[] minimize(Objective objective, double[] start) {
        double[] x = projected(start);
        double[] gradient = new double[x.length];
        double value = objective.at(x, gradient);
        for (int step = 0; step < steps; step++) {
            boolean[] held = held(x, gradient);
            double[] direction = direction(gradient, held);
            if (dot(direction, gradient) >= 0) {
                pairs.clear();
                direction = direction(gradient, held);
            }
            double[] next = x;
            double[] nextGradient = new double[x.length];
            double nextValue = value;
            double length = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(direction, direction))) : 1;
            boolean lower = false;
            for (int halving = 0; halving < MOST_HALVINGS && !lower; halving++) {
                next = projected(moved(x, direction, length));
                nextValue = objective.at(next, nextGradient);
                lower = nextValue <= value + ARMIJO * dot(gradient, difference(next, x));
                length /= 2;
            }
            double[] moved = difference(next, x);
            if (!lower || dot(moved, moved) < STILL * STILL) {
                break;
            }
            remember(moved, difference(nextGradient, gradient));
            x = next;
            gradient = nextGradient.clone();
            value = nextValue;
        }
        return x;
    }

    private boolean[] held(double[] x, double[] gradient) {
        boolean[] held = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            held[i] = x[i] <= low[i] && gradient[i] > 0;
        }
        return held;
    }

    /** The two loops, on the variables that may move. */
    private double[] direction(double[] gradient, boolean[] held) {
        double[] direction = free(gradient, held);
        double[] alphas = new double[pairs.size()];
        int i = 0;
        for (double[][] pair : pairs) {
            double[] moved = free(pair[0], held);
            double[] turned = free(pair[1], held);
            double curvature = dot(moved, turned);
            if (curvature > 1e-12) {
                alphas[i] = dot(moved, direction) / curvature;
                add(direction, turned, -alphas[i]);
            }
            i++;
        }
        if (!pairs.isEmpty()) {
            double[] moved = free(pairs.getFirst()[0], held);
            double[] turned = free(pairs.getFirst()[1], held);
            double scale = dot(moved, turned) / Math.max(1e-12, dot(turned, turned));
            for (int k = 0; k < direction.length; k++) {
                direction[k] *= scale > 0 ? scale : 1;
            }
        }
        for (Iterator<double[][]> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            double[][] pair = oldest.next();
            i--;
            double[] moved = free(pair[0], held);
            double[] turned = free(pair[1], held);
            double curvature = dot(moved, turned);
            if (curvature > 1e-12) {
                add(direction, moved, alphas[i] - dot(turned, direction) / curvature);
            }
        }
        for (int k = 0; k < direction.length; k++) {
            direction[k] = -direction[k];
        }
        return direction;
    }

    private void remember(double[] moved, double[] turned) {
        if (dot(moved, turned) > 1e-12) {
            pairs.addFirst(new double[][] {moved, turned});
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    private double[] projected(double[] x) {
        double[] inside = x.clone();
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.max(low[i], inside[i]);
        }
        return inside;
    }

    private static double[] free(double[] x, boolean[] held) {
        double[] free = x.clone();
        for (int i = 0; i < free.length; i++) {
            free[i] = held[i] ? 0 : free[i];
        }
        return free;
    }

    private static double[] moved(double[] x, double[] direction, double length) {
        double[] moved = x.clone();
        add(moved, direction, length);
        return moved;
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = one.clone();
        add(difference, other, -1);
        return difference;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
