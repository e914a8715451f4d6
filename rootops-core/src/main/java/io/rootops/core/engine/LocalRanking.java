package io.rootops.core.engine;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.evaluate.ReplayedRanges;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import io.rootops.core.memory.Lesson;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.risk.SizeModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks commits of a repository on disk among all of its default branch, without a database: reads the history, learns
 * from it as the server does, and keeps nothing.
 */
public final class LocalRanking {
    private static final int MODEL_VERSION = 1;

    private final GitHistory git;
    private final int threads;
    private final Prior prior;
    private final InstantSource clock;
    private final ReadingProgress progress;

    /**
     * @param threads that compare commits, 1 or more
     * @param prior what other projects teach
     */
    public LocalRanking(GitHistory git, int threads, Prior prior, InstantSource clock, ReadingProgress progress) {
        this.git = git;
        this.threads = threads;
        this.prior = prior;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * The commits, as they were asked for, and how many commits they were ranked among.
     *
     * @param commits one each of the shas asked for, in their order
     * @param scoredCommits of the default branch
     * @param basis what the ranks rest on
     * @param probability that at least one of the commits will need a fix, together; null where no commit has one
     */
    public record Ranking(
            List<RankedCommit> commits,
            int scoredCommits,
            Basis basis,
            @Nullable Double probability) {}

    /**
     * What ranks rest on.
     *
     * @param knownBad outcomes of this history that were learned from
     * @param sizeBetter lines changed ranked better than the learned score
     * @param amongPrior the percentiles are places among the commits of the prior's projects: there are too few here
     * @param reason why it is so, in a sentence
     */
    public record Basis(RiskScore.Model model, int knownBad, boolean sizeBetter, boolean amongPrior, String reason) {}

    /** @param shas full ones that the repository holds */
    public Ranking rank(List<String> shas) {
        Set<String> wanted = new HashSet<>(shas);
        LocalHistory history = new LocalHistory(clock, wanted::contains);
        git.defaultBranch().ifPresent(head -> read(git.arrivalOrder(head.sha(), sha -> false), history));
        Instant now = clock.instant();
        Lesson lesson = new Teaching(prior).lesson(history.labelled(now), null, now, 0);
        RiskModel model = model(lesson, history);
        Map<String, MinedCommit> others = others(shas, history);
        List<RankedCommit> ranked = shas.stream()
                .map(sha -> ranked(
                        history.find(sha).orElseGet(() -> Objects.requireNonNull(others.get(sha), sha)),
                        history.holds(sha),
                        model))
                .toList();
        return new Ranking(ranked, history.scored(), basis(lesson, model, history), together(ranked, lesson, now));
    }

    private void read(ArrivalOrder order, LocalHistory history) {
        progress.read(0, order.size());
        int[] done = {0};
        HistoryMiner.followingLines(git, threads).mine(order, new FeatureState(), mined -> {
            history.add(mined);
            progress.read(++done[0], order.size());
        });
    }

    /** Those that wait on other branches: seen from where these left the default one. */
    private Map<String, MinedCommit> others(List<String> shas, LocalHistory history) {
        Map<String, MinedCommit> found = new HashMap<>();
        for (String sha : shas) {
            if (!history.holds(sha) && !found.containsKey(sha)) {
                ArrivalOrder order = git.arrivalOrder(sha, history::holds);
                new HistoryMiner(git, threads)
                        .mine(
                                order,
                                history.stateAt(order.boundary()),
                                it -> found.put(it.commit().sha(), it));
            }
        }
        return found;
    }

    private static RiskModel model(Lesson lesson, LocalHistory history) {
        LearnedModel learned = lesson.learned();
        if (lesson.choice() == Lesson.Choice.SIZE) {
            return new SizeModel(MODEL_VERSION, ReferenceDistribution.of(history.churn()));
        }
        return new LearnedModel(
                MODEL_VERSION,
                learned.prior(),
                learned.own(),
                learned.knownBad(),
                learned.shift(),
                learned.facts(),
                amongPrior(learned, history) ? learned.prior().reference() : learned.reference());
    }

    private static boolean amongPrior(LearnedModel learned, LocalHistory history) {
        return history.scored() < ModelMemory.FEW && !learned.prior().isNone();
    }

    private static Basis basis(Lesson lesson, RiskModel model, LocalHistory history) {
        boolean sizeBetter = lesson.auc() != null && lesson.sizeAuc() != null && lesson.sizeAuc() > lesson.auc();
        return new Basis(
                model.kind(),
                lesson.learned().knownBad(),
                sizeBetter,
                model instanceof LearnedModel it && amongPrior(it, history),
                lesson.reason());
    }

    private static RankedCommit ranked(MinedCommit mined, boolean merged, RiskModel model) {
        List<ChangedFile> files = mined.files().stream().map(MinedFile::file).toList();
        Features features = mined.features();
        RiskScore risk = null;
        if (features != null) {
            risk = model instanceof LearnedModel learned
                    ? learned.score(features)
                    : RiskScore.bySize(
                            model.version(),
                            model.reference().percentile(model.raw(features)),
                            false,
                            SizeModel.reasons(mined.size()));
        }
        return new RankedCommit(mined.commit(), merged, files, features, risk);
    }

    private static @Nullable Double together(List<RankedCommit> commits, Lesson lesson, Instant now) {
        double[] probabilities = commits.stream()
                .map(RankedCommit::risk)
                .filter(Objects::nonNull)
                .map(RiskScore::probability)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return probabilities.length == 0
                ? null
                : ReplayedRanges.calibrated(lesson.heldOut(), now).probability(probabilities);
    }
}
