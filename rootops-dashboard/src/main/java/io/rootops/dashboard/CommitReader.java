package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.Page;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.pull.KnownPull;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.Surroundings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers lists of commits, and all that is known of one. */
final class CommitReader {
    private final CommitMemory commits;
    private final PullRequestMemory pulls;
    private final CommitFacts facts;
    private final CommitItems items;
    private final Rankings rankings;
    private final LearningRecord learning;
    private final TrustReader trust;
    private final AdviceReader advice;
    private final PatternsReader patterns;
    private final WhatIfReader whatIf;

    CommitReader(
            CommitMemory commits,
            PullRequestMemory pulls,
            CommitFacts facts,
            CommitItems items,
            Rankings rankings,
            LearningRecord learning,
            TrustReader trust,
            AdviceReader advice,
            PatternsReader patterns,
            WhatIfReader whatIf) {
        this.pulls = pulls;
        this.facts = facts;
        this.commits = commits;
        this.items = items;
        this.rankings = rankings;
        this.learning = learning;
        this.trust = trust;
        this.advice = advice;
        this.patterns = patterns;
        this.whatIf = whatIf;
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
        Surroundings around = around(repository, item.sha(), now);
        return CommitView.of(
                commit,
                item,
                learning.evidence(repository.id(), item.sha()),
                learning.model(repository.id()),
                probability == null
                        ? null
                        : trust.bin(repository, probability, now).orElse(null),
                around,
                commit.files().isEmpty() ? null : advice(commit.summary(), around.pull(), now),
                patterns.met(commit),
                whatIf.of(commit, now),
                now);
    }

    private Advice advice(CommitSummary commit, @Nullable KnownPull pull, Instant now) {
        String login = pull == null ? null : pull.pull().authorLogin();
        return advice.of(commit.repository(), List.of(commit), login, now);
    }

    private Surroundings around(TrackedRepository repository, String sha, Instant now) {
        KnownPull pull = pulls.bringing(repository.id(), sha).orElse(null);
        List<Integer> closes = pull == null ? null : pull.pull().closes();
        return new Surroundings(
                pull,
                closes == null ? List.of() : facts.issues().of(repository.id(), closes),
                facts.checks().of(repository.id(), sha),
                facts.deployments().of(repository.id(), sha),
                facts.deployments()
                        .footing(repository.id(), now.minus(Ladder.WINDOW))
                        .orElse(null));
    }
}
