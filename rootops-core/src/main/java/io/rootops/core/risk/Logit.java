package io.rootops.core.risk;

/** Log-odds of probabilities; by {@link StrictMath}, so that a score is the same bit for bit on every machine. */
public final class Logit {
    /** No model is surer than 1 in 10,000. */
    static final double LARGEST = StrictMath.log((1 - 1e-4) / 1e-4);

    private Logit() {}

    /** The logit of a probability, which is held within 0.0001 and 0.9999. */
    public static double of(double probability) {
        double held = Math.max(1e-4, Math.min(1 - 1e-4, probability));
        return StrictMath.log(held / (1 - held));
    }

    /** The probability, 0 to 1, of a logit. */
    public static double probability(double logit) {
        if (logit >= 0) {
            return 1 / (1 + StrictMath.exp(-logit));
        }
        double odds = StrictMath.exp(logit);
        return odds / (1 + odds);
    }

    /** The logit held within those of 0.0001 and 0.9999. */
    static double clipped(double logit) {
        return Math.max(-LARGEST, Math.min(LARGEST, logit));
    }
}
