package io.rootops.app.bench;

import io.rootops.app.prior.PriorDocument;
import io.rootops.core.change.Commit;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.outcome.EarlierCommits;
import io.rootops.core.outcome.MessageOutcomes;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.Szz;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.TrainingProject;
import io.rootops.core.risk.TrainingRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A public repository that teaches the prior: its commits that add code, and which of them went wrong. */
record PriorSource(TrainingProject project, PriorDocument.Source card) {
    private static final int THREADS = 2;

    /** A fix that names an issue answers to somebody; without one it is often part of the work itself. */
    private static final Pattern ISSUE = Pattern.compile("#\\d+|\\b[A-Z][A-Z0-9]+-\\d+\\b");

    /** What is mended sooner belongs to the same work. */
    private static final Duration ESCAPED = Duration.ofDays(7);

    /** One line may change for any reason. */
    private static final int LEAST_LINES = 2;

    static PriorSource read(String name, Path clone) throws Exception {
        try (GitHistory git = GitHistory.open(clone)) {
            String head = git.defaultBranch().orElseThrow().sha();
            Reading reading = new Reading();
            HistoryMiner.followingLines(git, THREADS)
                    .mine(git.arrivalOrder(head, sha -> false), new FeatureState(), reading::add);
            List<TrainingRow> rows = reading.rows();
            long bad = rows.stream().filter(TrainingRow::bad).count();
            return new PriorSource(
                    new TrainingProject(name, rows), new PriorDocument.Source(name, head, rows.size(), (int) bad));
        }
    }

    private static final class Reading {
        private record Row(String sha, Instant committedAt, Features features) {}

        private final EarlierCommits earlier = new EarlierCommits();
        private final MessageOutcomes messages = new MessageOutcomes(earlier);
        private final Map<String, Instant> landed = new HashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final Set<String> bad = new HashSet<>();

        void add(MinedCommit mined) {
            Commit commit = mined.commit();
            List<Outcome> named = messages.named(commit);
            named.forEach(it -> bad.add(it.sha()));
            if (named.isEmpty()
                    && MessageOutcomes.fix(commit)
                    && ISSUE.matcher(commit.message()).find()) {
                repaired(commit, Szz.outcomes(commit.sha(), commit.committedAt(), mined.deletedLines()));
            }
            earlier.add(commit.sha(), commit.subject());
            landed.put(commit.sha(), commit.committedAt());
            if (mined.features() != null && mined.features().get(Feature.CODEADD) > 0) {
                rows.add(new Row(commit.sha(), commit.committedAt(), mined.features()));
            }
        }

        private void repaired(Commit fix, List<Outcome> candidates) {
            int lines = candidates.stream().mapToInt(Outcome::lines).sum();
            for (Outcome it : candidates) {
                Instant written = landed.get(it.sha());
                if (it.lines() >= LEAST_LINES
                        && it.lines() * 2 >= lines
                        && written != null
                        && written.plus(ESCAPED).isBefore(fix.committedAt())) {
                    bad.add(it.sha());
                }
            }
        }

        List<TrainingRow> rows() {
            return rows.stream()
                    .map(it -> new TrainingRow(it.committedAt, it.features, bad.contains(it.sha), 1))
                    .toList();
        }
    }
}
