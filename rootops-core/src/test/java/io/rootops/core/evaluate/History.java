package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Invented commits, evenly spread over five years, with outcomes and scores as wished. */
final class History {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final long SECONDS = Duration.ofDays(5 * 365).toSeconds();

    interface Scoring {
        double score(boolean bad, Random random);
    }

    interface ScoringAt {
        double score(boolean bad, double share, Random random);
    }

    private final int count;
    private int oneIn = 10;
    private int windowDays = 182;
    private int delayDays = 100;
    private long seed = 42;
    private ScoringAt scoring = (bad, share, random) -> random.nextGaussian();
    private Scoring churn = (bad, random) -> 10;

    History(int count) {
        this.count = count;
    }

    History badOneIn(int commits) {
        oneIn = commits;
        return this;
    }

    History windowDays(int days) {
        windowDays = days;
        return this;
    }

    /** The longest of them. */
    History delayDays(int days) {
        delayDays = days;
        return this;
    }

    History seed(long wanted) {
        seed = wanted;
        return this;
    }

    History score(Scoring wanted) {
        scoring = (bad, share, random) -> wanted.score(bad, random);
        return this;
    }

    History scoreAt(ScoringAt wanted) {
        scoring = wanted;
        return this;
    }

    History churn(Scoring wanted) {
        churn = wanted;
        return this;
    }

    List<HeldOut> commits() {
        Random random = new Random(seed);
        List<HeldOut> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = START.plusSeconds(SECONDS * i / count);
            boolean bad = i % oneIn == 0;
            double logit = scoring.score(bad, (double) i / count, random);
            commits.add(new HeldOut(
                    String.format("%040x", i),
                    at,
                    (int) (Duration.between(START, at).toDays() / windowDays),
                    logit,
                    0,
                    1 / (1 + Math.exp(-logit)),
                    (int) churn.score(bad, random),
                    5,
                    bad ? at.plus(Duration.ofDays(1 + random.nextInt(delayDays))) : null,
                    bad ? (i / oneIn % 2 == 0 ? OutcomeSource.SZZ : OutcomeSource.REVERT) : null,
                    bad ? String.format("%040x", i + 1) : null,
                    false));
        }
        return commits;
    }

    static HeldOut commit(String sha, Instant at, int window, double logit, @Nullable Instant badKnownAt) {
        return new HeldOut(
                sha,
                at,
                window,
                logit,
                logit,
                1 / (1 + Math.exp(-logit)),
                10,
                5,
                badKnownAt,
                badKnownAt == null ? null : OutcomeSource.SZZ,
                badKnownAt == null ? null : "fix",
                false);
    }

    static HeldOut with(HeldOut it, double logit) {
        return new HeldOut(
                it.sha(),
                it.committedAt(),
                it.window(),
                logit,
                it.priorLogit(),
                it.probability(),
                it.churn(),
                it.heuristicV1(),
                it.badKnownAt(),
                it.source(),
                it.evidence(),
                it.shown());
    }
}
