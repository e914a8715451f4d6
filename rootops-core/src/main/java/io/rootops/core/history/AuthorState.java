package io.rootops.core.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is known of an author when the next commit of theirs comes. */
final class AuthorState {
    private static final int RECENT = 2000;
    private static final double YEAR = 365.25 * 86_400;

    final int id;
    private int commits;
    private long lastCommit = Long.MIN_VALUE;

    /** Times of the last commits, a ring. */
    private long[] recent = new long[4];

    private final Map<String, Integer> bySubsystem = new HashMap<>();

    AuthorState(int id) {
        this.id = id;
    }

    int commits() {
        return commits;
    }

    /** Each of the last 2,000 commits weighted by 1 / (1 + its age in years). */
    double recentCommits(long now) {
        double sum = 0;
        int count = Math.min(commits, RECENT);
        for (int i = 0; i < count; i++) {
            sum += 1 / (1 + Math.max(0, now - recent[i]) / YEAR);
        }
        return sum;
    }

    int commitsIn(String subsystem) {
        return bySubsystem.getOrDefault(subsystem, 0);
    }

    /** Days since the last commit; -1: this is the first. */
    double daysSinceLast(long now) {
        return commits == 0 ? -1 : Math.max(0, now - lastCommit) / 86_400.0;
    }

    void commit(long time, Set<String> subsystems) {
        if (commits >= recent.length && recent.length < RECENT) {
            recent = Arrays.copyOf(recent, Math.min(RECENT, recent.length * 2));
        }
        recent[commits % RECENT] = time;
        commits++;
        lastCommit = Math.max(lastCommit, time);
        for (String subsystem : subsystems) {
            bySubsystem.merge(subsystem, 1, Integer::sum);
        }
    }
}
