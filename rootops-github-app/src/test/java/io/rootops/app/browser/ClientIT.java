package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.cli.Cli;
import io.rootops.client.ClientSettings;
import io.rootops.client.CommitRisk;
import io.rootops.client.Gate;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The client that the Jenkins plugin and the command line share, and the gate of the command line, against the server itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientIT {
    private static final Prior PRIOR = new Prior(
            "test",
            new LogisticModel(List.of(Feature.LA), new double[] {2}, new double[] {1}, new double[] {0.5}, -2),
            ReferenceDistribution.of(new float[] {-3, -2, -1}),
            List.of("acme/other"));

    private RunningDashboard site;
    private GitRepository git;
    private RootOpsClient client;
    private Path work;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        work = directory;
        site = new RunningDashboard(Clock.systemUTC());
        git = ShopHistory.in(directory.resolve("shop.git"), Instant.now());
        site.learn(site.read("acme/shop", git.directory(), null), PRIOR);
        client = new RootOpsClient(
                ClientSettings.of(URI.create(site.address().resolve("/").toString()), null), HttpClient.newBuilder());
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void readsTheRiskOfACommitAndOfAChangeSet() throws RootOpsException {
        String sha = git.shas("main").get(1);

        CommitRisk one = client.risk("acme/shop", sha.substring(0, 10), Duration.ZERO);
        List<CommitRisk> both = client.risks("acme/shop", List.of(sha, "0".repeat(40)));

        assertThat(one.status()).isEqualTo(CommitRisk.Status.SCORED);
        assertThat(one.sha()).isEqualTo(sha);
        assertThat(one.percentile()).isBetween(0.0, 100.0);
        assertThat(one.probability()).isBetween(0.0, 1.0);
        assertThat(one.level()).isNotEqualTo(CommitRisk.Level.UNKNOWN);
        assertThat(one.reasons())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.points()).isNotNull());
        assertThat(one.modelNote()).isNotBlank();
        assertThat(one.page()).isEqualTo(site.address().resolve("/dashboard/r/acme/shop/commits/" + sha));
        assertThat(both)
                .extracting(CommitRisk::status)
                .containsExactly(CommitRisk.Status.SCORED, CommitRisk.Status.UNKNOWN);
        assertThat(both.get(0)).isEqualTo(one);
        assertThat(client.risk(null, sha, Duration.ZERO)).isEqualTo(one);
    }

    @Test
    void tellsAnUnknownRepositoryFromAnUnknownCommit() {
        assertThat(kind("acme/none", git.shas("main").get(0))).isEqualTo(RootOpsException.Kind.UNKNOWN_REPOSITORY);
        assertThat(kind("acme/shop", "0".repeat(40))).isEqualTo(RootOpsException.Kind.UNKNOWN_COMMIT);
    }

    @Test
    void asksTheGate() throws RootOpsException {
        Gate gate = client.gate("acme/shop", git.shas("main").get(0), null, null);

        assertThat(gate.verdict()).as("nothing was deployed").isEqualTo(Gate.Verdict.UNKNOWN);
        assertThat(gate.reasons()).isNotEmpty();
        assertThat(gate.wouldChange()).isNotEmpty();
    }

    @Test
    void theCommandLineAsksTheSame() throws IOException {
        String sha = git.shas("main").get(1);
        Path report = work.resolve("gate.json");
        Map<String, String> variables = Map.of(
                "ROOTOPS_URL",
                site.address().resolve("/").toString(),
                "GITLAB_CI",
                "true",
                "CI_PROJECT_PATH",
                "acme/shop",
                "CI_COMMIT_SHA",
                sha);

        int unknown = Cli.ofProcess(variables).run("gate", "--report", "json=" + report);
        JsonNode told = new ObjectMapper().readTree(report.toFile());
        int held = Cli.ofProcess(variables).run("gate", "--max-percentile", "1", "--report", "json=" + report);

        assertThat(unknown).isZero();
        assertThat(told.get("verdict").asText()).isEqualTo("unknown");
        assertThat(told.get("environment").asText()).isEqualTo("production");
        assertThat(told.at("/commits/0/sha").asText()).isEqualTo(sha);
        assertThat(told.at("/commits/0/page").asText())
                .startsWith(site.address().resolve("/dashboard/r/").toString());
        assertThat(held).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(report.toFile()).get("verdict").asText())
                .isEqualTo("hold");
    }

    private RootOpsException.Kind kind(String repository, String sha) {
        return catchThrowableOfType(RootOpsException.class, () -> client.risk(repository, sha, Duration.ZERO))
                .kind();
    }
}
