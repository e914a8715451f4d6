package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.report.ReportKey;
import io.rootops.core.report.ReportKind;
import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RiskScore;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of commits elsewhere; made of what their own pages are made of, so that both say the same. */
public final class RiskReports {
    private final CommitMemory commits;
    private final CommitReader reader;
    private final RepositoryMemory repositories;
    private final PullReader pulls;
    private final @Nullable URI home;
    private final @Nullable Integer failFrom;
    private final InstantSource clock;

    /**
     * @param home where people reach this RootOps; null: unknown
     * @param failFrom percentile from which on a report fails; null: none does
     */
    public RiskReports(DashboardData data, @Nullable URI home, @Nullable Integer failFrom, InstantSource clock) {
        this.home = home;
        this.failFrom = failFrom;
        this.repositories = data.repositories();
        this.commits = data.commits();
        this.clock = clock;
        CommitItems items = new CommitItems(data.learning());
        AdviceReader advice = new AdviceReader(data.files(), commits, items, data.learning());
        RangeReader ranges = new RangeReader(data.ranges(), commits, items, data.learning());
        WhatIfReader whatIf = new WhatIfReader(data.learning(), ranges);
        this.pulls = new PullReader(data, ranges, advice, whatIf);
        this.reader = new CommitReader(
                commits,
                data.pulls(),
                data.facts(),
                items,
                new Rankings(data.learning()),
                data.learning(),
                new TrustReader(data.learning(), commits, data.publicRecord()),
                advice,
                new PatternsReader(data.patterns()),
                whatIf);
    }

    /** What is to be told; of a comment empty also where the commit is no open pull request's head by now. */
    public Optional<RiskReport> of(ReportKey key) {
        return key.kind() == ReportKind.COMMENT ? ofPull(key.repository(), key.sha()) : of(key.repository(), key.sha());
    }

    /**
     * Of the pull request whose head this is, else of the commit. Empty where the commit is unknown by now, or has no score of its own, or only one
     * among the newest commits, until the history is read.
     */
    public Optional<RiskReport> of(RepositoryId repository, String sha) {
        return ofPull(repository, sha).or(() -> ofCommit(repository, sha));
    }

    private Optional<RiskReport> ofPull(RepositoryId repository, String sha) {
        return repositories
                .byId(repository)
                .flatMap(it -> pulls.headed(it, sha, clock.instant()))
                .map(it -> PullReportText.of(it, home, failFrom));
    }

    private Optional<RiskReport> ofCommit(RepositoryId repository, String sha) {
        if (commits.find(repository, sha) instanceof ShaMatch.Found found) {
            RiskScore risk = found.commit().summary().risk();
            if (risk != null && (!risk.provisional() || found.commit().summary().listed())) {
                return Optional.of(ReportText.of(reader.one(found.commit(), clock.instant()), home, failFrom));
            }
        }
        return Optional.empty();
    }
}
