package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitDetail.FileDetail;
import io.rootops.core.pull.Reviewer;
import io.rootops.core.report.RiskReport;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.SecondLook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    @Test
    void aLearnedScoreSaysWhatTheCommitsPageSays() {
        CommitView view = Samples.view(
                Samples.detail(Samples.commit("Move totals", "Ada", Samples.learned()), "Totals.java"),
                Samples.REVERTED,
                Samples.MODEL,
                Samples.BIN);

        RiskReport report = ReportText.of(view, null, null);

        assertThat(report.title()).isEqualTo("High risk: 91 of 100 (score 9.1)");
        assertThat(report.summary())
                .contains(
                        "**This commit was** `reverted by bbbbbbbbb after 3 days`: the revert names it.",
                        "**Riskier than 91 of 100 commits of this repository.**",
                        "Score learned from 612 outcomes here + prior.",
                        "**31 %** " + view.expectation(),
                        "| A usual commit here | the middle of this repository in everything | 6 % |",
                        "| Size and content | 412 lines added (more than 93 % of commits here); 31 conditions | "
                                + view.contributions().get(0).points() + " |",
                        "| **This commit** | | **31 %** |",
                        "### 2 files changed (+412 −25)",
                        "- `Totals.java` modified, +400 −25\n",
                        "- `old/Totals.java` deleted, binary\n");
    }

    @Test
    void aRankBySizeSaysSoAndHasNoProbability() {
        RiskReport report = ReportText.of(
                Samples.view(Samples.detail(Samples.commit("Move", "Ada", Samples.score(71.9, false)), "a.txt")),
                null,
                null);

        assertThat(report.title()).isEqualTo("Medium risk: 71 of 100 (score 7.1)");
        assertThat(report.summary())
                .contains(
                        "**Larger than 71 of 100 commits of this repository.**",
                        "Ranked by size only; learning comes next.",
                        "- 412 lines added, 25 deleted\n")
                .doesNotContain("of commits scored like this", "| Part |");
    }

    @Test
    void ofAFileListAloneItSaysSoAndFailsNothing() {
        RiskReport report = ReportText.of(Samples.view(Samples.listed("Move")), null, 50);

        assertThat(report.title()).isEqualTo("High risk: 91 of 100 (score 9.1, provisional)");
        assertThat(report.summary())
                .startsWith("**Provisional**: of GitHub's file list alone; the code is not fetched yet.")
                .endsWith("most commits of a high risk are fine._\n");
        assertThat(report.fails()).isFalse();
    }

    @Test
    void nobodysTextBecomesALinkAMentionOrAnythingElse() {
        List<String> paths = List.of(
                "@acme/everyone #1 https://evil.example/.md",
                "a`b``c.txt",
                "x\n# heading\n![i](https://evil.example/i.png)",
                "\u202Etxt.exe|<img src=x>",
                "`");

        String summary = ReportText.of(
                        Samples.view(
                                detail(paths.stream().map(ReportTextTest::file).toList())),
                        null,
                        null)
                .summary();

        assertThat(summary)
                .contains(
                        "- `@acme/everyone #1 https://evil.example/.md` modified",
                        "- ``` a`b``c.txt ``` modified",
                        "- `x[U+000A]# heading[U+000A]![i](https://evil.example/i.png)` modified",
                        "- `[U+202E]txt.exe|<img src=x>` modified",
                        "- `` ` `` modified");
    }

    @Test
    void itStaysInsideTheLimitAndEndsInOrder() {
        String longest = "\u202E".repeat(4_000);
        List<FileDetail> files = IntStream.range(0, 300)
                .mapToObj(it -> new FileDetail(
                        new ChangedFile(longest + it, longest + "old" + it, FileStatus.RENAMED, false, 1, 1), 1))
                .toList();

        String summary = ReportText.of(Samples.view(detail(files)), null, null).summary();

        assertThat(summary.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(RiskReport.LONGEST_SUMMARY - 6_000, RiskReport.LONGEST_SUMMARY);
        assertThat(summary).endsWith("most commits of a high risk are fine._\n");
    }

    @Test
    void whatToLookAtTwiceIsToldAsOfAPullRequest() {
        CommitView view = Samples.view(
                Samples.detail(Samples.commit("Move totals", "Ada", Samples.learned()), "a.txt"),
                Samples.advice("Move totals", "Ada", "a.txt"));

        assertThat(ReportText.of(view, URI.create("https://rootops.example.com"), null)
                        .summary())
                .contains(
                        "### Files worth a second look\n\n- `a.txt`: 40 lines here, changed 12 times before, of which 3 had to"
                                + " be fixed or reverted\n",
                        "### Who knows this code\n\n- `Ada` wrote lines that this changes in `a.txt`, last in Mar 2026\n"
                                + "- `Zoe` (`Ada`) changed `a.txt`, last in Feb 2026\n",
                        "### Similar changes that went wrong\n\n- [`" + Samples.SHA.substring(0, 9)
                                + "`](https://rootops.example.com/dashboard/",
                        "`reverted by bbbbbbbbb after 3 days`\n")
                .doesNotContain("is not known");
    }

    @Test
    void whatIsNotKnownOfTheCodeIsSaidAndNotCountedAsNothing() {
        Advice nothingRead = new Advice(List.of(new SecondLook("a.txt", 40, null, null)), null, false, null);
        Advice filesOnly = new Advice(
                List.of(new SecondLook("a.txt", 40, 12, 0)),
                List.of(new Reviewer("Ada", null, false, "a.txt", Samples.NOW)),
                false,
                List.of());

        assertThat(ReportText.of(Samples.view(Samples.listed("Move"), nothingRead), null, null)
                        .summary())
                .contains("- `a.txt`: 40 lines here\n", "_" + Advice.NOTHING_READ + "_")
                .doesNotContain("new", Advice.NO_LINES, "### Who knows", "### Similar");
        assertThat(ReportText.of(Samples.view(Samples.listed("Move"), filesOnly), null, null)
                        .summary())
                .contains("- `Ada` changed `a.txt`, last in Mar 2026\n\n_" + Advice.NO_LINES + "_")
                .doesNotContain(Advice.NOTHING_READ, "### Similar");
    }

    @Test
    void itLeadsToThePageWhereThatIsKnown() {
        CommitView view =
                Samples.view(Samples.detail(Samples.commit("Move", "Ada", Samples.score(71.9, false)), "a.txt"));

        assertThat(ReportText.of(view, URI.create("https://rootops.example.com"), null)
                        .summary())
                .contains("](https://rootops.example.com/dashboard/r/acme/shop/commits/"
                        + view.item().sha() + ")");
        assertThat(ReportText.of(view, null, null).summary()).doesNotContain("](");
    }

    @Test
    void theSameIsAlwaysTheSame() {
        CommitView view = Samples.view(
                Samples.detail(Samples.commit("Move", "Ada", Samples.learned()), "a.txt"),
                null,
                ModelState.NOTHING_LEARNED,
                null);

        assertThat(ReportText.of(view, null, null).sha256())
                .hasSize(64)
                .isEqualTo(ReportText.of(view, null, null).sha256());
    }

    private static CommitDetail detail(List<FileDetail> files) {
        CommitDetail it = Samples.detail(Samples.commit("Move", "Ada", Samples.score(91.4, false)), "a.txt");
        return new CommitDetail(it.summary(), it.message(), it.parents(), it.branches(), false, files, it.features());
    }

    private static FileDetail file(String path) {
        return new FileDetail(new ChangedFile(path, null, FileStatus.MODIFIED, false, 1, 1), 1);
    }
}
