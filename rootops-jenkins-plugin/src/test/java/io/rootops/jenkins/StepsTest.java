package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.deployment;
import static io.rootops.jenkins.FakeRootOps.gate;
import static io.rootops.jenkins.FakeRootOps.risk;
import static io.rootops.jenkins.FakeRootOps.riskOf;
import static io.rootops.jenkins.FakeRootOps.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Result;
import hudson.tasks.BuildStepMonitor;
import io.rootops.client.RootOpsClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {

    private static final String A = sha('a');
    private static final String B = sha('b');
    private static final String REMOTE = "https://github.com/acme/shop.git";

    private FakeRootOps server;
    private TestRun run;

    @BeforeEach
    void start() throws Exception {
        server = new FakeRootOps();
        run = new TestJob().build().of(A, REMOTE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RootOpsRiskStep risks() {
        return new RootOpsRiskStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(server.client());
            }
        };
    }

    private RootOpsGateStep gates() {
        return new RootOpsGateStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(server.client());
            }
        };
    }

    private RootOpsDeploymentStep deployments() {
        return new RootOpsDeploymentStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(server.client());
            }

            @Override
            String rootUrl() {
                return "https://ci.example.com/";
            }
        };
    }

    private void perform(RootOpsStep step) throws Exception {
        step.perform(run, run.getEnvironment(run.listener()), run.listener());
    }

    @Test
    void riskIsLoggedAndKept() throws Exception {
        server.scored(A, 91.9);
        perform(risks());
        assertThat(run.log().strip())
                .isEqualTo("[RootOps] aaaaaaa: ▲ High · 91st percentile · 31 % likely to need a fix of acme/shop"
                        + "  https://rootops.example.com/commits/" + A);
        assertThat(run.risk().getPercentile()).isEqualTo(91.9);
        assertThat(run.saved).isOne();
        assertThat(run.getResult()).isNull();
    }

    @Test
    void aLimitMakesTheBuildUnstableByTheRiskiestChange() throws Exception {
        server.scored(A, 40).changes(risk(B, 96));
        run.changing(B, A);
        RootOpsRiskStep step = risks();
        step.setUnstableAbove(95);
        perform(step);
        assertThat(run.getResult()).isSameAs(Result.UNSTABLE);
        assertThat(run.log()).contains("riskiest of the changes: bbbbbbb", "unstable");
    }

    @Test
    void aLimitFailsTheBuildAndStopsAPipeline() {
        server.scored(A, 99.5);
        RootOpsRiskStep step = risks();
        step.setUnstableAbove(90);
        step.setFailAbove(99);
        assertThatThrownBy(() -> perform(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("99");
        assertThat(run.risk().getPercentile()).isEqualTo(99.5);
    }

    @Test
    void whatStandsAtTheLimitPasses() throws Exception {
        server.scored(A, 95);
        RootOpsRiskStep step = risks();
        step.setUnstableAbove(95);
        step.setFailAbove(95);
        perform(step);
        assertThat(run.getResult()).isNull();
    }

    @Test
    void anOutageHoldsNobodyUp() throws Exception {
        server.refuses(riskOf(A), 503, "starting");
        RootOpsRiskStep step = risks();
        step.setFailAbove(0);
        perform(step);
        assertThat(run.getResult()).isNull();
        assertThat(run.log()).contains("the build goes on");
        assertThat(run.risk().getState()).isEqualTo("unavailable");
    }

    @Test
    void anOutageFailsTheBuildThatAsksForIt() {
        server.refuses(riskOf(A), 503, "starting");
        RootOpsRiskStep step = risks();
        step.setFailIfUnavailable(true);
        assertThatThrownBy(() -> perform(step)).isInstanceOf(AbortException.class);
    }

    @Test
    void withoutAUrlNothingIsAsked() throws Exception {
        RootOpsRiskStep step = new RootOpsRiskStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.empty();
            }
        };
        perform(step);
        assertThat(run.log()).contains("ROOTOPS_URL");
        assertThat(run.getActions()).isEmpty();
    }

    @Test
    void anAddressThatCannotBeUsedIsToldAndHoldsNobodyUp() throws Exception {
        RootOpsRiskStep step = new RootOpsRiskStep() {
            @Override
            Optional<RootOpsClient> client() {
                throw new IllegalArgumentException("The address of RootOps cannot be used.");
            }
        };
        perform(step);
        assertThat(run.log()).contains("cannot be used", "goes on");
    }

    @Test
    void settingsAreChecked() {
        RootOpsRiskStep step = risks();
        assertThatThrownBy(() -> step.setUnstableAbove(950)).hasMessageContaining("unstableAbove is 950");
        assertThatThrownBy(() -> step.setFailAbove(-1)).hasMessageContaining("failAbove is -1");
        assertThatThrownBy(() -> step.setWaitSeconds(601)).hasMessageContaining("0 to 600");
        assertThatThrownBy(() -> gates().setOnHold("explode")).hasMessageContaining("'fail' or 'unstable'");
    }

    @Test
    void stepsNeedNoWorkspaceAndWaitForNoOtherBuild() {
        assertThat(risks().requiresWorkspace()).isFalse();
        assertThat(risks().getRequiredMonitorService()).isSameAs(BuildStepMonitor.NONE);
    }

    private void gateSays(String verdict) {
        server.answers(
                gate(),
                200,
                "{\"verdict\":\"" + verdict
                        + "\",\"reasons\":[{\"kind\":\"incident\",\"text\":\"An incident\\nis open\",\"evidence_url\":\"/incidents/7\"}],"
                        + "\"would_change\":[\"The incident is closed\"]}");
    }

    @Test
    void aHoldFailsTheBuildAndSaysWhy() {
        gateSays("hold");
        RootOpsGateStep step = gates();
        step.setEnvironment("staging");
        step.setService("cart");
        assertThatThrownBy(() -> perform(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("staging");
        assertThat(run.log()).contains("hold", "An incident", "/incidents/7", "The incident is closed");
        assertThat(run.log().lines()).allMatch(it -> it.startsWith("[RootOps] "));
        assertThat(server.requests.get(0).path())
                .contains("repository=acme%2Fshop", "sha=" + A, "environment=staging", "service=cart");
    }

    @Test
    void aHoldMayMakeTheBuildUnstableOnly() throws Exception {
        gateSays("hold");
        RootOpsGateStep step = gates();
        step.setOnHold("unstable");
        perform(step);
        assertThat(run.getResult()).isSameAs(Result.UNSTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "unknown", "a word of later"})
    void everyOtherVerdictPasses(String verdict) throws Exception {
        gateSays(verdict);
        perform(gates());
        assertThat(run.getResult()).isNull();
    }

    @Test
    void aGateThatDoesNotAnswerPasses() throws Exception {
        server.refuses(gate(), 500, "broken");
        perform(gates());
        assertThat(run.getResult()).isNull();
        assertThat(run.log()).contains("the build goes on");
    }

    @Test
    void aDeploymentIsReportedUnderTheNameOfTheBuild() throws Exception {
        server.answers(deployment(), 201, "{\"repository\":\"acme/shop\"}");
        RootOpsDeploymentStep step = deployments();
        step.setEnvironment("production");
        step.setService("cart");
        step.setVersion("v1.2");
        perform(step);
        FakeRootOps.Request request = server.requests.get(0);
        String id = "https://ci.example.com/job/folder/job/shop/1/#production/cart";
        assertThat(request.body().replace("\\/", "/"))
                .contains(
                        "\"repository\":\"acme/shop\"",
                        "\"sha\":\"" + A + "\"",
                        "\"environment\":\"production\"",
                        "\"service\":\"cart\"",
                        "\"version\":\"v1.2\"",
                        "\"source\":\"jenkins\"",
                        "\"state\":\"success\"",
                        "\"external_id\":\"" + id + "\"");
        assertThat(request.headers().get("Idempotency-key")).containsExactly(id);
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer rootops_secret");
        assertThat(run.log()).contains("Reported").doesNotContain("rootops_secret");
    }

    @Test
    void aFailedBuildIsAFailedDeployment() throws Exception {
        server.answers(deployment(), 201, "{}");
        run.setResult(Result.FAILURE);
        perform(deployments());
        run.setResult(Result.UNSTABLE);
        perform(deployments());
        assertThat(server.requests.get(0).body()).contains("\"state\":\"failure\"");
        assertThat(server.requests.get(1).body()).contains("\"state\":\"success\"");
    }

    @Test
    void aDeploymentThatCannotBeReportedHoldsNobodyUp() throws Exception {
        server.refuses(deployment(), 403, "forbidden");
        perform(deployments());
        assertThat(run.log()).contains("not reported");
        assertThat(run.getResult()).isNull();
    }

    @Test
    void withoutACommitNeitherGateNorDeploymentAsks() throws Exception {
        run = new TestJob().build();
        perform(gates());
        perform(deployments());
        assertThat(run.log()).contains("not asked", "not reported");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void theNameOfADeploymentIsAsLongAsRootOpsTakes() {
        String deep = "https://ci.example.com/" + "job/folder/".repeat(30) + "7/";
        assertThat(DeploymentId.of(deep, "production", null))
                .startsWith("sha256:")
                .hasSize(71)
                .isNotEqualTo(DeploymentId.of(deep, "staging", null));
        assertThat(DeploymentId.of("https://ci.example.com/job/caf\u00e9/1/", null, null))
                .startsWith("sha256:");
        assertThat(DeploymentId.of("https://ci.example.com/job/a/1/", null, null))
                .isEqualTo("https://ci.example.com/job/a/1/#");
    }
}
