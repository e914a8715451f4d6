package io.rootops.core.bench;

import io.rootops.core.evaluate.InventedHistory;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import io.rootops.core.risk.TrainingProject;
import io.rootops.core.risk.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Retraining on a history, and scoring one commit with reasons. Arguments: commits (40,000), rounds (5). Prints medians,
 * the first round apart, as it meets a cold JVM.
 */
public final class LearningBenchmark {
    private LearningBenchmark() {}

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<LabelledCommit> commits = InventedHistory.of(1, count);
        Instant now = commits.get(count - 1).committedAt().plus(Duration.ofDays(365));
        Training training = new Training(Feature.learned());
        Prior prior = training.prior(
                "bench",
                List.of(new TrainingProject(
                        "other",
                        InventedHistory.of(2, 5_000).stream()
                                .map(it -> new TrainingRow(it.committedAt(), it.features(), it.badKnownAt() != null, 1))
                                .toList())));
        Learner learner = new Learner(prior, training);
        double[] trained = new double[rounds];
        double[] scored = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            LearnedModel model = learner.model(1, commits, now);
            trained[round] = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            double sum = 0;
            for (LabelledCommit commit : commits.subList(0, 1_000)) {
                sum += model.score(commit.features()).exactPercentile();
            }
            scored[round] = (System.nanoTime() - start) / 1e9;
            if (!(sum > 0)) {
                throw new IllegalStateException("nothing was scored");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "retrain on %,d commits x %d features, own fit, calibration, facts and ranks: %.2f s first, %.2f s then (goal 5 s)%n",
                count,
                Feature.learned().size(),
                trained[0],
                median(trained));
        System.out.printf(
                Locale.ROOT,
                "score one commit, with reasons: %.3f ms first, %.3f ms then (goal 5 ms)%n",
                scored[0],
                median(scored));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
