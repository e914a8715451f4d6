package io.rootops.core.bench;

import io.rootops.core.history.FeatureParity;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.history.GitParity;
import io.rootops.core.history.GitParity.Difference;
import io.rootops.core.history.MinedHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.risk.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many rows of a history are those of the git binary, and how many features those of a table of bench/jit.
 * Arguments: a repository, which is only read, and perhaps such a table (CSV, gzip).
 */
public final class ParityBenchmark {
    private static final int EXAMPLES = 3;

    private ParityBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException, UnreadableRepositoryException {
        if (args.length == 0) {
            System.err.println("usage: ParityBenchmark REPOSITORY [TABLE.csv.gz]");
            System.exit(2);
        }
        GitEnvironment.install();
        Path temporary = Files.createTempDirectory("rootops-bench-parity");
        try {
            PrivateClone clone = PrivateClone.of(Path.of(args[0]), temporary);
            MinedHistory history = new MinedHistory(clone.directory());
            System.out.printf("%s: %d commits; %d missing blobs%n", args[0], history.commits(), clone.missingBlobs());
            print("--no-renames", history.parityWithoutRenames());
            print("-M -l400", history.parity());
            print("-M -l400 --minimal", history.parityWithMinimal());
            GitParity.Renames renames = history.renames();
            printf("rename pairs: ours %d, git's %d, both %d", renames.ours(), renames.gits(), renames.both());
            printf(" = %.2f %%%n", 100 * renames.share());
            if (args.length > 1 && !args[1].isEmpty()) {
                print(history.features(Path.of(args[1]), sha -> sha));
            }
        } finally {
            PrivateClone.delete(temporary);
        }
    }

    private static void print(String options, GitParity parity) {
        printf("git log --numstat %s: %d rows, %d equal", options, parity.rows(), parity.equal());
        printf(" = %.2f %%%n", 100 * parity.share());
        for (Difference difference : Difference.values()) {
            List<String> rows = parity.differing(difference);
            printf("  %-16s %6d%n", difference.name().toLowerCase(Locale.ROOT).replace('_', ' '), rows.size());
            if (difference != Difference.FEWER_LINES) {
                rows.stream().sorted().limit(EXAMPLES).forEach(it -> printf("    %s%n", it));
            }
        }
    }

    private static void print(FeatureParity parity) {
        printf("features: %d rows in the table, %d of this history", parity.rows(), parity.found());
        printf(", %d with git's lines in all files%n", parity.sameLines());
        printf("  %-10s %9s %15s%n", "", "all", "git's lines");
        for (Map.Entry<Feature, Integer> entry : parity.equal().entrySet()) {
            Feature feature = entry.getKey();
            printf("  %-10s %9.4f", feature.id(), (double) entry.getValue() / parity.found());
            int same = parity.equalOfSameLines().getOrDefault(feature, 0);
            printf(" %15.4f%n", (double) same / parity.sameLines());
        }
    }

    private static void printf(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
