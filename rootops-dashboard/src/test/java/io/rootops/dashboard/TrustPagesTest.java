package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskLevel;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.Ranking;
import io.rootops.dashboard.view.TrustView;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of what was learned, and of how good that is. */
class TrustPagesTest {
    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    @Test
    void the_page_begins_with_the_whole_in_one_sentence() {
        TrustView view = Samples.trust(2400, Samples.MODEL);

        assertThat(view.sentence())
                .matches(
                        "On 2,400 commits of Mar 2021 to Apr 2025, each scored without knowing the future, the riskiest"
                                + " tenth held \\d+ % of the 240 that had to be fixed, \\d\\.\\d times as many as chance;"
                                + " sorting by lines changed: \\d\\.\\d\\.");
        assertThat(page(view))
                .contains(view.sentence(), "The learned score ranks better here than lines changed")
                .contains("Score learned from 612 outcomes here + prior", "95 % interval")
                .contains("What the riskiest tenth caught", "What it missed worst", "The low-risk lane")
                .contains("First version, 0 to 10", "RootOps as shipped", "Lines changed")
                .doesNotContain("NaN", "null", "Infinity", " style=");
    }

    @Test
    void every_chart_has_its_table() {
        String page = page(Samples.trust(2400, Samples.MODEL));

        assertThat(page.split("role=\"img\"", -1)).hasSize(4);
        assertThat(page).contains("id=\"gains-table\"", "id=\"reliability-table\"", "id=\"halfyears-table\"");
    }

    @Test
    void where_lines_changed_rank_better_the_page_says_so() {
        List<HeldOut> useless = Samples.held(4000, 0);
        ModelState bySize = new ModelState(
                RiskScore.Model.SIZE, 4, 0, Samples.NOW, "Lines changed won.", null, true, Population.REPOSITORY, true);

        assertThat(page(Samples.trust(useless, bySize, "A")))
                .contains("Lines changed rank better here. RootOps ranks by lines changed here.")
                .contains("Ranked by size only: lines changed rank better here than the learned score");
        assertThat(page(Samples.trust(useless, Samples.MODEL, "A")))
                .contains("Lines changed rank better here. The next learning decides what RootOps ranks by.");
    }

    @Test
    void with_too_few_outcomes_the_page_shows_the_record_on_public_projects_instead() {
        String page = page(Samples.trust(30, Samples.MODEL));

        assertThat(page)
                .contains("3 of the 30 commits that can be judged here had to be fixed so far: too few to measure by.")
                .contains("its record on public projects", "kafka", "0.89", "0.85")
                .contains("Learned from 612 commits.")
                .doesNotContain("Beside simpler rules");
        assertThat(page(Samples.trust(List.of(), ModelState.NOTHING_LEARNED, "A")))
                .contains("Nothing is measured here yet", "Ranked by size only; learning comes next");
    }

    @Test
    void a_learning_that_failed_is_said() {
        ModelState failed = new ModelState(
                RiskScore.Model.LEARNED,
                3,
                612,
                Samples.NOW,
                "Learned.",
                "its log tells why",
                false,
                Population.REPOSITORY,
                true);

        assertThat(page(Samples.trust(Samples.held(2400, 1), failed, "A")))
                .contains("RootOps ranks by it. Its log tells why.");
    }

    @Test
    void a_newest_model_that_was_not_taken_says_why() {
        String reason = "The newest model was not taken: it ranks worse <than> the one in use.";
        TrustView view = Samples.trust(Samples.held(2400, 1), Samples.MODEL, reason, "A");

        assertThat(page(view)).contains("it ranks worse &lt;than&gt; the one in use.");
        assertThat(text(pages.render(
                        200,
                        "trust-all.jte",
                        Map.of(
                                "frame",
                                Samples.frame(Section.TRUST, null, List.of("acme/shop")),
                                "views",
                                List.of(view)))))
                .contains("it ranks worse &lt;than&gt; the one in use.");
        assertThat(page(Samples.trust(2400, Samples.MODEL))).doesNotContain("was not taken");
    }

    @Test
    void several_repositories_have_a_sentence_each() {
        TrustView view = Samples.trust(2400, Samples.MODEL);
        String page = text(pages.render(
                200,
                "trust-all.jte",
                Map.of("frame", Samples.frame(Section.TRUST, null, List.of("acme/shop")), "views", List.of(view))));

        assertThat(page).contains(view.sentence(), view.verdict(), "href=\"/dashboard/r/acme/shop/trust\"");
    }

    @Test
    void scores_that_were_shown_are_told_apart() {
        List<HeldOut> shown = Samples.held(2400, 1).stream()
                .map(it -> new HeldOut(
                        it.sha(),
                        it.committedAt(),
                        it.window(),
                        it.logit(),
                        it.priorLogit(),
                        it.probability(),
                        it.churn(),
                        it.heuristicV1(),
                        it.badKnownAt(),
                        it.source(),
                        it.evidence(),
                        it.window() > 4))
                .toList();

        assertThat(page(Samples.trust(shown, Samples.MODEL, "A")))
                .contains("Score shown before the merge", "A score that is shown changes reviews");
        assertThat(page(Samples.trust(2400, Samples.MODEL)))
                .contains("No score was shown before a merge in this time")
                .doesNotContain("Score shown before the merge");
    }

    @Test
    void a_learned_commit_shows_its_probability_and_what_it_is_made_of() {
        String page = commit(Samples.commit("Move totals", "Neil", Samples.learned()), Samples.REVERTED);

        assertThat(page)
                .contains("Riskier than 91 of 100 commits of this repository.", "<b>31 %</b>")
                .contains("212 of the 684 that got 28 % to 35 %, the future held out.")
                .contains("A usual commit here", "Size and content", "Past of its files", "Message")
                .contains("≈ +21", "≈ +6.4", "≈ −1.9", "−2.75", "+1.60", "Sum: the logit of 31 %")
                .contains("reverted by bbbbbbbbb after 3 days", "the revert names it");
    }

    @Test
    void among_too_few_commits_every_surface_says_that_percentiles_are_places_among_public_projects() {
        ModelState few = new ModelState(
                RiskScore.Model.LEARNED, 3, 0, Samples.NOW, "R.", null, false, Population.PUBLIC_PROJECTS, true);
        String note = "learned from other projects; too few outcomes here yet; percentiles among commits of public"
                + " projects, as fewer than 50 are scored here";

        CommitView view = view(Samples.commit("A", "N", Samples.learned()), few);
        assertThat(view.ranking().modelNote()).isEqualTo(note);
        assertThat(view.ranking().percentilesAmong()).isEqualTo("public_projects");
        assertThat(commit(view))
                .contains("Riskier than 91 of 100 commits of the public projects that RootOps learned from.")
                .contains("Score " + note, "The model was made on fewer than 50 commits of this repository.")
                .contains("among the commits of the public projects that RootOps learned from, by the probability")
                .doesNotContain("of 100 commits of this repository");
        assertThat(page(Samples.trust(30, few))).contains("Score " + note);
        assertThat(Ranking.of(List.of(few, Samples.MODEL)).percentilesAmong()).isEqualTo("mixed");
        assertThat(Ranking.of(List.of(few, Samples.MODEL)).meaning())
                .contains("its repository, or of the public projects that RootOps learned from where fewer than 50");
    }

    @Test
    void a_model_that_cannot_be_read_is_said_wherever_its_places_are_shown() {
        ModelState damaged = new ModelState(
                RiskScore.Model.LEARNED, 3, 612, Samples.NOW, "R.", null, false, Population.REPOSITORY, false);
        RiskScore placed = new RiskScore(
                RiskScore.Model.LEARNED,
                3,
                91.4,
                false,
                null,
                List.of(new Reason("lines_changed", "412 lines added, 25 deleted", null)),
                null);

        assertThat(commit(view(Samples.commit("A", "N", placed), damaged)))
                .contains("Riskier than 91 of 100 commits of this repository.")
                .contains("Score by a learned model that cannot be read now; it is learned again by itself")
                .contains("it is damaged, or another release of RootOps wrote it", "412 lines added");
        assertThat(page(Samples.trust(2400, damaged))).contains("by a learned model that cannot be read now");
    }

    @Test
    void what_is_odd_about_a_history_is_said() {
        Reservations odd = new Reservations(1_000, 812, "renovate[bot]", 800, 1, 12, 3, 1, 2, 5);
        String page = page(Samples.trust(Samples.held(30, 1), Samples.MODEL, "A", odd));

        assertThat(page)
                .contains("What to know of this history")
                .contains("Bots wrote 812 of the 1,000 ranked commits, renovate[bot] alone 800.")
                .contains("1 commit is dated in the future.", "12 commits are dated before the commit that came before")
                .contains("3 commits have an author time in the future.")
                .contains("1 commit has an author time before that of the commit that came before, as after a rebase.")
                .contains("Of 2 commits some measured value is not a number.")
                .contains("Reverts and fixes name 5 commits that this repository does not have");
        assertThat(page(Samples.trust(30, Samples.MODEL))).doesNotContain("What to know of this history");
    }

    @Test
    void evidence_that_does_not_count_is_shown_with_the_reason() {
        List<Weighed> evidence = List.of(
                said(OutcomeSource.REVERT, Strength.STRONG, "b", true),
                said(OutcomeSource.REVERT, Strength.STRONG, "c", false),
                said(OutcomeSource.SZZ, Strength.HINT, "d", false),
                said(OutcomeSource.SZZ, Strength.WEAK, "f", false),
                said(OutcomeSource.SZZ, Strength.STRONG, "e", true));
        CommitDetail commit = Samples.detail(Samples.commit("A", "N", Samples.learned()), "src/A.java");

        assertThat(commit(Samples.view(commit, Samples.REVERTED, evidence, Samples.MODEL, null)))
                .contains("What else is said of it")
                .contains("Reverted by ccccccccc, which was itself taken back, so it does not count.")
                .contains(
                        "Fixed by ddddddddd perhaps: that fix rewrote more lines of another commit, so it is only a hint")
                .contains(
                        "Fixed by fffffffff perhaps: that fix rewrote more lines of another commit, so by this alone it"
                                + " would count neither as bad nor as clean.")
                .contains("Fixed by eeeeeeeee, which says the same and is less trusted, or came later.")
                .contains("href=\"/dashboard/r/acme/shop/commits/" + "c".repeat(40) + "\"")
                .doesNotContain("Reverted by bbbbbbbbb,");
        assertThat(commit(Samples.view(commit, null, evidence.subList(1, 2), Samples.MODEL, null)))
                .contains("What was said of it", "Reverted by ccccccccc");
    }

    @Test
    void the_lines_at_stake_are_named() {
        List<LineRange> lines = List.of(
                new LineRange("src/A.java", 12, 16),
                new LineRange("src/A.java", 20, 20),
                new LineRange("B.java", 3, 3));
        List<Weighed> evidence = List.of(
                new Weighed(
                        new Outcome(
                                Samples.SHA,
                                OutcomeSource.REVERT,
                                Strength.STRONG,
                                Samples.NOW,
                                "b".repeat(40),
                                6,
                                lines),
                        true),
                new Weighed(
                        new Outcome(
                                Samples.SHA,
                                OutcomeSource.SZZ,
                                Strength.HINT,
                                Samples.NOW,
                                "d".repeat(40),
                                20,
                                Collections.nCopies(DeletedLines.MOST_RANGES, new LineRange("C.java", 7, 8))),
                        false));
        CommitDetail commit = Samples.detail(Samples.commit("A", "N", Samples.learned()), "src/A.java");

        assertThat(commit(Samples.view(commit, Samples.REVERTED, evidence, Samples.MODEL, null)))
                .contains("Its lines at stake, by their numbers before the fix:")
                .contains("<code>src/A.java</code> 12–16, 20", "<code>B.java</code> 3</span>")
                .contains("<code>C.java</code> 7–8, 7–8", "7–8</span> and more");
        assertThat(commit(Samples.view(commit, Samples.REVERTED, List.of(), Samples.MODEL, null)))
                .doesNotContain("at stake");
    }

    private static Weighed said(OutcomeSource source, Strength strength, String digit, boolean counts) {
        return new Weighed(new Outcome(Samples.SHA, source, strength, Samples.NOW, digit.repeat(40)), counts);
    }

    @Test
    void the_marks_of_the_scale_are_where_the_levels_begin() {
        assertThat(commit(Samples.commit("A", "N", Samples.learned()), null))
                .contains("x=\"" + RiskLevel.MEDIUM_FROM + "%\"", "x=\"" + RiskLevel.HIGH_FROM + "%\"")
                .contains("Medium from " + RiskLevel.MEDIUM_FROM, "High from " + RiskLevel.HIGH_FROM);
    }

    @Test
    void what_is_not_analysed_says_so_and_can_be_analysed() {
        CommitSummary waiting = Samples.notAnalyzed();

        assertThat(commit(waiting, null))
                .contains("Not analysed", "AUTO_ANALYZE_NEW_COMMITS was false")
                .contains("<form method=\"post\" action=\"/dashboard/analyses\">", "Analyse this commit");
        assertThat(commit(Samples.commit("A", "N", null), null)).doesNotContain("Analyse this commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>window.hacked = 1</script>", "\"><img src=x onerror=alert(1)>", "a\u202Eb"})
    void text_of_strangers_stays_text(String hostile) {
        String page = page(Samples.trust(Samples.held(2400, 1), Samples.MODEL, hostile))
                + commit(
                        Samples.commit("A", "N", Samples.learned()),
                        new Label(Samples.NOW, OutcomeSource.INCIDENT, hostile));

        assertThat(page).doesNotContain("<script>w", "<img", "\u202E");
    }

    private String page(TrustView view) {
        return text(pages.render(
                200,
                "trust.jte",
                Map.of("frame", Samples.frame(Section.TRUST, "acme/shop", List.of("acme/shop")), "view", view)));
    }

    private String commit(CommitSummary commit, @Nullable Label label) {
        return commit(Samples.view(Samples.detail(commit, "src/A.java"), label, Samples.MODEL, Samples.BIN));
    }

    private static CommitView view(CommitSummary commit, ModelState model) {
        return Samples.view(Samples.detail(commit, "src/A.java"), null, model, null);
    }

    private String commit(CommitView view) {
        return text(pages.render(
                200,
                "commit.jte",
                Map.of("frame", Samples.frame(Section.COMMITS, "acme/shop", List.of("acme/shop")), "view", view)));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
