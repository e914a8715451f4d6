package io.rootops.core.pattern;

import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.dora.DoraDeployment;
import io.rootops.core.dora.Failure;
import io.rootops.core.dora.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that went live, and what became of it: failed is what the figures of DORA call so.
 *
 * @param sha that was deployed; null: not known
 * @param settledAt since when it is known whether it failed
 * @param failedAt since when it is known that it did; null: it did not
 * @param commits that went live with it first, merges left out; null: not known
 * @param topRisk place of the riskiest of them, 0 to 100; null: none has one, or they are not known
 * @param pause since the one whose place it took; null: not known, as of the first
 * @param service that whoever told of it names; null: none
 * @param environment where it went
 */
public record PastDeployment(
        @Nullable String sha,
        Instant at,
        Instant settledAt,
        @Nullable Instant failedAt,
        @Nullable Integer commits,
        @Nullable Double topRisk,
        @Nullable Duration pause,
        @Nullable String service,
        String environment)
        implements Observed {

    /**
     * Those of one environment, as one source tells of them.
     *
     * @param rows in the order of time
     * @param places of commits by sha, 0 to 100, by what was known before what became of them; where none is told it is the
     *     commit's own
     */
    public static List<PastDeployment> of(List<Row> rows, String environment, Map<String, Double> places) {
        List<PastDeployment> deployments = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            DoraDeployment it = rows.get(i).deployment();
            Failure failure = rows.get(i).failure();
            boolean known = it.commits() != null;
            deployments.add(new PastDeployment(
                    it.event().sha(),
                    it.at(),
                    it.settledAt(),
                    failure == null ? null : failure.knownAt(),
                    known ? rows.get(i).changes().size() : null,
                    topRisk(rows.get(i).changes(), places),
                    pause(rows, i),
                    it.service(),
                    environment));
        }
        return deployments;
    }

    private static @Nullable Double topRisk(List<LiveCommit> changes, Map<String, Double> places) {
        Double top = null;
        for (LiveCommit it : changes) {
            Double place = places.getOrDefault(it.sha(), it.percentile());
            top = place == null || top != null && top > place ? top : place;
        }
        return top;
    }

    private static @Nullable Duration pause(List<Row> rows, int index) {
        DoraDeployment it = rows.get(index).deployment();
        for (int i = index - 1; i >= 0; i--) {
            if (rows.get(i).deployment().replacedBy(it)) {
                return Duration.between(rows.get(i).deployment().at(), it.at());
            }
        }
        return null;
    }

    @Override
    public boolean judged(Instant then) {
        return !settledAt.isAfter(then);
    }

    @Override
    public boolean knownBad(Instant then) {
        return failedAt != null && !failedAt.isAfter(then);
    }

    @Override
    public double trust(Instant then) {
        return 1;
    }
}
