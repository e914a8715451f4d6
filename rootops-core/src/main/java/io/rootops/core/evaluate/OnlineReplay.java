package io.rootops.core.evaluate;

import io.rootops.core.risk.LearnedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Scores the past as it would have been scored then: every half year a model is made from what was known at that
 * moment, and scores the commits of the half year that follows.
 */
public final class OnlineReplay {
    /** Making it more often changes no figure. */
    public static final Duration REFIT = Duration.ofDays(182);

    private static final Duration WARM_UP = Duration.ofDays(365);
    private static final int WARM_UP_COMMITS = 200;

    private final Learner learner;

    public OnlineReplay(Learner learner) {
        this.learner = learner;
    }

    /**
     * Replays a repository.
     *
     * @param commits oldest first
     * @param from no window begins before; the first one also waits for a year and 200 commits
     * @param until the last window ends before
     * @return oldest first, without the commits before the first window
     */
    public List<HeldOut> replay(List<LabelledCommit> commits, Instant from, Instant until) {
        return replay(commits, from, until, (begin, model) -> {});
    }

    /** @param made is given the beginning of each window and its model, whose version is the window's number */
    public List<HeldOut> replay(
            List<LabelledCommit> commits, Instant from, Instant until, BiConsumer<Instant, LearnedModel> made) {
        List<HeldOut> scored = new ArrayList<>();
        Optional<Instant> first = start(commits, from);
        if (first.isEmpty()) {
            return scored;
        }
        Instant last = commits.get(commits.size() - 1).committedAt();
        Instant begin = first.get();
        for (int window = 0; begin.isBefore(until) && !begin.isAfter(last); window++) {
            Instant end = begin.plus(REFIT).isBefore(until) ? begin.plus(REFIT) : until;
            LearnedModel model = learner.unplaced(window, commits, begin);
            made.accept(begin, model);
            score(commits, model, begin, end, scored);
            begin = begin.plus(REFIT);
        }
        return scored;
    }

    private static void score(
            List<LabelledCommit> commits, LearnedModel model, Instant begin, Instant end, List<HeldOut> scored) {
        for (LabelledCommit commit : commits) {
            if (!commit.committedAt().isBefore(begin) && commit.committedAt().isBefore(end)) {
                scored.add(HeldOut.of(commit, model.version(), model));
            }
        }
    }

    private static Optional<Instant> start(List<LabelledCommit> commits, Instant from) {
        if (commits.size() <= WARM_UP_COMMITS) {
            return Optional.empty();
        }
        Instant year = commits.get(0).committedAt().plus(WARM_UP);
        Instant enough = commits.get(WARM_UP_COMMITS).committedAt();
        Instant start = year.isAfter(enough) ? year : enough;
        return Optional.of(start.isAfter(from) ? start : from);
    }
}
