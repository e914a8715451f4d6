package io.rootops.core.risk;

import java.util.Arrays;

/** The value of each {@link Feature} of one commit; raw, not transformed. */
public final class Features {
    private final float[] values;

    /**
     * @param values one per {@link Feature}, in its order; taken over, not copied
     * @throws IllegalArgumentException when the count differs
     */
    public Features(float[] values) {
        if (values.length != Feature.values().length) {
            throw new IllegalArgumentException(values.length + " feature values; expected " + Feature.values().length);
        }
        this.values = values;
    }

    /** The value; 0 where it is not known: NaN or infinite. */
    public float known(Feature feature) {
        float value = get(feature);
        return Float.isFinite(value) ? value : 0;
    }

    public float get(Feature feature) {
        return values[feature.ordinal()];
    }

    /** A copy, in the order of {@link Feature}. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Feature feature : Feature.values()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(feature.id())
                    .append('=')
                    .append(get(feature));
        }
        return text.toString();
    }
}
