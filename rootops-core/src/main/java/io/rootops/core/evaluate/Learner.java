package io.rootops.core.evaluate;

import io.rootops.core.risk.Calibration;
import io.rootops.core.risk.FeatureReference;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.Training;
import io.rootops.core.risk.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the model of a repository from what is known at a moment: the same way in life and when the past is replayed. */
public final class Learner {
    /** So old a commit must be to count as clean: most outcomes are not known at once. */
    public static final Duration WAIT = Duration.ofDays(90);

    private static final FeatureReference NO_FACTS = FeatureReference.of(List.of());
    private static final ReferenceDistribution NO_REFERENCE = ReferenceDistribution.of(new float[0]);
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final Prior prior;
    private final Training training;

    public Learner(Prior prior, Training training) {
        this.prior = prior;
        this.training = training;
    }

    /**
     * The model at a moment; it looks at no outcome that was not known by then.
     *
     * @param commits oldest first
     */
    public LearnedModel model(int version, List<LabelledCommit> commits, Instant at) {
        LearnedModel bare = unplaced(version, commits, at);
        float[] raw = new float[commits.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) bare.raw(commits.get(i).features());
        }
        return new LearnedModel(
                version,
                prior,
                bare.own(),
                bare.knownBad(),
                bare.shift(),
                FeatureReference.of(
                        commits.stream().map(LabelledCommit::features).toList()),
                ReferenceDistribution.of(raw));
    }

    /** The same without what is usual here: it ranks and gives probabilities, but no percentile and no reasons. */
    public LearnedModel unplaced(int version, List<LabelledCommit> commits, Instant at) {
        List<LabelledCommit> known = known(commits, at);
        List<TrainingRow> rows = new ArrayList<>(known.size());
        int bad = 0;
        for (LabelledCommit commit : known) {
            boolean wrong = commit.knownBad(at);
            rows.add(new TrainingRow(commit.committedAt(), commit.features(), wrong, commit.trust(at)));
            bad += wrong ? 1 : 0;
        }
        LogisticModel own = training.ownModel(rows).orElse(null);
        LearnedModel unshifted = new LearnedModel(version, prior, own, bad, 0, NO_FACTS, NO_REFERENCE);
        double shift = Calibration.shift(
                known.stream().map(it -> row(unshifted, it, at)).toList(), 1 - unshifted.ownWeight());
        return new LearnedModel(version, prior, own, bad, shift, NO_FACTS, NO_REFERENCE);
    }

    /** What is known bad, and what is old enough to be clean; the rest is left out, and so is what nobody can tell. */
    static List<LabelledCommit> known(List<LabelledCommit> commits, Instant at) {
        Instant clean = at.minus(WAIT);
        return commits.stream()
                .filter(it -> !it.committedAt().isAfter(at))
                .filter(it -> it.knownBad(at) || (!it.committedAt().isAfter(clean) && !it.undecided(at)))
                .toList();
    }

    private static Calibration.Row row(LearnedModel model, LabelledCommit commit, Instant at) {
        return new Calibration.Row(
                model.raw(commit.features()),
                days(commit.committedAt(), at),
                commit.knownBad(at),
                commit.findings()
                        .firstKnown(at)
                        .map(it -> Math.max(0, days(commit.committedAt(), it)))
                        .orElse(0.0));
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_A_DAY;
    }
}
