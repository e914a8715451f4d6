package io.rootops.core.memory;

/** Arrays of numbers as jOOQ holds them. */
final class Reals {
    private Reals() {}

    static float[] unboxed(Float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static Float[] boxed(float[] values) {
        Float[] result = new Float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static double[] unboxed(Double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static Double[] boxed(double[] values) {
        Double[] result = new Double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
