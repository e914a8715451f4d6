package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoices;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The overview, over all repositories or one.
 *
 * @param repository null: all
 * @param trust how good the score is here; null over several repositories
 * @param backfill of all of them together
 * @param commits the newest ones
 * @param alerts the most unusual commits of the last seven days
 * @param days each of the last thirty UTC days, oldest first
 * @param choices what could be followed besides
 * @param watched deployments that are being looked at, those that served last first
 * @param services that are measured, those that are worse than usual first
 */
public record OverviewView(
        Instant generatedAt,
        @Nullable String repository,
        @JsonUnwrapped Ranking ranking,
        @Nullable TrustItem trust,
        Backfill backfill,
        List<CommitItem> commits,
        List<CommitItem> alerts,
        List<DayItem> days,
        List<BackendCheck> backends,
        List<RepositoryItem> repositories,
        ChoicesView choices,
        List<DeploymentsView.Item> watched,
        List<MetricsView.ServiceItem> services) {

    public static final int DAYS = 30;
    public static final int ALERT_DAYS = 7;

    public static OverviewView of(
            Instant now,
            @Nullable String repository,
            Ranking ranking,
            @Nullable TrustItem trust,
            List<TrackedRepository> all,
            List<CommitItem> commits,
            List<CommitItem> alerts,
            List<DayItem> days,
            List<BackendCheck> backends,
            RepositoryChoices.Listing choices,
            List<DeploymentsView.Item> watched,
            List<MetricsView.ServiceItem> services) {
        List<RepositoryItem> repositories =
                all.stream().map(it -> RepositoryItem.of(it, now)).toList();
        Backfill backfill = Backfill.sum(repositories.stream()
                .filter(it -> repository == null || it.name().equals(repository))
                .map(RepositoryItem::backfill)
                .toList());
        return new OverviewView(
                now,
                repository,
                ranking,
                trust,
                backfill,
                commits,
                alerts,
                days,
                backends,
                repositories,
                ChoicesView.of(
                        choices, repositories.stream().map(RepositoryItem::name).collect(Collectors.toSet())),
                watched,
                services);
    }

    /** The same, told at another time. */
    public OverviewView generatedAt(Instant time) {
        return new OverviewView(
                time,
                repository,
                ranking,
                trust,
                backfill,
                commits,
                alerts,
                days,
                backends,
                repositories,
                choices,
                watched,
                services);
    }

    /** The one repository of this page, or null over all. */
    public @Nullable RepositoryItem only() {
        return repository == null
                ? null
                : repositories.stream()
                        .filter(it -> it.name().equals(repository))
                        .findFirst()
                        .orElse(null);
    }

    /** Repositories of this page whose history is still being read. */
    public List<RepositoryItem> reading() {
        return here().stream()
                .filter(it -> it.backfill().running() && it.paused() == null)
                .toList();
    }

    /** Repositories of this page that wait for someone to mend something. */
    /** Whether what is shown is provisional throughout, and therefore counted nowhere. */
    public boolean allListed() {
        return !commits.isEmpty() && commits.stream().allMatch(CommitItem::listed);
    }

    public List<RepositoryItem> broken() {
        return here().stream()
                .filter(it -> it.problem() != null && it.paused() == null)
                .toList();
    }

    private List<RepositoryItem> here() {
        return repositories.stream()
                .filter(it -> repository == null || it.name().equals(repository))
                .toList();
    }
}
