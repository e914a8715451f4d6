package io.rootops.core.pattern;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one adds to each of its traits, worked out once. */
final class Contribution {
    private final Observed observed;
    private final int first;
    private final int window;
    private final float[] weight;
    private final float[] bad;
    private final boolean known;
    private final boolean knownBad;

    private Contribution(
            Observed observed, int first, int window, float[] weight, float[] bad, boolean known, boolean knownBad) {
        this.observed = observed;
        this.first = first;
        this.window = window;
        this.weight = weight;
        this.bad = bad;
        this.known = known;
        this.knownBad = knownBad;
    }

    /** It counts as soon as it is old enough, and somebody could tell. */
    static Contribution of(Observed observed, Calendar calendar, Duration halfLife) {
        int moments = calendar.size();
        float[] weight = new float[moments];
        float[] bad = new float[moments];
        int first = calendar.after(observed.at());
        for (int i = first; i < moments; i++) {
            Instant at = calendar.at(i);
            if (observed.judged(at)) {
                boolean wrong = observed.knownBad(at);
                double counts = calendar.weight(observed.at(), i, halfLife) * (wrong ? observed.trust(at) : 1);
                weight[i] = (float) counts;
                bad[i] = wrong ? (float) counts : 0;
            }
        }
        Instant now = calendar.at(moments - 1);
        return new Contribution(
                observed,
                first,
                Math.min(first, moments - 1),
                weight,
                bad,
                observed.judged(now),
                observed.knownBad(now));
    }

    @Nullable
    String sha() {
        return observed.sha();
    }

    Instant at() {
        return observed.at();
    }

    int first() {
        return first;
    }

    /** The moment before which it landed, and not before the one before that. */
    int window() {
        return window;
    }

    float weight(int moment) {
        return weight[moment];
    }

    float bad(int moment) {
        return bad[moment];
    }

    boolean known() {
        return known;
    }

    boolean knownBad() {
        return knownBad;
    }
}
