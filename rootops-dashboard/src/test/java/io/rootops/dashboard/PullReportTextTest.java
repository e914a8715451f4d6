package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.CommitSummary;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.risk.WhatIf;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.PullView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.WhatIfItem;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullReportTextTest {
    private static final WhatIfItem SPLIT =
            WhatIfItem.of(new WhatIf(WhatIf.Way.SPLIT, 0.24, 0.18, 70.4, List.of()), RangeRisk.INDEPENDENT);
    private static final URI HOME = URI.create("https://rootops.example.com");

    @Test
    void aPullRequestSaysHowRiskyItsRangeIsAndWhy() {
        RiskReport report = PullReportText.of(view("Move totals", "Ada", "a.txt", 2), HOME, null);

        assertThat(report.title()).isEqualTo("High risk: 97 of 100 (score 9.7) for 2 commits");
        assertThat(report.fails()).isFalse();
        assertThat(report.summary())
                .contains(
                        "**As risky as a commit that is riskier than 97 of 100 commits of this repository.**",
                        "**52 %** that at least one of its 2 commits will have to be fixed or reverted, each taken by itself",
                        "### Riskiest commits\n\n- 91 of 100: [`" + Samples.SHA.substring(0, 9) + "`](" + HOME
                                + "/dashboard/r/acme/shop/commits/" + Samples.SHA + ") `Move totals`, 31 %\n",
                        "### Why\n\n- 412 lines added (more than 93 % of commits here); 31 conditions\n",
                        "### What if the riskiest commit were otherwise\n\n- Split into two commits of half its size: 18 % each"
                                + " instead of 24 %, riskier than 70 of 100 commits. That at least one of both has to be fixed:"
                                + " 33 %\n\n_" + WhatIfItem.ABOUT + "_\n",
                        "### Files worth a second look\n\n- `a.txt`: 40 lines here, changed 12 times before, of which 3 had to"
                                + " be fixed or reverted\n",
                        "### Who knows this code\n\n- `Ada` wrote lines that this changes in `a.txt`, last in Mar 2026\n"
                                + "- `Zoe` (`Ada`) changed `a.txt`, last in Feb 2026\n",
                        "### Similar changes that went wrong\n\n- [`" + Samples.SHA.substring(0, 9),
                        "`reverted by bbbbbbbbb after 3 days`\n")
                .endsWith("most commits of a high risk are fine._\n");
    }

    @Test
    void itFailsFromThePercentileThatATeamHasChosen() {
        assertThat(PullReportText.of(view("a", "b", "c", 2), null, 98).fails()).isFalse();
        RiskReport failing = PullReportText.of(view("a", "b", "c", 2), null, 97);
        assertThat(failing.fails()).isTrue();
        assertThat(failing.summary())
                .contains("This check fails from percentile 97 on")
                .doesNotContain("blocks nothing");
    }

    @Test
    void aSingleCommitIsAsRiskyAsOnItsOwnPage() {
        RiskReport report = PullReportText.of(view("a", "b", "c", 1), null, null);

        assertThat(report.title()).isEqualTo("High risk: 91 of 100 (score 9.1) for 1 commit");
        assertThat(report.summary()).contains("**31 %** that its commit will have to be fixed or reverted.");
    }

    @Test
    void nobodysTextBecomesALinkAMentionOrAnythingElse() {
        String evil = "@all `x` ![i](https://evil.example/i.png)\n# h <img src=x> \u202E";

        String summary =
                PullReportText.of(view(evil, evil, evil, 2), null, null).summary();

        String shown = "`` @all `x` ![i](https://evil.example/i.png)[U+000A]# h <img src=x> [U+202E] ``";
        assertThat(summary.lines().filter(it -> it.contains("evil.example")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.replace(shown, "")).doesNotContain("evil", "@all", "<img"));
    }

    private static PullView view(String title, String author, String path, int commits) {
        CommitItem one = item(title, author, Samples.learned());
        List<CommitItem> all = commits == 1 ? List.of(one) : List.of(one, item(title, author, Samples.learned()));
        RangeView range = RangeView.of(
                "acme/shop",
                "a".repeat(40),
                Samples.SHA,
                new ModelState(
                        RiskScore.Model.LEARNED,
                        3,
                        612,
                        Samples.NOW,
                        null,
                        null,
                        false,
                        Samples.MODEL.population(),
                        true),
                RangeRisk.INDEPENDENT,
                (probability, lines) -> OptionalDouble.of(97.9),
                all);
        PullRequest pull = new PullRequest(
                1,
                2,
                title,
                "octo",
                PullRequest.State.OPEN,
                false,
                false,
                Samples.SHA,
                "main",
                "a".repeat(40),
                null,
                null,
                null,
                Samples.NOW);
        return new PullView(
                pull, range, one.reasons().subList(0, 1), List.of(SPLIT), Samples.advice(title, author, path));
    }

    private static CommitItem item(String title, String author, @Nullable RiskScore score) {
        CommitSummary commit = Samples.commit(title, author, score);
        return CommitItem.of(commit);
    }
}
