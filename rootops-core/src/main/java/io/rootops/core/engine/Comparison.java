package io.rootops.core.engine;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.RankingArea;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.LearnedModel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a new model may take the place of the present one: not if it ranks the newest commits whose outcome is known
 * worse, all of them or those whose outcome somebody stated. The new one is made for this from what was known before
 * them; the present one may know some of them, which is in its favour.
 */
final class Comparison {
    /** The newest share of the commits whose outcome is known. */
    private static final double SLICE = 0.2;

    private static final int LEAST_OF_EACH_KIND = 15;
    /** Less is noise, and what the present model has from knowing some of them. */
    private static final double MARGIN = 0.005;

    private final Learner learner;

    Comparison(Learner learner) {
        this.learner = learner;
    }

    /**
     * Why the present one stays; empty: the new one may take its place.
     *
     * @param commits by commit time
     */
    Optional<String> against(LearnedModel present, List<LabelledCommit> commits, Instant now) {
        List<LabelledCommit> known = Learner.known(commits, now);
        int from = (int) Math.floor(known.size() * (1 - SLICE));
        List<LabelledCommit> slice = known.subList(from, known.size());
        if (slice.isEmpty()) {
            return Optional.empty();
        }
        LearnedModel candidate = learner.model(0, commits, slice.get(0).committedAt());
        return worse("of the newest commits whose outcome is known", present, candidate, slice, it -> true)
                .or(() -> worse(
                        "of the newest reverts and named culprits",
                        present,
                        candidate,
                        slice,
                        it -> it.badKnownAt() == null || it.source() != OutcomeSource.SZZ));
    }

    private static Optional<String> worse(
            String what,
            LearnedModel present,
            LearnedModel candidate,
            List<LabelledCommit> slice,
            Predicate<LabelledCommit> which) {
        List<LabelledCommit> commits = slice.stream().filter(which).toList();
        long bad = commits.stream().filter(it -> it.badKnownAt() != null).count();
        if (bad < LEAST_OF_EACH_KIND || commits.size() - bad < LEAST_OF_EACH_KIND) {
            return Optional.empty();
        }
        double old = area(present, commits);
        double now = area(candidate, commits);
        return now >= old - MARGIN
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ENGLISH,
                        "The newest model was not taken: it ranks %d %s worse (AUC %.3f) than the one in use (%.3f).",
                        commits.size(),
                        what,
                        now,
                        old));
    }

    private static double area(LearnedModel model, List<LabelledCommit> commits) {
        double[] scores = new double[commits.size()];
        boolean[] bad = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = model.raw(commits.get(i).features());
            bad[i] = commits.get(i).badKnownAt() != null;
        }
        return RankingArea.of(scores, bad);
    }
}
