package io.rootops.core.outcome;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which commits a fix repaired: those that wrote the lines that it deletes or stands beside (Sliwerski, Zimmermann and
 * Zeller, MSR 2005). Lines vote for the commit that wrote them; one with a third of the votes is named, and of a change
 * that touches a bit of everything none is. Of those named the strongest alone is learned from. It reads no message.
 *
 * <p>The constants were chosen on 16,887 pairs that the developers of DPDK named; they are round numbers of a flat
 * optimum, and hold for the reverts of other projects.
 */
public final class Szz {
    /** Votes of a line of code that is gone. */
    static final int CODE = 4;

    /** Of brackets alone, and of code that was moved. */
    static final int LESSER = 2;

    /** Of a line next to inserted code. */
    static final int BESIDES = 1;

    /** A commit with one of so many equal shares of the votes is named. */
    static final int SHARES = 3;

    /** A change of more code files is no repair of one commit. */
    static final int MOST_FILES = 30;

    /** Further ones tell nothing. */
    static final int MOST_CANDIDATES = 10;

    private static final Comparator<Candidate> LIKELIEST = Comparator.<Candidate>comparingInt(it -> it.votes)
            .thenComparingLong(it -> it.writtenAt)
            .reversed()
            .thenComparing(it -> it.sha);

    private Szz() {}

    /**
     * The commits that are named, the strongest candidate as strong and others as weak, and hints at further ones; the
     * likeliest first: more votes, then written later, then the smaller sha.
     *
     * @param fix full sha of a commit that repairs something
     * @param fixedAt when it landed
     * @param lines that it deletes, and those beside its insertions
     */
    public static List<Outcome> outcomes(String fix, Instant fixedAt, List<DeletedLines> lines) {
        List<Candidate> candidates = candidates(lines);
        if (lines.stream().map(DeletedLines::path).distinct().count() > MOST_FILES) {
            return List.of();
        }
        int votes = candidates.stream().mapToInt(it -> it.votes).sum();
        boolean deletes = candidates.stream().anyMatch(it -> it.deleted);
        List<Outcome> outcomes = new ArrayList<>();
        for (Candidate it : candidates.subList(0, Math.min(candidates.size(), MOST_CANDIDATES))) {
            // Where nothing was deleted the lines on both sides of the insertions have to agree.
            boolean named = deletes ? it.votes * SHARES >= votes : it.votes * 2 > votes;
            Strength strength = !named ? Strength.HINT : outcomes.isEmpty() ? Strength.STRONG : Strength.WEAK;
            outcomes.add(new Outcome(it.sha, OutcomeSource.SZZ, strength, fixedAt, fix, it.codeLines, it.ranges()));
        }
        return outcomes;
    }

    /**
     * With the lines of its commit that the fix deletes, or stands beside: evidence only, as the fix names it anyway.
     *
     * @param outcome that the fix tells of
     * @param lines as in {@link #outcomes}
     */
    public static Outcome shown(Outcome outcome, List<DeletedLines> lines) {
        return candidates(lines).stream()
                .filter(it -> it.sha.equals(outcome.sha()))
                .findFirst()
                .map(it -> new Outcome(
                        outcome.sha(),
                        outcome.source(),
                        outcome.strength(),
                        outcome.knownAt(),
                        outcome.evidence(),
                        it.codeLines,
                        it.ranges()))
                .orElse(outcome);
    }

    private static List<Candidate> candidates(List<DeletedLines> lines) {
        Map<String, Candidate> byCommit = new HashMap<>();
        for (DeletedLines it : lines) {
            int votes = it.besides() ? BESIDES * it.codeLines() : CODE * it.codeLines() + LESSER * it.lesserLines();
            if (votes > 0) {
                byCommit.computeIfAbsent(it.origin(), sha -> new Candidate(sha, it.originAt()))
                        .add(it, votes);
            }
        }
        return byCommit.values().stream().sorted(LIKELIEST).toList();
    }

    private static final class Candidate {
        private final String sha;
        private final long writtenAt;
        private int votes;
        private int codeLines;
        private boolean deleted;
        private final List<LineRange> gone = new ArrayList<>();
        private final List<LineRange> beside = new ArrayList<>();

        Candidate(String sha, long writtenAt) {
            this.sha = sha;
            this.writtenAt = writtenAt;
        }

        void add(DeletedLines lines, int votes) {
            this.votes += votes;
            if (!lines.besides()) {
                deleted = true;
                codeLines += lines.codeLines();
            }
            (lines.besides() ? beside : gone).addAll(lines.ranges());
        }

        List<LineRange> ranges() {
            List<LineRange> all = deleted ? gone : beside;
            return all.subList(0, Math.min(all.size(), DeletedLines.MOST_RANGES));
        }
    }
}
