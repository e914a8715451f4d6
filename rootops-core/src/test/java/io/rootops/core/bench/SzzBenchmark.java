package io.rootops.core.bench;

import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.outcome.MessageOutcomes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Line origins of a whole history in the one pass beside {@code git blame} of what each fix deletes: CPU seconds. The
 * blame is measured on a sample of the fixes and taken to be as dear for the others. Arguments: a repository, and how
 * many fixes are sampled (40).
 */
public final class SzzBenchmark {
    private static final int THREADS = 2;
    private static final int SAMPLE = 40;

    private SzzBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException, UnreadableRepositoryException {
        if (args.length == 0) {
            System.err.println("usage: SzzBenchmark REPOSITORY [FIXES]");
            System.exit(2);
        }
        GitEnvironment.install();
        String repository = args[0];
        List<MinedCommit> fixes = fixes(Path.of(repository));
        int sample = Math.min(fixes.size(), args.length > 1 ? Integer.parseInt(args[1]) : SAMPLE);
        Collections.shuffle(fixes, new Random(1));
        Path script = BlameScript.of(repository, fixes.subList(0, sample));
        Timed blame = Timed.run(List.of("bash", script.toString()));
        Timed without = Timed.run(MiningBenchmark.mining(Path.of(repository), THREADS, "plain"));
        Timed with = Timed.run(MiningBenchmark.mining(Path.of(repository), THREADS, "origins"));
        double all = blame.cpu() / sample * fixes.size();
        System.out.printf(
                Locale.ROOT,
                "%s: %,d fixes that delete code; git blame of %d of them %.1f CPU s, of all about %.0f%n",
                repository,
                fixes.size(),
                sample,
                blame.cpu(),
                all);
        System.out.printf(
                Locale.ROOT,
                "mining %.1f CPU s, with origins %.1f: the whole %.3f of blame (goal 0.05), the origins alone %.3f%n",
                without.cpu(),
                with.cpu(),
                with.cpu() / all,
                Math.max(0, with.cpu() - without.cpu()) / all);
    }

    private static List<MinedCommit> fixes(Path repository) throws UnreadableRepositoryException {
        List<MinedCommit> fixes = new ArrayList<>();
        try (GitHistory git = GitHistory.open(repository)) {
            ArrivalOrder order =
                    git.arrivalOrder(git.defaultBranch().orElseThrow().sha(), sha -> false);
            HistoryMiner.followingLines(git, THREADS).mine(order, new FeatureState(), it -> {
                boolean deletes = it.deletedLines().stream().anyMatch(lines -> !lines.besides());
                if (deletes && MessageOutcomes.fix(it.commit())) {
                    fixes.add(it);
                }
            });
        }
        return fixes;
    }
}
