package io.rootops.core.engine;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.OnlineReplay;
import io.rootops.core.memory.Lesson;
import io.rootops.core.memory.Lesson.Choice;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.FeatureReference;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a model of a history, tries it on the past, and chooses what is to rank: the server and the terminal alike. */
final class Teaching {
    private final Prior newest;
    private final Training training = new Training(Feature.learned());

    /** @param newest prior; the one of the model in use stays where it ranks better, or this knows nothing */
    Teaching(Prior newest) {
        this.newest = newest;
    }

    /**
     * What the history teaches.
     *
     * @param commits by commit time, none dated after now
     * @param present the learned model in use; null where there is none
     * @param revision to be kept with the lesson
     */
    Lesson lesson(List<LabelledCommit> commits, @Nullable Present present, Instant now, long revision) {
        if (present == null) {
            return lesson(commits, newest, now, revision, Optional.empty(), "");
        }
        Prior known = present.model().prior();
        if (newest.isNone() && !known.isNone()) {
            // Nothing is nothing newer: this build's could not be read.
            return new Teaching(known).lesson(commits, present, now, revision);
        }
        Optional<String> worse = new Comparison(newest, training).against(present, commits, now);
        if (known.version().equals(newest.version())) {
            return lesson(commits, newest, now, revision, worse.map(it -> "The newest model was not taken: " + it), "");
        }
        if (worse.isEmpty()) {
            return lesson(commits, newest, now, revision, worse, "");
        }
        return lesson(
                commits,
                known,
                now,
                revision,
                new Comparison(known, training)
                        .against(present, commits, now)
                        .map(it -> "The newest model was not taken: " + it),
                " A newer prior, " + newest.version() + ", was not taken up: " + worse.get());
    }

    /**
     * On one prior.
     *
     * @param worse why the present model stays; empty: the new one may take its place
     * @param more to be said besides
     */
    private Lesson lesson(
            List<LabelledCommit> commits,
            Prior prior,
            Instant now,
            long revision,
            Optional<String> worse,
            String more) {
        Learner learner = new Learner(prior, training);
        LearnedModel learned = learner.model(0, commits, now);
        List<LearnedModel> heldOutModels = new ArrayList<>();
        List<HeldOut> heldOut = commits.isEmpty()
                ? List.of()
                : new OnlineReplay(learner)
                        .replay(
                                commits,
                                plausibleStart(commits),
                                now,
                                (begin, model) -> heldOutModels.add(model.knowing(usual(commits, begin))));
        Replayed replayed = Replayed.of(heldOut, now);
        Choice choice = knowsNothing(learned) || replayed.sizeIsBetter()
                ? Choice.SIZE
                : worse.isPresent() ? Choice.PRESENT : Choice.LEARNED;
        return new Lesson(
                learned,
                choice,
                (choice == Choice.PRESENT ? worse.orElseThrow() : reason(learned, replayed, commits, now)) + more,
                replayed.bad(),
                replayed.auc(),
                replayed.sizeAuc(),
                heldOut,
                heldOutModels,
                revision);
    }

    /** What was usual among the commits that had landed by then. */
    private static FeatureReference usual(List<LabelledCommit> commits, Instant before) {
        return FeatureReference.of(commits.stream()
                .takeWhile(it -> it.committedAt().isBefore(before))
                .map(LabelledCommit::features)
                .toList());
    }

    /** A single commit dated decades ago would make decades of empty windows. */
    private static Instant plausibleStart(List<LabelledCommit> commits) {
        return commits.get(commits.size() / 100).committedAt();
    }

    private static boolean knowsNothing(LearnedModel learned) {
        return learned.own() == null && learned.prior().isNone();
    }

    private static String reason(LearnedModel learned, Replayed replayed, List<LabelledCommit> commits, Instant now) {
        long known = commits.stream().filter(it -> it.knownBad(now)).count();
        if (knowsNothing(learned)) {
            return String.format(
                    Locale.ENGLISH,
                    "Nothing is learned yet: %,d commits are known to have gone wrong, and %d are needed.",
                    known,
                    Training.LEAST_BAD);
        }
        String rests = learned.own() == null
                ? onPrior(known, commits.size())
                : String.format(Locale.ENGLISH, "Learned from %,d commits known to have gone wrong here.", known);
        if (replayed.auc() == null || replayed.sizeAuc() == null) {
            return rests + " Too few outcomes to test it on this history.";
        }
        String figures = String.format(
                Locale.ENGLISH,
                "(AUC %.3f, lines changed %.3f, on %,d commits that it had not seen)",
                replayed.auc(),
                replayed.sizeAuc(),
                replayed.commits());
        return replayed.sizeIsBetter()
                ? "Lines changed rank better here than the learned model " + figures
                        + ", so commits are ranked by lines changed."
                : rests + " It ranks better than lines changed " + figures + ".";
    }

    private static String onPrior(long known, int commits) {
        if (known == 0) {
            return "No outcome is known here yet, so the score rests on what other projects teach.";
        }
        return known == commits
                ? "Every commit here is known to have gone wrong, which tells nothing of what is clean, so the score rests"
                        + " on what other projects teach."
                : String.format(
                        Locale.ENGLISH,
                        "%,d commits are known to have gone wrong here; from %d on, and with clean ones beside them, the"
                                + " repository's own outcomes count too.",
                        known,
                        Training.LEAST_BAD);
    }
}
