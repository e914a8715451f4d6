package io.rootops.core.bench;

import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MiningStats;
import io.rootops.core.history.UnreadableRepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Mines a repository from the start and says what it found. Arguments: directory, threads, and "origins" to follow the
 * lines of code too.
 */
public final class MineOnce {
    private MineOnce() {}

    public static void main(String[] args) throws UnreadableRepositoryException, IOException {
        GitEnvironment.install();
        int[] rows = new int[1];
        try (GitHistory git = GitHistory.open(Path.of(args[0]))) {
            String head = git.defaultBranch().orElseThrow().sha();
            ArrivalOrder order = git.arrivalOrder(head, sha -> false);
            int threads = Integer.parseInt(args[1]);
            boolean origins = args.length > 2 && args[2].equals("origins");
            HistoryMiner miner = origins ? HistoryMiner.followingLines(git, threads) : new HistoryMiner(git, threads);
            MiningStats stats = miner.mine(
                    order, new FeatureState(), it -> rows[0] += it.files().size());
            System.out.printf(
                    Locale.ROOT,
                    "%d commits, %d file rows, %d of unknown origins, %s MB resident%n",
                    order.size(),
                    rows[0],
                    stats.unknownOrigins(),
                    residentMegabytes());
        }
    }

    /** The largest so far, where the system tells it. */
    private static String residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "?";
        }
        return Files.readAllLines(status).stream()
                .filter(it -> it.startsWith("VmHWM:"))
                .map(it -> String.valueOf(Long.parseLong(it.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("?");
    }
}
