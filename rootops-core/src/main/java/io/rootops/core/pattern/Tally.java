package io.rootops.core.pattern;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a trait, or of all commits, or of all deployments.
 *
 * <p>What was known at each moment, decayed; and what is known now of those that landed between two moments.
 */
final class Tally {
    private static final int MOST_EXAMPLES = 10;

    private final float[] commits;
    private final float[] bad;
    private final int[] landed;
    private final int[] landedBad;
    private final Deque<String> examples = new ArrayDeque<>();
    private Instant last = Instant.MIN;

    Tally(int moments) {
        commits = new float[moments];
        bad = new float[moments];
        landed = new int[moments];
        landedBad = new int[moments];
    }

    void add(Contribution it) {
        for (int i = it.first(); i < commits.length; i++) {
            commits[i] += it.weight(i);
            bad[i] += it.bad(i);
        }
        last = it.at();
        if (it.known()) {
            landed[it.window()]++;
        }
        if (it.known() && it.knownBad()) {
            landedBad[it.window()]++;
            example(it.sha());
        }
    }

    private void example(@Nullable String sha) {
        // The same commit may go live twice.
        if (sha != null && !examples.contains(sha)) {
            examples.addFirst(sha);
            if (examples.size() > MOST_EXAMPLES) {
                examples.removeLast();
            }
        }
    }

    /** Shas of some that went wrong, newest first. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    /** When the newest came, whatever its outcome. */
    Instant last() {
        return last;
    }

    double commits(int moment) {
        return commits[moment];
    }

    double bad(int moment) {
        return bad[moment];
    }

    /** What is known now of what landed from one moment to another, both as {@link Calendar} numbers them. */
    Count landed(int from, int to) {
        int n = 0;
        int wrong = 0;
        for (int i = from; i < to; i++) {
            n += landed[i];
            wrong += landedBad[i];
        }
        return new Count(n, wrong);
    }
}
