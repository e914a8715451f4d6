package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.pull.ReadPull;
import io.rootops.core.risk.Reason;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.PullView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.WhatIfItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what is told of a pull request: its range, and what the history tells of the files that it changes. */
final class PullReader {
    private final PullRequestMemory pulls;
    private final CommitRanges ranges;
    private final CommitMemory commits;
    private final RangeReader reader;
    private final AdviceReader advice;
    private final WhatIfReader whatIf;

    PullReader(DashboardData data, RangeReader reader, AdviceReader advice, WhatIfReader whatIf) {
        this.pulls = data.pulls();
        this.ranges = data.ranges();
        this.commits = data.commits();
        this.advice = advice;
        this.reader = reader;
        this.whatIf = whatIf;
    }

    /** The one that this is the head of; empty where there is none, or none of its commits has a score. */
    Optional<PullView> headed(TrackedRepository repository, String sha, Instant now) {
        return pulls.headed(repository.id(), sha).flatMap(it -> view(repository, it, now));
    }

    private Optional<PullView> view(TrackedRepository repository, ReadPull read, Instant now) {
        RepositoryId id = repository.id();
        Set<String> shas = ranges.between(id, read.base(), read.head(), RangeReader.MOST);
        List<CommitSummary> all = commits.all(id, shas);
        RangeView range = reader.view(repository, read.base(), read.head(), all, now);
        if (range.percentile() == null) {
            return Optional.empty();
        }
        List<Reason> reasons =
                range.riskiest().stream().findFirst().map(CommitItem::reasons).orElse(List.of());
        return Optional.of(new PullView(
                read.pull(),
                range,
                reasons,
                range.riskiest().stream()
                        .findFirst()
                        .map(it -> whatIf(id, it.sha(), now))
                        .orElse(List.of()),
                advice.of(repository, all, read.pull().authorLogin(), now)));
    }

    private List<WhatIfItem> whatIf(RepositoryId repository, String sha, Instant now) {
        return commits.find(repository, sha) instanceof ShaMatch.Found found
                ? whatIf.of(found.commit(), now)
                : List.of();
    }
}
