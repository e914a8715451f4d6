package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.client.CommitRisk;
import io.rootops.client.Reason;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a build, a job and a list of jobs show. */
class BuildViewsTest {

    private final TestJob job = new TestJob();

    private static ScoredCommit commit(char digit, @Nullable Double percentile) {
        return new ScoredCommit(new CommitRisk(
                "acme/shop",
                sha(digit),
                percentile == null ? CommitRisk.Status.PENDING : CommitRisk.Status.SCORED,
                percentile,
                percentile == null ? null : percentile / 10,
                null,
                percentile == null
                        ? CommitRisk.Level.UNKNOWN
                        : percentile >= 90 ? CommitRisk.Level.HIGH : CommitRisk.Level.LOW,
                "Change the checkout",
                List.of(new Reason("lines_added", "412 lines added", 0.86)),
                URI.create("https://rootops.example.com/commits/" + digit),
                null,
                null,
                null,
                null));
    }

    private TestRun build(@Nullable Double head, @Nullable Double riskiest) throws Exception {
        TestRun run = job.build();
        run.addOrReplaceAction(new RootOpsBuildAction(
                new Assessment(
                        head == null ? Assessment.State.PENDING : Assessment.State.SCORED,
                        "acme/shop",
                        commit('a', head),
                        riskiest == null ? null : commit('b', riskiest),
                        1,
                        null),
                0));
        return run;
    }

    @Test
    void theRiskiestCommitDecidesWhatABuildShows() throws Exception {
        RootOpsBuildAction action = build(40.0, 91.9).risk();
        assertThat(action.getHeadline()).isEqualTo("▲ High · 91st percentile");
        assertThat(action.getBadgeText()).isEqualTo("91");
        assertThat(action.getDeciding()).extracting(ScoredCommit::getShortSha).isEqualTo("bbbbbbb");
        assertThat(action.getHead()).extracting(ScoredCommit::getReasons).isEqualTo(List.of("412 lines added"));
        assertThat(action.getHead())
                .extracting(ScoredCommit::getUrl)
                .isEqualTo("https://rootops.example.com/commits/a");
    }

    @Test
    void aBuildWithoutAScoreHasNoBadge() throws Exception {
        RootOpsBuildAction action = build(null, null).risk();
        assertThat(action.getBadgeText()).isNull();
        assertThat(action.getHeadline()).contains("not scored it yet");
        assertThat(action.getState()).isEqualTo("pending");
    }

    @Test
    void itsRowTellsTheChangeAgainstTheBuildBefore() throws Exception {
        build(40.0, null);
        build(null, null);
        job.build();
        assertThat(build(91.0, null).risk().getPreviousText()).isEqualTo("was 40 in #1");
        assertThat(job.runs.get(0).risk().getPreviousText()).isNull();
    }

    @Test
    void theTrendHasTheScoredBuildsOfTheLastFifty() throws Exception {
        for (int i = 0; i < 60; i++) {
            build(i % 2 == 0 ? (double) i : null, null);
        }
        RiskTrend trend = new RootOpsJobAction(job).getTrend();
        assertThat(trend.points()).hasSize(25);
        assertThat(trend.points().get(0).number()).isEqualTo(11);
        assertThat(trend.getRows().get(0).number()).isEqualTo(59);
        assertThat(trend.getLine()).startsWith("0.0,90.0 ").endsWith(" 400.0,42.0");
        assertThat(trend.getDescription())
                .isEqualTo("Percentile of the riskiest commit of the last 25 scored builds; #59 is at 58");
    }

    @Test
    void aJobWithoutScoresShowsNoTrend() throws Exception {
        job.build();
        RootOpsJobAction action = new RootOpsJobAction(job);
        assertThat(action.getIconFileName()).isNull();
        assertThat(action.getTrend().getLine()).isEmpty();
        assertThat(action.getTrend().getDescription()).isEqualTo("No build has a score yet");
        build(50.0, null);
        assertThat(new RootOpsJobAction(job).getIconFileName()).isEqualTo("/plugin/rootops/images/rootops.svg");
        assertThat(new RootOpsJobAction(job).getTrend().getLine()).isEqualTo("0.0,50.0");
    }

    @Test
    void everyJobIsGivenItsTrend() {
        RootOpsJobActionFactory factory = new RootOpsJobActionFactory();
        assertThat(factory.type()).isEqualTo(hudson.model.Job.class);
        assertThat(factory.createFor(job)).singleElement().isInstanceOf(factory.actionType());
    }

    @Test
    void theColumnShowsTheNewestScore() throws Exception {
        RootOpsRiskColumn column = new RootOpsRiskColumn();
        assertThat(column.cell(job)).isNull();
        build(91.0, null);
        job.build();
        assertThat(column.cell(job))
                .extracting(
                        RootOpsRiskColumn.Cell::getUrl,
                        RootOpsRiskColumn.Cell::getText,
                        RootOpsRiskColumn.Cell::getPercentile)
                .containsExactly("job/folder/job/shop/1/rootops", "▲ High · 91st percentile", 91.0);
        assertThat(new RootOpsRiskColumn.DescriptorImpl().shownByDefault()).isFalse();
    }

    @Test
    void percentilesAreCutAndRead() {
        assertThat(List.of(1.0, 2.9, 3.0, 4.0, 11.0, 12.0, 13.0, 21.0, 89.99, 100.0))
                .extracting(RiskText::percentile)
                .containsExactly("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "89th", "100th");
    }

    @Test
    void aLogLineIsOneLine() {
        assertThat(RiskText.logLine("a\r\nb\u001b[31m\u2028c\n")).isEqualTo("[RootOps] a b [31m c");
    }
}
