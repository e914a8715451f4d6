package io.rootops.core.engine;

import io.rootops.core.change.FileStatus;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.pattern.PastChange;
import io.rootops.core.pattern.PastChanges;
import io.rootops.core.pattern.PatternEvaluation;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.pattern.TouchedFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The patterns of a repository on disk, without a database: reads the history and keeps nothing. */
public final class LocalPatterns {
    private final GitHistory git;
    private final int threads;
    private final InstantSource clock;
    private final ReadingProgress progress;

    /** @param threads that compare commits, 1 or more */
    public LocalPatterns(GitHistory git, int threads, InstantSource clock, ReadingProgress progress) {
        this.git = git;
        this.threads = threads;
        this.clock = clock;
        this.progress = progress;
    }

    /** Whether what was found in the first two thirds of the default branch held in the last third. */
    public PatternEvaluation evaluate(PatternRule rule) {
        Instant now = clock.instant();
        List<PastChange> changes = read(now);
        PastChanges all = changes::forEach;
        Instant from = changes.isEmpty()
                ? now
                : changes.get(changes.size() * 2 / 3).commit().committedAt();
        return PatternEvaluation.of(all, from, now, rule);
    }

    public List<PastChange> read(Instant now) {
        LocalHistory history = new LocalHistory(clock, sha -> false);
        Map<String, List<TouchedFile>> files = new HashMap<>();
        git.defaultBranch().ifPresent(head -> {
            ArrivalOrder order = git.arrivalOrder(head.sha(), sha -> false);
            int[] done = {0};
            HistoryMiner.followingLines(git, threads).mine(order, new FeatureState(), it -> {
                history.add(it);
                files.put(it.commit().sha(), files(it));
                progress.read(++done[0], order.size());
            });
        });
        List<PastChange> changes = new ArrayList<>();
        for (LabelledCommit commit : history.labelled(now)) {
            changes.add(new PastChange(commit, Objects.requireNonNull(files.get(commit.sha()))));
        }
        return changes;
    }

    private static List<TouchedFile> files(MinedCommit mined) {
        return mined.files().stream()
                .map(it ->
                        new TouchedFile(it.fileId(), it.file().path(), it.file().status() == FileStatus.DELETED))
                .toList();
    }
}
