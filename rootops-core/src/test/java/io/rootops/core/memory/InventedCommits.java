package io.rootops.core.memory;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.change.FileStatus;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commits of a middling size, all different. */
final class InventedCommits {
    private InventedCommits() {}

    static List<MinedCommit> of(int count, int filesEach) {
        Author author = new Author("dev@example.org", "Dev", false);
        List<MinedCommit> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[Feature.values().length];
            for (int f = 0; f < values.length; f++) {
                values[f] = i * 31 % (f + 7);
            }
            List<MinedFile> files = new ArrayList<>();
            for (int f = 0; f < filesEach; f++) {
                int number = 1 + (i * 7 + f) % 500;
                files.add(new MinedFile(
                        new ChangedFile(
                                "src/main/java/org/example/File" + number + ".java",
                                null,
                                FileStatus.MODIFIED,
                                false,
                                i % 97,
                                i % 31),
                        number,
                        "order total currency lookup cache migrate invoice customer address File" + number));
            }
            Instant time = Instant.ofEpochSecond(1_500_000_000L + i * 600L);
            String message =
                    "SHOP-" + i + ": Move order totals into a migration\n\nThe totals were computed on each page.";
            commits.add(new MinedCommit(
                    new Commit(String.format("%040x", i + 1), List.of(), author, time, time, message),
                    files,
                    new Features(values),
                    List.of(),
                    (long) i));
        }
        return commits;
    }
}
