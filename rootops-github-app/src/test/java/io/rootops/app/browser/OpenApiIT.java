package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.Server;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API against what the server answers. */
class OpenApiIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void the_server_serves_the_description_and_every_path_in_it(@TempDir Path home) throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Server server = Server.start(settings(database, home), List.of())) {
            URI root = server.dashboard().resolve("/");
            String description = get(root, "openapi.yaml").body();
            List<String> paths = Pattern.compile("(?m)^  /(\\S+):$")
                    .matcher(description)
                    .results()
                    .map(it -> it.group(1))
                    .toList();

            assertThat(paths).hasSize(51).allSatisfy(path -> {
                HttpResponse<String> answer = head(
                        root,
                        path.replace("{sha}", "0000000").replace("{id}", "0").replaceAll("[{](owner|name)[}]", "none"));
                assertThat(answer.statusCode()).as(path).isEqualTo(expected(path));
            });
            assertThat(get(root, "readyz").body()).contains("\"status\":\"ready\"");
        }
    }

    @Test
    void every_field_of_the_answers_is_described_and_every_described_field_is_there(@TempDir Path work)
            throws Exception {
        try (RunningDashboard site = new RunningDashboard(Clock.systemUTC())) {
            GitRepository shop = ShopHistory.in(work.resolve("shop.git"), Instant.now());
            site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
            JsonNode overview = read(site, "/api/dashboard/overview");
            site.learning()
                    .years(site.repositories().named("acme/shop").orElseThrow().id(), shop.shas("main"), 2000);
            JsonNode commits = read(site, "/api/dashboard/commits");
            JsonNode trust = read(site, "/api/dashboard/trust");
            JsonNode measured = trust.get("measurement");
            JsonNode commit =
                    read(site, "/api/dashboard/commits/" + shop.shas("main").get(1));

            assertThat(fields(overview)).isEqualTo(described("Ranking", "OverviewPart"));
            assertThat(fields(overview.get("backfill"))).isEqualTo(described("Backfill"));
            assertThat(fields(overview.at("/days/0"))).isEqualTo(described("Day"));
            assertThat(fields(overview.at("/backends/0"))).isEqualTo(described("Check"));
            assertThat(fields(overview.at("/repositories/0"))).isEqualTo(described("Repository"));
            assertThat(fields(commits)).isEqualTo(described("Ranking", "CommitsPart"));
            assertThat(fields(commits.at("/items/0"))).isEqualTo(described("CommitItem"));
            assertThat(fields(commits.at("/items/0/author"))).isEqualTo(described("Author"));
            assertThat(fields(commits.at("/items/0/reasons/0"))).isEqualTo(described("Reason"));
            assertThat(fields(commits.at("/items/0/links"))).isEqualTo(described("CommitLinks"));
            assertThat(fields(commit)).isEqualTo(described("CommitItem", "Ranking", "CommitPart"));
            assertThat(fields(StreamSupport.stream(commits.get("items").spliterator(), false)
                            .map(it -> it.get("outcome"))
                            .filter(JsonNode::isObject)
                            .findFirst()
                            .orElseThrow()))
                    .isEqualTo(described("Outcome"));
            assertThat(fields(read(
                            site,
                            "/api/dashboard/range?from=" + shop.shas("main").get(9) + "&to="
                                    + shop.shas("main").get(0))))
                    .isEqualTo(described("Ranking", "RangePart"));
            assertThat(fields(trust)).isEqualTo(described("Ranking", "TrustPart"));
            assertThat(fields(trust.at("/caught/0"))).isEqualTo(described("JudgedCommit"));
            JsonNode riskiest = read(site, "/api/dashboard/trust/riskiest");
            assertThat(fields(riskiest)).isEqualTo(described("Ranking", "RiskiestPart"));
            assertThat(fields(riskiest.at("/items/0"))).isEqualTo(described("RiskiestCommit"));
            assertThat(fields(trust.at("/public_record/0"))).isEqualTo(described("PublicRecord"));
            assertThat(fields(measured)).isEqualTo(described("Measurement"));
            assertThat(fields(measured.get("learned"))).isEqualTo(described("RankingQuality"));
            assertThat(fields(measured.get("auc_interval"))).isEqualTo(described("IntervalOrNull"));
            assertThat(fields(measured.get("reliability"))).isEqualTo(described("Reliability"));
            assertThat(fields(measured.at("/reliability/bins/0"))).isEqualTo(described("Bin"));
            assertThat(fields(measured.at("/gains/0"))).isEqualTo(described("Gain"));
            assertThat(fields(measured.at("/half_years/0"))).isEqualTo(described("HalfYear"));
            assertThat(fields(measured.at("/sources/0"))).isEqualTo(described("PartQuality"));
            assertThat(fields(measured.at("/lanes/0"))).isEqualTo(described("LowRiskLane"));
            assertThat(fields(measured.at("/lanes/0/check"))).isEqualTo(described("LaneCheck"));
            assertThat(fields(read(site, "/api/dashboard/overview?repository=acme/shop")
                            .get("trust")))
                    .isEqualTo(described("TrustBrief"));
            site.execute("insert into webhook_inbox (delivery_guid, body_sha256, event, body) values"
                    + " ('1', '\\x00', 'push', '\\x00')");
            site.execute(
                    "insert into risk_report (repository_id, sha, kind, state, model_version, percentile) select id,"
                            + " '\\x00', 'check_run', 'set_aside', 1, 50 from repository");
            site.execute("insert into token_budget values (true, 5000, 4000, now() + interval '1 hour')");
            site.execute("insert into poll_tasks (task_name, task_instance, execution_time, picked, version)"
                    + " values ('poll-repository', '1', now(), false, 1)");
            site.health();
            JsonNode health = read(site, "/api/dashboard/health");
            assertThat(fields(health)).isEqualTo(described("OwnHealth"));
            assertThat(fields(health.get("database"))).isEqualTo(described("DatabaseSize"));
            assertThat(fields(health.at("/database/tables/0"))).isEqualTo(described("TableSize"));
            assertThat(fields(health.at("/database/days/0"))).isEqualTo(described("DaySize"));
            assertThat(fields(health.get("inbox"))).isEqualTo(described("InboxHealth"));
            assertThat(fields(health.get("reports"))).isEqualTo(described("ReportsHealth"));
            assertThat(fields(health.at("/repositories/0"))).isEqualTo(described("RepositoriesHealth"));
            assertThat(fields(health.at("/tasks/0"))).isEqualTo(described("TasksHealth"));
            assertThat(fields(health.at("/limits/0"))).isEqualTo(described("LimitHealth"));
            assertThat(fields(health.get("models"))).isEqualTo(described("ModelsHealth"));
            assertThat(fields(health.get("verdicts"))).isEqualTo(described("VerdictSureness"));
            assertThat(fields(health.at("/replicas/0"))).isEqualTo(described("Replica"));
            assertThat(fields(health.at("/set_aside_reports/0"))).isEqualTo(described("SetAsideReport"));
            assertThat(health.at("/database/day_bytes").isIntegralNumber()).isTrue();
            assertThat(health.at("/set_aside_reports").size()).isEqualTo(1);
            site.logs();
            JsonNode logs = read(site, "/api/dashboard/logs");
            assertThat(fields(logs)).isEqualTo(described("Logs"));
            assertThat(fields(logs.at("/sources/0"))).isEqualTo(described("LogSource"));
            assertThat(fields(logs.at("/services/0"))).isEqualTo(described("LoggedService"));
            assertThat(fields(logs.at("/templates/0"))).isEqualTo(described("LogTemplate"));
            assertThat(logs.at("/templates").findValuesAsText("text"))
                    .startsWith(InventedLog.NEW_ERROR, InventedLog.RISING_ERROR);
            assertThat(logs.at("/templates").findValuesAsText("trend")).startsWith("new", "rising", "gone", "steady");
            assertThat(logs.toString()).doesNotContain("4242", "ana@example.org");
            site.deployment(
                    "acme/shop", shop.shas("main").get(3), shop.shas("main").get(0));
            JsonNode deployments = read(site, "/api/dashboard/deployments");
            assertThat(fields(deployments)).isEqualTo(described("Deployments"));
            assertThat(fields(deployments.at("/deployments/0"))).isEqualTo(described("WatchedDeployment"));
            JsonNode deployment = read(
                    site,
                    "/api/dashboard/deployments/"
                            + deployments.at("/deployments/0/id").asText());
            assertThat(fields(deployment)).isEqualTo(described("WatchedDeployment", "WatchedDeploymentPart"));
            assertThat(fields(deployment.at("/rollback"))).isEqualTo(described("RollbackAdvice"));
            assertThat(fields(deployment.at("/rollback/last_good"))).isEqualTo(described("LastGood"));
            assertThat(fields(deployment.at("/rollback/reverts/0"))).isEqualTo(described("Revert"));
            assertThat(deployment.at("/rollback/last_good/version").asText()).isEqualTo("v1.3");
            assertThat(deployment.at("/rollback/goes_back/commits").asInt())
                    .isEqualTo(deployment.at("/range/commits").asInt());
            assertThat(fields(deployment.at("/answers"))).isEqualTo(described("VerdictAnswers"));
            assertThat(fields(deployment.at("/looks/0"))).isEqualTo(described("DeploymentLook"));
            assertThat(fields(deployment.at("/looks/0/metrics/0"))).isEqualTo(described("ComparedMetric"));
            assertThat(fields(deployment.at("/looks/0/logs/0"))).isEqualTo(described("LogFinding"));
            assertThat(deployment.at("/range/commits").asInt()).isPositive();
            site.suspicions();
            JsonNode suspicions = read(site, "/api/dashboard/suspicions");
            assertThat(fields(suspicions)).isEqualTo(described("Suspicions"));
            assertThat(fields(suspicions.at("/quiet_days"))).isEqualTo(described("QuietDays"));
            assertThat(fields(suspicions.at("/suspicions/0"))).isEqualTo(described("Suspicion"));
            assertThat(fields(suspicions.at("/suspicions/0/evidence/0"))).isEqualTo(described("SuspicionEvidence"));
            assertThat(fields(suspicions.at("/suspicions/0/precision"))).isEqualTo(described("AlarmPrecision"));
            assertThat(suspicions.at("/suspicions").findValuesAsText("state"))
                    .containsExactly("open", "held", "closed");
            assertThat(suspicions.at("/expected")).hasSize(1);
            site.patterns();
            JsonNode patterns = read(site, "/api/v1/patterns?repository=acme/shop");
            assertThat(fields(patterns)).isEqualTo(described("Patterns"));
            assertThat(fields(patterns.at("/patterns/0"))).isEqualTo(described("Pattern"));
            assertThat(patterns.at("/patterns/0/base_rate").asDouble()).isEqualTo(0.03);
            assertThat(patterns.at("/faded/0/words").asText()).isEqualTo("changes a database migration");
            assertThat(patterns.at("/unproven")).hasSize(1);
            assertThat(fields(patterns.at("/deployments"))).isEqualTo(described("DeploymentPatterns"));
            assertThat(fields(patterns.at("/deployments/patterns/0"))).isEqualTo(described("DeploymentPattern"));
            assertThat(patterns.at("/deployments/failed").asInt()).isEqualTo(11);
            assertThat(fields(patterns.at("/recurring_errors/0"))).isEqualTo(described("RecurringError"));
            assertThat(patterns.at("/recurring_errors/0/incidents").asInt()).isEqualTo(2);
            site.incident();
            JsonNode incidents = read(site, "/api/dashboard/incidents?state=open");
            assertThat(fields(incidents)).isEqualTo(described("Incidents"));
            assertThat(fields(incidents.at("/incidents/0"))).isEqualTo(described("Incident"));
            JsonNode incident = read(
                    site,
                    "/api/dashboard/incidents/"
                            + incidents.at("/incidents/0/id").asText());
            assertThat(fields(incident)).isEqualTo(described("Incident", "IncidentPart"));
            assertThat(fields(incident.at("/alerts/0"))).isEqualTo(described("Alert"));
            assertThat(fields(incident.at("/history/0"))).isEqualTo(described("IncidentEvent"));
            assertThat(fields(incident.at("/reports/0"))).isEqualTo(described("ToldReport"));
            assertThat(fields(incident.at("/answers/0"))).isEqualTo(described("CulpritAnswer"));
            assertThat(fields(incident.at("/deployments/0"))).isEqualTo(described("WatchedDeployment"));
            assertThat(incident.at("/repository").asText()).isEqualTo("acme/shop");
            String merge = StreamSupport.stream(commits.get("items").spliterator(), false)
                    .filter(it -> it.get("merge").asBoolean())
                    .findFirst()
                    .orElseThrow()
                    .get("sha")
                    .asText();
            JsonNode risk = read(site, "/api/v1/repositories/acme/shop/commits/" + merge + "/risk");
            assertThat(fields(risk)).isEqualTo(described("CommitRiskPart", "Ranking"));
            assertThat(fields(risk.get("brought"))).isEqualTo(described("Brought"));
            assertThat(fields(read(site, "/api/v1/repositories/acme/shop/commits/risk?shas=" + merge)))
                    .isEqualTo(described("CommitRisks"));
            JsonNode hotspots = read(site, "/api/v1/hotspots");
            assertThat(fields(hotspots)).isEqualTo(described("Hotspots"));
            assertThat(fields(hotspots.at("/items/0"))).isEqualTo(described("Hotspot"));
            JsonNode digest = read(site, "/api/v1/digest");
            assertThat(fields(digest)).isEqualTo(described("Digest"));
            assertThat(fields(digest.at("/commits"))).isEqualTo(described("DigestCommits"));
            assertThat(fields(digest.at("/came_out"))).isEqualTo(described("DigestCameOut"));
            assertThat(fields(digest.at("/suspicions"))).isEqualTo(described("DigestSuspicions"));
            JsonNode dora = read(site, "/api/v1/dora");
            assertThat(fields(dora)).isEqualTo(described("Dora"));
            assertThat(fields(dora.at("/figures"))).isEqualTo(described("DoraFigures"));
            assertThat(fields(dora.at("/figures/deployments_per_week"))).isEqualTo(described("DoraFigure"));
            assertThat(fields(dora.at("/deployments/0"))).isEqualTo(described("DoraDeployment"));
            assertThat(fields(dora.at("/deployments/0/changes/0"))).isEqualTo(described("DoraChange"));
            assertThat(fields(dora.at("/deployments/0/failure"))).isEqualTo(described("DoraFailure"));
            assertThat(fields(dora.at("/deployments/0/failure/incidents/0"))).isEqualTo(described("BeganIncident"));
            assertThat(fields(dora.at("/choices/0"))).isEqualTo(described("DoraChoice"));
            JsonNode gate = read(site, "/api/v1/gate?sha=" + shop.shas("main").get(0));
            assertThat(fields(gate)).isEqualTo(described("Gate"));
            assertThat(fields(gate.at("/reasons/0"))).isEqualTo(described("GateReason"));
            assertThat(fields(gate.at("/replay"))).isEqualTo(described("GateReplay"));
            assertThat(fields(deployment.at("/timeline/0"))).isEqualTo(described("DeploymentHappening"));
            assertThat(fields(deployment.at("/services/0"))).isEqualTo(described("NamedService"));
            assertThat(fields(deployment.at("/around"))).isEqualTo(described("AroundDeployment"));
            assertThat(fields(deployment.at("/around/errors/0"))).isEqualTo(described("ChangedError"));
            site.origins();
            JsonNode services = read(site, "/api/dashboard/services");
            assertThat(fields(services)).isEqualTo(described("Services"));
            assertThat(fields(services.at("/services/0"))).isEqualTo(described("Service"));
            assertThat(fields(services.at("/services/0"))).isEqualTo(described("Service"));
            assertThat(fields(first(services, it -> it.path("state").asText().equals("ambiguous"))
                            .at("/candidates/0")))
                    .isEqualTo(described("Origin"));
            assertThat(fields(first(services, it -> it.path("correction").isObject())
                            .path("correction")))
                    .isEqualTo(described("Correction"));
            assertThat(services.at("/services").findValuesAsText("state"))
                    .contains("unmapped", "ambiguous", "mapped", "none");
            assertThat(services.at("/unmapped").asInt()).isEqualTo(3);
            site.metrics();
            JsonNode metrics = read(site, "/api/dashboard/metrics");
            assertThat(fields(metrics)).isEqualTo(described("Metrics"));
            assertThat(fields(metrics.at("/sources/0"))).isEqualTo(described("MetricSource"));
            assertThat(fields(metrics.at("/services/0"))).isEqualTo(described("MeasuredService"));
            assertThat(fields(metrics.at("/services/0/metrics/0"))).isEqualTo(described("Metric"));
            assertThat(fields(metrics.at("/anomalies/0"))).isEqualTo(described("MetricAnomaly"));
            assertThat(fields(metrics.at("/chart"))).isEqualTo(described("Chart"));
            assertThat(fields(metrics.at("/chart/lines/0"))).isEqualTo(described("ChartLine"));
            assertThat(fields(metrics.at("/chart/lines/0/points/0"))).isEqualTo(described("ChartPoint"));
            assertThat(fields(metrics.at("/chart/lines/0/links/0"))).isEqualTo(described("ElsewhereLink"));
            JsonNode deliveries = read(site, "/api/dashboard/deliveries");
            assertThat(fields(deliveries)).isEqualTo(described("Deliveries"));
            assertThat(fields(deliveries.at("/items/0"))).isEqualTo(described("Delivery"));
            site.execute("insert into installation (id, account, account_id, account_type, repository_selection,"
                    + " permissions, events) values (7, 'acme', 70, 'Organization', 'all', '{}', '{}')");
            site.execute("insert into installed_repository (installation_id, github_id, full_name, left_out) values"
                    + " (7, 99, 'acme/fork', 'fork')");
            JsonNode repositories = read(site, "/api/dashboard/repositories");
            assertThat(fields(repositories)).isEqualTo(described("Repositories"));
            assertThat(fields(repositories.at("/installations/0"))).isEqualTo(described("Installation"));
            assertThat(fields(repositories.at("/items/0"))).isEqualTo(described("Standing"));
            assertThat(fields(repositories.at("/left_out/0"))).isEqualTo(described("LeftOut"));
            assertThat(fields(commit.at("/parents/0"))).isEqualTo(described("Parent"));
            assertThat(fields(commit.get("advice"))).isEqualTo(described("Advice"));
            assertThat(fields(commit.at("/advice/files/0"))).isEqualTo(described("SecondLook"));
            assertThat(fields(commit.at("/advice/reviewers/0"))).isEqualTo(described("Reviewer"));
            assertThat(fields(commit.at("/changed_files/0"))).isEqualTo(described("ChangedFile"));
            assertThat(fields(commit.at("/features/0"))).isEqualTo(described("Feature"));
        }
    }

    /** What an address answers to HEAD where nothing is followed; 405 where only POST is answered. */
    private static int expected(String path) {
        if (List.of("api/dashboard/deployments/{id}", "api/dashboard/incidents/{id}")
                .contains(path)) {
            return 404;
        }
        if (List.of("api/v1/gate", "api/v1/dora", "api/v1/hotspots", "api/v1/digest")
                .contains(path)) {
            return 400;
        }
        if (path.contains("{id}")
                || path.startsWith("api/v1/")
                        && !path.endsWith("/risk")
                        && !List.of("api/v1/patterns", "api/v1/ping").contains(path)
                || path.startsWith("webhooks/")
                || path.endsWith("/analyze")) {
            return 405;
        }
        if (path.equals("api/dashboard/range")) {
            return 400;
        }
        boolean form = path.startsWith("dashboard/")
                && !path.equals("dashboard/repositories")
                && !path.equals("dashboard/services")
                && !path.equals("dashboard/suspicions");
        boolean unknown = path.contains("{sha}") || path.contains("{owner}");
        return unknown ? 404 : form ? 303 : 200;
    }

    private static Settings settings(TestDatabase database, Path home) throws Exception {
        String url = database.jdbcUrl()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql://" + database.user() + ":"
                                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@");
        return new SettingsReader(Map.of("DATABASE_URL", url, "ROOTOPS_PORT", "0", "ROOTOPS_HOME", home.toString()))
                .read();
    }

    /** Property names of schemas of the description, by its indentation. */
    private Set<String> described(String... schemas) throws Exception {
        String yaml = new String(
                Objects.requireNonNull(OpenApiIT.class.getResourceAsStream("/io/rootops/app/openapi.yaml"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Set<String> names = new LinkedHashSet<>();
        for (String schema : schemas) {
            String text = Pattern.compile("(?ms)^    " + schema + ":$(.*?)(?=^    \\S|\\z)")
                    .matcher(yaml)
                    .results()
                    .map(it -> it.group(1))
                    .findFirst()
                    .orElseThrow();
            Pattern.compile("(?m)^        (\\w+):")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .map(it -> it.strip().replace(":", ""))
                    .forEach(names::add);
        }
        return names;
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode first(JsonNode services, Predicate<JsonNode> which) {
        return StreamSupport.stream(services.at("/services").spliterator(), false)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode read(RunningDashboard site, String path) throws Exception {
        return json.readTree(get(site.address(), path).body());
    }

    private HttpResponse<String> get(URI root, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> head(URI root, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
