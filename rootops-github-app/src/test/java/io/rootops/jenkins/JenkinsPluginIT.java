package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.model.Result;
import io.rootops.app.Server;
import io.rootops.client.ClientSettings;
import io.rootops.client.RootOpsClient;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The plugin against a server, which has just begun to read the repository; only Jenkins itself is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JenkinsPluginIT {
    private static final String REPOSITORY = "local/shop";

    private TestDatabase database;
    private GitFixture git;
    private Server server;
    private RootOpsClient client;
    private String token;
    private String first;
    private String second;
    private String head;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        first = git.commit().file("a", "1\n").message("First").on("main");
        second = git.commit(first).file("b", "1\n".repeat(40)).message("Second").on("main");
        head = git.commit(second).file("c", "1\n2\n3\n").message("Third").on("main");
        server = Server.start(
                new SettingsReader(Map.of(
                                "ROOTOPS_HOME",
                                directory.resolve("home").toString(),
                                "ROOTOPS_PORT",
                                "0",
                                "DATABASE_URL",
                                database.jdbcUrl()
                                        .replace(
                                                "jdbc:postgresql://",
                                                "postgresql://" + database.user() + ":"
                                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8)
                                                        + "@"),
                                "LOG_PATHS",
                                "none",
                                "LOKI_URL",
                                "none",
                                "PROMETHEUS_URL",
                                "none"))
                        .read(),
                List.of(directory.resolve("shop.git")));
        token = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("jenkins", Set.of(Scope.READ, Scope.DEPLOYMENT_WRITE), null))
                .secret()
                .text();
        client = new RootOpsClient(ClientSettings.of(address(), token), HttpClient.newBuilder());
        client.risk(null, head, Duration.ofSeconds(30));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        git.close();
        database.close();
    }

    @Test
    void theButtonTellsARightConnectionFromARefusedToken() {
        ConnectionCheck.Result right =
                ConnectionCheck.of(address().toString(), token, "5", "20", HttpClient.newBuilder());
        ConnectionCheck.Result refused =
                ConnectionCheck.of(address().toString(), "rootops_none", "5", "20", HttpClient.newBuilder());

        assertThat(right.kind()).as(right.text()).isEqualTo(ConnectionCheck.Kind.OK);
        assertThat(right.text()).contains("it follows 1 repository.");
        assertThat(refused.kind()).as(refused.text()).isEqualTo(ConnectionCheck.Kind.ERROR);
        assertThat(refused.text()).doesNotContain("rootops_none");
    }

    @Test
    void aBuildGetsTheRiskOfItsHeadAndOfItsRiskiestChange() throws Exception {
        TestRun run = new TestJob()
                .build()
                .of(head, "https://git.example.com/elsewhere.git")
                .changing(second, head);
        RootOpsRiskStep step = risks();
        step.setRepository(REPOSITORY);
        step.setWaitSeconds(30);
        step.setUnstableAbove(1);

        perform(step, run);

        assertThat(run.log()).contains(head.substring(0, 7), second.substring(0, 7));
        assertThat(run.risk().getState()).as(run.log()).isEqualTo("scored");
        assertThat(run.risk().getRiskiest()).extracting(ScoredCommit::getSha).isEqualTo(second);
        assertThat(run.risk().getHead()).extracting(ScoredCommit::getTitle).isEqualTo("Third");
        assertThat(run.risk().getHead())
                .extracting(ScoredCommit::getUrl)
                .isEqualTo(address() + "dashboard/r/local/shop/commits/" + head);
        assertThat(run.getResult()).as(run.log()).isSameAs(Result.UNSTABLE);
    }

    @Test
    void whereTheRemoteHasNoNameHereTheCommitFindsItsRepository() throws Exception {
        TestRun run = new TestJob().build();
        RootOpsRiskStep step = risks();
        step.setCommit(first);
        step.setWaitSeconds(30);

        perform(step, run);

        assertThat(run.risk().getRepository()).as(run.log()).isEqualTo(REPOSITORY);
    }

    @Test
    void aDeploymentIsReportedOnceAndTheGateKnowsIt() throws Exception {
        TestRun run = new TestJob().build().of(first, "https://git.example.com/elsewhere.git");
        RootOpsDeploymentStep deployment = deployments();
        deployment.setRepository(REPOSITORY);
        deployment.setEnvironment("production");

        perform(deployment, run);
        perform(deployment, run);

        assertThat(run.log()).contains("Reported: " + first);
        JsonNode deployments = new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address().resolve("/api/dashboard/deployments"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
        assertThat(deployments.findValuesAsText("sha")).containsOnlyOnce(first);
        TestRun gated = new TestJob().build().of(first, "https://git.example.com/elsewhere.git");
        RootOpsGateStep gate = gates();
        gate.setRepository(REPOSITORY);
        perform(gate, gated);
        assertThat(gated.log()).as("the same again is never held").containsIgnoringCase("allow");
        assertThat(gated.getResult()).isNull();
    }

    @Test
    void whatIsNotFollowedFailsOnlyTheBuildThatAsksForIt() throws Exception {
        TestRun run = new TestJob().build().of("0".repeat(40), "https://github.com/acme/other.git");
        RootOpsRiskStep step = risks();
        perform(step, run);
        assertThat(run.getResult()).isNull();
        step.setFailIfUnavailable(true);

        assertThatThrownBy(() -> perform(step, run)).isInstanceOf(AbortException.class);
    }

    private static void perform(RootOpsStep step, TestRun run) throws Exception {
        step.perform(run, run.getEnvironment(run.listener()), run.listener());
    }

    private URI address() {
        return server.dashboard().resolve("/");
    }

    private RootOpsRiskStep risks() {
        return new RootOpsRiskStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(client);
            }
        };
    }

    private RootOpsGateStep gates() {
        return new RootOpsGateStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(client);
            }
        };
    }

    private RootOpsDeploymentStep deployments() {
        return new RootOpsDeploymentStep() {
            @Override
            Optional<RootOpsClient> client() {
                return Optional.of(client);
            }

            @Override
            String rootUrl() {
                return "https://ci.example.com/";
            }
        };
    }
}
