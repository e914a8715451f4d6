package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.CommitDetail;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import io.rootops.core.pattern.RecurringError;
import io.rootops.core.pattern.Trait;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.WhatIf;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.DeploymentPatternItem;
import io.rootops.dashboard.view.DeploymentPatternsView;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.PatternItem;
import io.rootops.dashboard.view.PatternsView;
import io.rootops.dashboard.view.RecurringErrorItem;
import io.rootops.dashboard.view.Surroundings;
import io.rootops.dashboard.view.WhatIfItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternsPageTest {
    private static final String REPOSITORY = "acme/shop";
    private static final PatternItem MIGRATIONS = PatternItem.of(
            new Pattern(
                    new Trait(PatternKind.PATH, "db/<migration>", ""),
                    Pattern.State.PATTERN,
                    new Count(41, 9),
                    new Count(500, 15),
                    0.98,
                    Samples.NOW.minus(Duration.ofDays(400)),
                    new Count(12, 3),
                    new Count(90, 3),
                    9,
                    List.of(Samples.SHA)),
            REPOSITORY);
    private static final PatternItem PAIR = PatternItem.of(
            new Pattern(
                    new Trait(PatternKind.PAIR, "src/Codec.java", "docs/format.md"),
                    Pattern.State.UNPROVEN,
                    new Count(6, 2),
                    new Count(500, 15),
                    0.4,
                    null,
                    Count.NONE,
                    Count.NONE,
                    5,
                    List.of()),
            REPOSITORY);

    private static final WhatIfItem SPLIT = WhatIfItem.of(
            new WhatIf(WhatIf.Way.SPLIT, 0.24, 0.18, 70.4, List.of(new WhatIf.Changed(Feature.LA, 412, 206))),
            RangeRisk.INDEPENDENT);
    private static final DeploymentPatternsView DEPLOYMENTS = new DeploymentPatternsView(
            Samples.NOW,
            120,
            11,
            11 / 120.0,
            List.of(deployments("commits_more", PatternKind.COMMITS, Pattern.State.PATTERN, new Count(30, 9))),
            List.of(),
            List.of(deployments("<till>", PatternKind.SERVICE, Pattern.State.UNPROVEN, new Count(6, 2))));
    private static final RecurringErrorItem TIMEOUT = RecurringErrorItem.of(new RecurringError(
            new ServiceName("till", "production"),
            "no answer of <*>",
            2,
            3,
            5,
            Samples.NOW.minus(Duration.ofDays(90)),
            Samples.NOW.minus(Duration.ofDays(2))));

    private static DeploymentPatternItem deployments(
            String subject, PatternKind kind, Pattern.State state, Count count) {
        boolean pattern = state == Pattern.State.PATTERN;
        return DeploymentPatternItem.of(
                new Pattern(
                        new Trait(kind, subject, ""),
                        state,
                        count,
                        new Count(120, 11),
                        0.9,
                        pattern ? Samples.NOW.minus(Duration.ofDays(60)) : null,
                        pattern ? new Count(6, 2) : Count.NONE,
                        pattern ? new Count(20, 2) : Count.NONE,
                        5,
                        List.of(Samples.SHA)),
                REPOSITORY);
    }

    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    private String page(PatternsView... views) {
        return text(pages.render(
                200,
                "patterns.jte",
                Map.of("frame", Samples.frame(Section.PATTERNS, null, List.of(REPOSITORY)), "views", List.of(views))));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aPatternIsACountWithItsDenominatorAndWhatCameLater() {
        String page = page(new PatternsView(
                REPOSITORY,
                Samples.NOW,
                0.7,
                500,
                15,
                0.03,
                List.of(MIGRATIONS),
                List.of(),
                List.of(PAIR),
                DEPLOYMENTS,
                List.of(TIMEOUT)));

        assertThat(page)
                .contains(
                        "9 of 41 went wrong, 22 %, against 3 % of all commits; 95 % interval 12 % to 37 %",
                        "3 of 12, 25 %, against 3.3 % of all commits since",
                        "touches db/&lt;migration",
                        "/dashboard/r/acme/shop/commits?path=db%2F%3Cmigration%3E",
                        "/dashboard/r/acme/shop/commits/" + Samples.SHA,
                        "changes src/Codec.java without docs/format.md",
                        "Not enough evidence yet (needs 5, has 2)",
                        "Of 120 deployments 11 failed",
                        "brings more than 20 commits",
                        "9 of 30 failed, 30 %, against 9.2 % of all deployments",
                        "2 of 6, 33 %, against 10 % of all deployments since",
                        "is of the service &lt;till&gt;",
                        "no answer of &lt;*&gt;",
                        "in 3 of 5 incidents, after 2 deployments")
                .doesNotContain("<migration>");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(page()).contains("No repository is followed yet");
        assertThat(page(PatternsView.none(REPOSITORY))).contains("Nobody has looked yet");
        assertThat(page(new PatternsView(
                        REPOSITORY,
                        Samples.NOW,
                        0.7,
                        10,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        DeploymentPatternsView.NOTHING,
                        List.of())))
                .contains("There is no pattern", "Of no deployment is it known yet")
                .doesNotContain("Errors that came back");
    }

    @Test
    void aCommitNamesThePatternsThatItMeets() {
        CommitDetail detail = Samples.detail(Samples.commit("Move totals", "Neil", Samples.learned()), "src/A.java");
        CommitView view = CommitView.of(
                detail,
                CommitItem.of(detail.summary()),
                List.of(),
                ModelState.NOTHING_LEARNED,
                null,
                Surroundings.NONE,
                null,
                List.of(MIGRATIONS),
                List.of(SPLIT),
                Samples.NOW);

        assertThat(text(pages.render(
                        200,
                        "commit.jte",
                        Map.of(
                                "frame",
                                Samples.frame(Section.COMMITS, REPOSITORY, List.of(REPOSITORY)),
                                "view",
                                view))))
                .contains("Patterns that it meets", "It touches db/&lt;migration", "/dashboard/r/acme/shop/patterns")
                .contains(
                        "Split into two commits of half its size: 18 % each instead of 24 %, riskier than 70 of 100 commits."
                                + " That at least one of both has to be fixed: 33 %.",
                        "not a promise about this one");
    }
}
