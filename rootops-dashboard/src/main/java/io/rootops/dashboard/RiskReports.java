package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RiskScore;
import java.time.InstantSource;
import java.util.Optional;

/** What is told of commits elsewhere; made of what their own pages are made of, so that both say the same. */
public final class RiskReports {
    private final CommitMemory commits;
    private final CommitReader reader;
    private final InstantSource clock;

    public RiskReports(DashboardData data, InstantSource clock) {
        this.commits = data.commits();
        this.clock = clock;
        this.reader = new CommitReader(
                commits,
                new CommitItems(data.learning()),
                new Rankings(data.learning()),
                data.learning(),
                new TrustReader(data.learning(), commits, data.publicRecord()));
    }

    /** Empty where the commit is unknown by now, or has no score of its own, or only a provisional one. */
    public Optional<RiskReport> of(RepositoryId repository, String sha) {
        if (commits.find(repository, sha) instanceof ShaMatch.Found found) {
            RiskScore risk = found.commit().summary().risk();
            if (risk != null && !risk.provisional()) {
                return Optional.of(ReportText.of(reader.one(found.commit(), clock.instant())));
            }
        }
        return Optional.empty();
    }
}
