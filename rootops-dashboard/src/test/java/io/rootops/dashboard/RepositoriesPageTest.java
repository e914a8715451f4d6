package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.Pause;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.LeftOut;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.installation.RepositoryStanding;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.RepositoriesView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepositoriesPageTest {
    private static final Instant BEFORE = Samples.NOW.minusSeconds(240);

    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    @Test
    void each_repository_has_its_state_and_why() {
        String page = page(
                null,
                standing(State.READY, null, false),
                standing(State.READY, null, true),
                standing(State.MINING, null, false),
                standing(State.FAILED, null, false),
                standing(State.READY, Pause.SUSPENDED, false),
                standing(State.FAILED, Pause.REMOVED, false));

        assertThat(page)
                .contains("</svg> Following", "</svg> Waiting to be read", "</svg> Reading", "</svg> Failing")
                .contains("There is no directory /srv/shop", "4 min ago")
                .contains("It is suspended: the account has suspended the GitHub App. Its history and scores stay;")
                .contains("It is no longer followed: it is not among the repositories of the App")
                .contains("acme/fork", "it is a fork")
                .contains("aria-current=\"page\">Repositories</a>");
    }

    @Test
    void each_installation_has_what_is_left_of_its_limit_and_what_went_wrong() {
        assertThat(page("github.com refuses the GitHub App 1 (401)"))
                .contains("4,321 of 5,000", "anew at 14 Mar 2026, 12:00:00 UTC", "&lt;b&gt;502&lt;/b&gt;.")
                .contains("GitHub did not say where the App is installed", "Github.com refuses the GitHub App 1 (401).")
                .contains("No repository is followed yet.");
    }

    @Test
    void what_is_left_to_the_token_is_told_where_there_is_one() {
        RateBudget left = new RateBudget(5_000, 4_321, Samples.NOW);

        assertThat(page(RepositoriesView.of(null, List.of(), left, List.of(), List.of())))
                .contains("What GitHub allows <code>GITHUB_TOKEN</code>", "4,321 of 5,000 requests left")
                .contains("anew at 14 Mar 2026, 12:00:00 UTC");
        assertThat(page(RepositoriesView.of(null, List.of(), null, List.of(), List.of())))
                .doesNotContain("GITHUB_TOKEN");
    }

    private String page(@Nullable String problem, RepositoryStanding... standings) {
        AppInstallation acme = new AppInstallation(7, "acme", 70, "Organization", "all", "{}", List.of(), null);
        KnownInstallation known = new KnownInstallation(
                acme, null, BEFORE, BEFORE, "<b>502</b>", null, BEFORE, new RateBudget(5_000, 4_321, Samples.NOW));
        return page(RepositoriesView.of(
                problem, List.of(known), null, List.of(standings), List.of(new LeftOut(7, "acme/fork", Pause.FORK))));
    }

    private String page(RepositoriesView view) {
        return new String(
                pages.render(
                                200,
                                "repositories.jte",
                                Map.of("frame", Samples.frame(Section.REPOSITORIES, null, List.of()), "view", view))
                        .body(),
                StandardCharsets.UTF_8);
    }

    private static RepositoryStanding standing(State state, @Nullable Pause pause, boolean owed) {
        TrackedRepository it = Samples.repository(state);
        return new RepositoryStanding(
                new TrackedRepository(
                        it.id(),
                        it.name(),
                        it.location(),
                        it.kind(),
                        it.webUrl(),
                        it.defaultBranch(),
                        it.state(),
                        it.problem(),
                        it.mining(),
                        it.commits(),
                        it.scoredCommits(),
                        it.missingBlobs(),
                        it.shallow(),
                        pause),
                7L,
                true,
                BEFORE,
                BEFORE,
                owed);
    }
}
