package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoice;
import io.rootops.core.engine.RepositoryChoices.Listing;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.webhook.DeliveryLogState;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.Dismissal;
import io.rootops.core.webhook.Door;
import io.rootops.core.webhook.Envelope;
import io.rootops.core.webhook.InboxFigures;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.DeliveriesView;
import io.rootops.dashboard.view.FilterView;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Frame.Section;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    private static final String NOTE = "by size only; learning comes next";
    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    @Test
    void overview_shows_level_percentile_reasons_and_what_the_ranking_rests_on() {
        String page = overview(State.READY, Samples.commit("Move totals", "Neil", Samples.score(97.4, false)));

        assertThat(page)
                .contains("Move totals", ">High</span>", "<b>97", "412 lines added, 25 deleted", NOTE)
                .contains("High-risk alerts", "would add error correlation", "looked at <code>/logs</code>")
                .contains(
                        "<time datetime=\"2026-03-14T11:56:00Z\" title=\"14 Mar 2026, 11:56:00 UTC\">4 min ago</time>")
                .doesNotContain("probability");
    }

    @Test
    void overview_says_how_far_a_history_is_read() {
        assertThat(overview(State.MINING, Samples.commit("A", "Neil", Samples.score(50, true))))
                .contains("Reading 12,431 of 38,590 commits; the newest 50 are provisional", "about 21 s left")
                .contains("<progress max=\"38590\" value=\"12431\"", ">provisional</span>");
        assertThat(overview(State.CLONING)).contains("Cloning from /srv/shop");
        assertThat(overview(State.WAITING)).contains("Waiting for its turn", "No commit is read yet");
    }

    @Test
    void a_commit_whose_code_is_not_known_says_so() {
        assertThat(page(Samples.listed("Move totals")))
                .contains(
                        ">provisional</span> Of the forge's list of files alone; the code is not fetched yet.",
                        "<td class=\"num\">unknown</td>",
                        "<span class=\"sub\">not known</span>");
    }

    @Test
    void overview_shows_why_a_repository_cannot_be_read_and_how_to_mend_it() {
        assertThat(overview(State.FAILED))
                .contains("acme/shop cannot be read", "There is no directory /srv/shop; give the path of a git");
    }

    @Test
    void without_a_repository_the_overview_says_what_to_do() {
        String page = text(pages.render(
                200,
                "overview.jte",
                Map.of(
                        "incidents",
                        Samples.NO_INCIDENTS,
                        "frame",
                        Samples.frame(Section.OVERVIEW, null, List.of()),
                        "view",
                        Samples.overview(List.of()))));

        assertThat(page).contains("--repo /path/to/clone", "GITHUB_REPO=owner/name", "GITHUB_TOKEN");
    }

    @Test
    void without_a_repository_and_with_a_token_the_overview_offers_what_the_token_can_read() {
        String page = offer(
                List.of(),
                Listing.of(
                        List.of(
                                new RepositoryChoice("acme/shop", true, Samples.NOW.minusSeconds(240)),
                                new RepositoryChoice("acme/new", false, null)),
                        1_234));

        assertThat(page)
                .contains("<form method=\"post\" action=\"/dashboard/repositories\">")
                .contains("<button class=\"button\" name=\"name\" value=\"acme/shop\">")
                .contains("<span>private</span><span>pushed <time", "<span>public</span><span>nothing pushed yet")
                .contains("1,234 more can be read", "--repo /path/to/clone");
    }

    @Test
    void an_offer_that_is_not_there_is_said() {
        Listing asking = Listing.notYetAnswered();

        assertThat(offer(List.of(), asking)).contains("Asking GitHub").doesNotContain("<form method=\"post\"");
        assertThat(offer(List.of(), asking.failed("github.com refuses GITHUB_TOKEN (401)")))
                .contains("Github.com refuses GITHUB_TOKEN (401).")
                .doesNotContain("Asking GitHub");
        assertThat(offer(List.of(), Listing.of(List.of(), 0))).contains("Your token can read no repository.");
    }

    @Test
    void what_is_followed_is_offered_no_more() {
        Listing listing = Listing.of(
                List.of(
                        new RepositoryChoice("acme/shop", true, Samples.NOW),
                        new RepositoryChoice("acme/<b>", true, Samples.NOW)),
                0);

        assertThat(offer(List.of(Samples.repository(State.READY)), listing))
                .contains("More to follow", "value=\"acme/&lt;b>\"", "acme/&lt;b&gt;</strong>")
                .doesNotContain("value=\"acme/shop\"");
        assertThat(overview(State.READY)).contains("<div id=\"choices\">").doesNotContain("More to follow");
    }

    @Test
    void commit_page_says_where_it_stands_and_why() {
        String page = commit(Samples.commit("Move totals", "Neil", Samples.score(91.9, false)), "src/A.java");

        assertThat(page)
                .contains("Larger than 91 of 100 commits of this repository.", "9.1<span> / 10</span>", NOTE)
                .contains("412 lines added, 25 deleted", "https://github.com/acme/shop/commit/" + Samples.SHA)
                .contains("https://github.com/acme/shop/blob/" + Samples.SHA + "/src/A.java")
                .contains("lines added</th><td class=\"num\">412</td>")
                .contains("/dashboard/r/acme/shop/commits/" + "a".repeat(40))
                .doesNotContain("/blob/" + Samples.SHA + "/old/");
    }

    @Test
    void commit_page_says_what_is_not_known() {
        assertThat(commit(Samples.commit("Move totals", "Neil", Samples.score(91.9, false)), "src/A.java"))
                .contains(
                        "Not known: nothing tells of deployments", "Not known: neither events nor polls told of checks")
                .contains("<dt>Pull request</dt><dd>not known</dd>");
    }

    @Test
    void commit_page_tells_of_deployments_checks_and_issues() {
        String page = text(pages.render(
                200,
                "commit.jte",
                Map.of(
                        "frame",
                        Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop")),
                        "view",
                        Samples.view(
                                Samples.detail(
                                        Samples.commit("Move totals", "Neil", Samples.score(91.9, false)),
                                        "src/A.java"),
                                Samples.AROUND))));

        assertThat(page)
                .contains("<b>live</b>: success, replaced since", "source: deployments, confidence medium")
                .contains("<b>staging</b>: failure", "confidence low, not production")
                .contains("What counts here: deployments to live, confidence medium.")
                .contains("build &lt;it&gt;: <b>timed out</b>")
                .contains("https://github.com/acme/shop/issues/7\">#7 (closed)</a> It is &lt;down&gt;")
                .contains("#8 (state not known)")
                .contains("<dt>Approved by</dt><dd>not known</dd>");
    }

    @Test
    void commit_page_tells_where_a_second_look_pays() {
        CommitDetail commit =
                Samples.detail(Samples.commit("Move totals", "Neil", Samples.score(91.9, false)), "src/A.java");

        assertThat(page(commit, Samples.advice("Pay <twice>", "Ada", "src/A.java")))
                .contains("<code>src/A.java</code>: 40 lines here, changed 12 times before, of which 3 had to be fixed")
                .contains("<b>Ada</b> wrote lines that this changes in <code>src/A.java</code>, last in Mar 2026")
                .contains("<b>Zoe</b> (Ada) changed <code>src/A.java</code>, last in Feb 2026")
                .contains("Pay &lt;twice&gt;<br><span class=\"hint\">reverted by ")
                .doesNotContain(Advice.NOTHING_READ, Advice.NO_LINES);
        assertThat(page(commit, new Advice(List.of(), List.of(), false, List.of())))
                .contains("Nobody else is known", Advice.NO_LINES, "None is known.")
                .doesNotContain(Advice.NOTHING_READ);
        assertThat(page(commit, new Advice(List.of(), null, false, null)))
                .contains(Advice.NOTHING_READ)
                .doesNotContain("Nobody else", "None is known.", Advice.NO_LINES);
        assertThat(page(commit)).doesNotContain("Worth a second look");
    }

    @Test
    void a_commit_without_a_score_says_why() {
        assertThat(commit(Samples.commit("Merge", "Neil", null), "a"))
                .contains("No score", "Nothing of it could be measured yet")
                .doesNotContain("Larger than");
    }

    @Test
    void the_list_keeps_its_state_in_the_address() {
        FilterView filter =
                new FilterView("/dashboard/r/acme/shop/commits", Map.of("level", "high"), List.of("feature/x"));
        String page = text(pages.render(
                200,
                "commits.jte",
                Map.of(
                        "frame",
                        Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop")),
                        "view",
                        Samples.list("next", Samples.commit("A", "Neil", Samples.score(3, false))),
                        "filter",
                        filter,
                        "first",
                        true)));

        assertThat(page)
                .contains(NOTE, "commits?level=high&amp;cursor=next", "commits?level=high&amp;from=now-7d")
                .contains("<option value=\"feature/x\"");
    }

    @Test
    void nothing_found_says_what_can_be_searched() {
        String page = text(pages.render(
                200,
                "commits.jte",
                Map.of(
                        "frame",
                        Samples.frame(Section.COMMITS, null, List.of()),
                        "view",
                        Samples.list(null),
                        "filter",
                        new FilterView("/dashboard/commits", Map.of("q", "zz"), List.of()),
                        "first",
                        true)));

        assertThat(page).contains("No commit matches", "Remove all filters", "matches “zz”");
    }

    @ParameterizedTest
    @MethodSource
    void text_of_strangers_stays_text(String hostile) {
        CommitSummary commit = Samples.commit(hostile, hostile, Samples.score(99, false));
        Problem problem = ProblemException.unknownRepository(hostile, List.of(hostile), "/x")
                .problem();
        String all = overview(State.READY, commit)
                + commit(commit, hostile)
                + page(Samples.detail(commit, hostile), Samples.advice(hostile, hostile, hostile))
                + text(pages.render(
                        404,
                        "problem.jte",
                        Map.of("frame", Samples.frame(Section.NONE, null, List.of()), "problem", problem)));

        assertThat(all)
                .doesNotContain("<script>w", "<img", "<b onclick")
                .doesNotContain("\u202E", "\u2066", "\u2069", "\u0007", "\u001B", "\u0085")
                .doesNotContain("href=\"javascript:");
    }

    static Stream<String> text_of_strangers_stays_text() {
        return Stream.of(
                "<script>window.hacked = 1</script>",
                "\"><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "Approved \u202Etxt.exe\u2066\u2069",
                "a\u0007b\u001B[31m\u0085",
                "x".repeat(10_000));
    }

    @Test
    void deliveries_show_what_waits_what_came_of_the_rest_and_a_button_for_each() {
        Envelope envelope = new Envelope("opened", null, 1L, "acme/shop");
        String page = text(pages.render(
                200,
                "deliveries.jte",
                Map.of(
                        "frame",
                        Samples.frame(Section.DELIVERIES, null, List.of("acme/shop")),
                        "view",
                        DeliveriesView.of(
                                new InboxFigures(2, 1, Samples.NOW.minusSeconds(240), 1, Samples.NOW),
                                Optional.of(new DeliveryLogState(
                                        Samples.NOW, Samples.NOW.minusSeconds(60), 0, null, 1_234)),
                                List.of(
                                        delivery(7, DeliveryState.DEAD, envelope, null, "<b>no JSON</b>", true),
                                        delivery(6, DeliveryState.WAITING, envelope, null, "GitHub said 500", true),
                                        delivery(5, DeliveryState.DONE, envelope, "read acme/shop", "once", false),
                                        delivery(4, DeliveryState.DONE, envelope, null, "Never a repository", false))),
                        "warnings",
                        List.of(new BackendCheck(
                                DeliveriesView.SIGNATURES,
                                BackendCheck.State.WARN,
                                "2 webhooks were refused",
                                List.of(),
                                "give it the secret",
                                List.of())),
                        "replayed",
                        true,
                        "dismissed",
                        false,
                        "state",
                        "")));

        assertThat(page)
                .contains("<strong>2 webhooks were refused</strong><p>Give it the secret.</p>", "It is worked on again")
                .contains("2 deliveries wait, 1 after a failure.", "<strong>1 set aside</strong>", "4 min ago")
                .contains("1 min ago</time>: 1,234 deliveries that had not arrived")
                .containsOnlyOnce("did not arrive; fetched from GitHub's log")
                .contains(
                        "Set aside",
                        "&lt;b&gt;no JSON&lt;/b&gt;",
                        "Failed, tried again",
                        "GitHub said 500",
                        "read acme/shop")
                .contains("name=\"id\" value=\"7\"", "name=\"id\" value=\"6\"", "sse:deliveries")
                .containsOnlyOnce("action=\"/dashboard/deliveries/dismiss\"")
                .contains("Never a repository", "Dismissed", "dismissed by the token 'ci'")
                .doesNotContain("value=\"5\"", "value=\"4\"", "once");
    }

    private static DeliveryRecord delivery(
            long id,
            DeliveryState state,
            Envelope envelope,
            @Nullable String note,
            @Nullable String error,
            boolean replayable) {
        return new DeliveryRecord(
                id,
                "guid-" + id,
                "issues",
                envelope,
                state,
                Samples.NOW,
                3,
                Samples.NOW,
                null,
                id == 6 ? Door.DELIVERY_LOG : Door.WEBHOOK,
                note,
                error,
                replayable,
                id == 4 ? new Dismissal(Samples.NOW, "the token 'ci'") : null);
    }

    @Test
    void long_subjects_are_cut_in_lists() {
        assertThat(overview(State.READY, Samples.commit("x".repeat(10_000), "Neil", Samples.score(1, false))))
                .hasSizeLessThan(40_000)
                .contains("xxx…");
    }

    @Test
    void pages_allow_only_their_own_files_and_carry_no_style_attributes() {
        Answer answer = pages.render(
                200,
                "overview.jte",
                Map.of(
                        "incidents",
                        Samples.NO_INCIDENTS,
                        "frame",
                        Samples.frame(Section.OVERVIEW, null, List.of("acme/shop")),
                        "view",
                        Samples.overview(
                                List.of(Samples.repository(State.READY)),
                                Samples.commit("A", "N", Samples.score(99, true)))));

        assertThat(answer.headers()).containsEntry("Content-Security-Policy", Pages.CONTENT_SECURITY_POLICY);
        assertThat(text(answer)).doesNotContain(" style=", "onclick=", "http://localhost", "<script>");
    }

    private String overview(State state, CommitSummary... commits) {
        TrackedRepository repository = Samples.repository(state);
        Frame frame = Samples.frame(Section.OVERVIEW, null, List.of(repository.name()));
        return text(pages.render(
                200,
                "overview.jte",
                Map.of(
                        "incidents",
                        Samples.NO_INCIDENTS,
                        "frame",
                        frame,
                        "view",
                        Samples.overview(List.of(repository), commits))));
    }

    private String offer(List<TrackedRepository> repositories, Listing choices) {
        Frame frame = Samples.frame(
                Section.OVERVIEW,
                null,
                repositories.stream().map(TrackedRepository::name).toList());
        return text(pages.render(
                200,
                "overview.jte",
                Map.of(
                        "incidents",
                        Samples.NO_INCIDENTS,
                        "frame",
                        frame,
                        "view",
                        Samples.overview(repositories, choices))));
    }

    private String commit(CommitSummary commit, String path) {
        Frame frame = Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop"));
        return text(pages.render(
                200, "commit.jte", Map.of("frame", frame, "view", Samples.view(Samples.detail(commit, path)))));
    }

    private String page(CommitDetail commit) {
        Frame frame = Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop"));
        return text(pages.render(200, "commit.jte", Map.of("frame", frame, "view", Samples.view(commit))));
    }

    private String page(CommitDetail commit, Advice advice) {
        Frame frame = Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop"));
        return text(pages.render(200, "commit.jte", Map.of("frame", frame, "view", Samples.view(commit, advice))));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
