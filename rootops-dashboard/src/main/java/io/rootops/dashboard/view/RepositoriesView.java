package io.rootops.dashboard.view;

import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.LeftOut;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.installation.RepositoryStanding;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How repositories stand, and where the GitHub App is installed.
 *
 * @param problem why GitHub did not say where the App is installed; null: it did, or RootOps is none
 * @param token what GitHub allows GITHUB_TOKEN; null: there is none, or GitHub told of no limit
 * @param leftOut what the App is installed on and is not followed; 200 at most
 */
public record RepositoriesView(
        @Nullable String problem,
        List<InstallationItem> installations,
        @Nullable BudgetItem token,
        List<StandingItem> items,
        List<LeftOutItem> leftOut) {

    /** So many of those that are left out are shown. */
    public static final int MOST_LEFT_OUT = 200;

    public static RepositoriesView of(
            @Nullable String problem,
            List<KnownInstallation> installations,
            @Nullable RateBudget token,
            List<RepositoryStanding> standings,
            List<LeftOut> leftOut) {
        Map<Long, KnownInstallation> byId = installations.stream()
                .collect(Collectors.toMap(it -> it.installation().id(), Function.identity()));
        return new RepositoriesView(
                problem,
                installations.stream().map(InstallationItem::of).toList(),
                token == null ? null : BudgetItem.of(token),
                standings.stream().map(it -> StandingItem.of(it, byId)).toList(),
                leftOut.stream().map(LeftOutItem::of).toList());
    }
}
