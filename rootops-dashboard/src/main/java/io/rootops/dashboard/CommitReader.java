package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.Page;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.EvidenceItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers lists of commits, and all that is known of one. */
final class CommitReader {
    private final CommitMemory commits;
    private final PullRequestMemory pulls;
    private final CommitItems items;
    private final Rankings rankings;
    private final LearningRecord learning;
    private final TrustReader trust;

    CommitReader(
            CommitMemory commits,
            PullRequestMemory pulls,
            CommitItems items,
            Rankings rankings,
            LearningRecord learning,
            TrustReader trust) {
        this.pulls = pulls;
        this.commits = commits;
        this.items = items;
        this.rankings = rankings;
        this.learning = learning;
        this.trust = trust;
    }

    /** @param only the repository that the filter names; null: all */
    CommitsView list(
            List<TrackedRepository> all,
            @Nullable TrackedRepository only,
            CommitFilter filter,
            int limit,
            @Nullable String cursor) {
        Page<CommitSummary> page = commits.list(filter, limit, cursor);
        return new CommitsView(rankings.of(all, only), items.of(page.items()), page.nextCursor());
    }

    CommitView one(CommitDetail commit, Instant now) {
        TrackedRepository repository = commit.summary().repository();
        CommitItem item = items.of(List.of(commit.summary())).get(0);
        Double probability = item.probability();
        return CommitView.of(
                commit,
                item,
                EvidenceItem.besides(item.outcome(), learning.evidence(repository.id(), item.sha()), repository.name()),
                learning.model(repository.id()),
                probability == null
                        ? null
                        : trust.bin(repository, probability, now).orElse(null),
                pulls.bringing(repository.id(), item.sha()).orElse(null),
                now);
    }
}
