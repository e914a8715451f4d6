package io.rootops.core.engine;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.RankingArea;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a new model may take the place of the present one: only if it ranks the newest judged commits better, and
 * those whose outcome somebody stated no worse. For this both are made without these commits: the new one of what is
 * known now, the present one of what was known when it was learned, each on its own prior. So neither remembers the
 * answers.
 */
final class Comparison {
    /** The newest commits, back to so many bad ones: enough to tell, and few, so that what came lately is compared. */
    private static final int BAD = 30;

    /** Of all judged commits: the others have to teach. */
    private static final double MOST = 0.5;

    /** Bad ones and others, or the ranking of the slice is chance. */
    private static final int LEAST_TO_WIN = 15;

    /** What somebody stated is not given up for being rare. */
    private static final int LEAST_TO_LOSE = 1;

    private final Prior prior;
    private final Training training;

    /** @param prior of the new model */
    Comparison(Prior prior, Training training) {
        this.prior = prior;
        this.training = training;
    }

    /** AUC of the two on the same commits. */
    private record Result(int commits, double present, double candidate) {}

    /**
     * Why the present one stays; empty: the new one may take its place.
     *
     * @param commits by commit time
     */
    Optional<String> against(Present present, List<LabelledCommit> commits, Instant now) {
        List<LabelledCommit> judged =
                commits.stream().filter(it -> it.judged(now)).toList();
        List<LabelledCommit> newest = newest(judged, now);
        Optional<Result> all = compared(present, commits, newest, LEAST_TO_WIN, now);
        // What other projects teach gives way by weight: the first own outcomes count little. And a newer prior has
        // proved itself on public projects, before it was shipped.
        if (all.isEmpty() && present.model().own() != null && samePrior(present)) {
            return Optional.of("there are too few outcomes yet to tell whether it ranks better than the one in use.");
        }
        if (all.isPresent() && all.get().candidate() <= all.get().present()) {
            return Optional.of(
                    sentence("it ranks %d of the newest commits whose outcome is known no better", all.get()));
        }
        // What somebody stated is rare, so this reaches back farther, where there is enough before that to learn from.
        return compared(present, commits, newest(stated(judged, now), now), LEAST_TO_LOSE, now)
                .or(() -> compared(present, commits, stated(newest, now), LEAST_TO_LOSE, now))
                .filter(it -> it.candidate() < it.present())
                .map(it -> sentence("it ranks %d of the newest commits, reverts and named culprits, worse", it));
    }

    private static List<LabelledCommit> stated(List<LabelledCommit> judged, Instant now) {
        return judged.stream()
                .filter(it -> !it.knownBad(now) || it.source() != OutcomeSource.SZZ)
                .toList();
    }

    /** Empty where fewer than so many of the slice are bad, or are not, or nothing but the prior is there to compare. */
    private Optional<Result> compared(
            Present present, List<LabelledCommit> commits, List<LabelledCommit> slice, int least, Instant now) {
        long bad = slice.stream().filter(it -> it.knownBad(now)).count();
        if (bad < least || slice.size() - bad < least) {
            return Optional.empty();
        }
        Instant begin = slice.get(0).committedAt();
        List<LabelledCommit> before = commits.stream()
                .takeWhile(it -> it.committedAt().isBefore(begin))
                .toList();
        LearnedModel candidate = new Learner(prior, training).unplaced(0, before, now);
        if (candidate.own() == null && samePrior(present)) {
            return Optional.empty();
        }
        LearnedModel old = present.learnedAt().isBefore(begin)
                ? present.model()
                : new Learner(present.model().prior(), training).unplaced(0, before, present.learnedAt());
        return Optional.of(new Result(slice.size(), area(old, slice, now), area(candidate, slice, now)));
    }

    private boolean samePrior(Present present) {
        return present.model().prior().version().equals(prior.version());
    }

    private static List<LabelledCommit> newest(List<LabelledCommit> judged, Instant now) {
        int least = (int) Math.ceil(judged.size() * (1 - MOST));
        int begin = judged.size();
        for (int bad = 0; begin > least && bad < BAD; ) {
            begin--;
            bad += judged.get(begin).knownBad(now) ? 1 : 0;
        }
        return judged.subList(begin, judged.size());
    }

    private static String sentence(String what, Result it) {
        return String.format(
                Locale.ENGLISH,
                what + " (AUC %.3f) than the one in use (%.3f), both made without them.",
                it.commits(),
                it.candidate(),
                it.present());
    }

    private static double area(LearnedModel model, List<LabelledCommit> commits, Instant now) {
        double[] scores = new double[commits.size()];
        boolean[] bad = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = model.raw(commits.get(i).features());
            bad[i] = commits.get(i).knownBad(now);
        }
        return RankingArea.of(scores, bad);
    }
}
