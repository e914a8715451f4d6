package io.rootops.core.pattern;

import io.rootops.core.evaluate.LabelledCommit;
import java.time.Duration;
import java.time.Instant;

/** What one commit adds to each of its traits, worked out once. */
final class Contribution {
    private final LabelledCommit commit;
    private final int first;
    private final int window;
    private final float[] weight;
    private final float[] bad;
    private final boolean known;
    private final boolean knownBad;

    private Contribution(
            LabelledCommit commit,
            int first,
            int window,
            float[] weight,
            float[] bad,
            boolean known,
            boolean knownBad) {
        this.commit = commit;
        this.first = first;
        this.window = window;
        this.weight = weight;
        this.bad = bad;
        this.known = known;
        this.knownBad = knownBad;
    }

    /** A commit counts when it is as old as a clean one must be in training, and somebody could tell. */
    static Contribution of(LabelledCommit commit, Calendar calendar, Duration halfLife) {
        int moments = calendar.size();
        float[] weight = new float[moments];
        float[] bad = new float[moments];
        int first = calendar.after(commit.committedAt());
        for (int i = first; i < moments; i++) {
            Instant at = calendar.at(i);
            if (commit.judged(at)) {
                boolean wrong = commit.knownBad(at);
                double counts = calendar.weight(commit.committedAt(), i, halfLife) * (wrong ? commit.trust(at) : 1);
                weight[i] = (float) counts;
                bad[i] = wrong ? (float) counts : 0;
            }
        }
        Instant now = calendar.at(moments - 1);
        return new Contribution(
                commit, first, Math.min(first, moments - 1), weight, bad, commit.judged(now), commit.knownBad(now));
    }

    String sha() {
        return commit.sha();
    }

    Instant at() {
        return commit.committedAt();
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
