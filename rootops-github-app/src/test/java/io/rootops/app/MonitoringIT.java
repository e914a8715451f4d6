package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.testing.PrometheusServer;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RootOps tells a monitoring system, what the documents say of it, and what is shipped for that system. */
class MonitoringIT {
    private static final Path DOCS = Path.of("../docs");
    private static final Path DEPLOY = Path.of("../deploy");
    private static final String MEND = "Prometheus is missing; on Debian: apt-get update && apt-get install -y"
            + " --no-install-recommends prometheus";
    /** Metric names; names of labels have no such beginning. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(rootops|jvm|hikaricp|process|system|logback)_[a-z0-9_]+|\\bup\\b");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[{ ]");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\S+)` \\| (\\w+) \\|");
    private static final Pattern RULE = Pattern.compile("(?m)^ +expr: (.*)$");

    @TempDir
    private Path directory;

    private String token = "";
    private boolean required;

    @Test
    void theReferenceListsJustWhatIsScraped() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                RootOpsProcess rootops = serve(database)) {
            Map<String, String> scraped = new TreeMap<>();
            FAMILY.matcher(scrape(rootops)).results().forEach(it -> scraped.put(it.group(1), it.group(2)));
            Map<String, String> described = new TreeMap<>();
            ROW.matcher(Files.readString(DOCS.resolve("reference/metrics.md")))
                    .results()
                    .forEach(it -> described.put(it.group(1), it.group(2)));

            assertThat(described).isEqualTo(scraped);
        }
    }

    @Test
    void aScrapeWithoutTheDatabaseSaysSoInTime() throws Exception {
        try (TestDatabase other = TestDatabase.create();
                TestDatabase database = TestDatabase.create();
                RootOpsProcess rootops = serve(database)) {
            assertThat(scrape(rootops)).contains("rootops_database_up{kind=\"external\"} 1.0");
            String name = String.valueOf(database.dsl().fetchValue("select current_database()"));

            other.execute("alter database " + name + " allow_connections false");
            other.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");

            rootops.await(
                    "the outage to show", () -> scrape(rootops).contains("rootops_database_up{kind=\"external\"} 0.0"));
            assertThat(scrape(rootops)).contains("rootops_inbox_waiting NaN").contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void prometheusUnderstandsEachQueryOfTheDashboardAndTheRules() throws Exception {
        assumePrometheus();
        try (TestDatabase database = TestDatabase.create();
                // As from another machine, the way that the documents say.
                RootOpsProcess rootops = serve(database, Map.of("ROOTOPS_AUTH", "required"));
                Prometheus prometheus = Prometheus.start(directory, """
                        global: {scrape_interval: 1s}
                        rule_files: [%s]
                        scrape_configs:
                          - job_name: rootops
                            static_configs: [{targets: ["%s"]}]
                            authorization: {credentials_file: %s}
                        """.formatted(
                                DEPLOY.resolve("prometheus/rootops-alerts.yaml").toAbsolutePath(),
                                rootops.address().getAuthority(),
                                Files.writeString(directory.resolve("token"), token)))) {
            assertThat(rootops.get("/metrics").statusCode()).isEqualTo(401);
            Set<String> names = SAMPLE.matcher(scrape(rootops))
                    .results()
                    .map(it -> it.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            names.add("up");
            rootops.await("Prometheus to scrape", () -> prometheus.has("up{job=\"rootops\"} == 1"));
            List<String> queries = new ArrayList<>(panels());
            assertThat(queries).hasSizeGreaterThan(40);
            queries.addAll(rules());

            for (String query : queries) {
                JsonNode answer = prometheus.query(query);
                assertThat(answer.path("status").asText())
                        .as(query + ": " + answer)
                        .isEqualTo("success");
                assertThat(METRIC.matcher(query).results().map(MatchResult::group))
                        .as(query)
                        .isNotEmpty()
                        .allSatisfy(it -> assertThat(names).contains(it));
            }
            // A gauge must be there at once; what is a rate needs two scrapes first.
            assertThat(panels()).filteredOn(it -> !it.contains("[")).allSatisfy(it -> {
                rootops.await("a sample of " + it, () -> prometheus.has(it));
            });
        }
    }

    @Test
    void eachAlertFiresAndNoneWhereAllIsWell() throws Exception {
        assumePrometheus();
        Path rules = DEPLOY.resolve("prometheus");

        PrometheusServer.Output checked = Prometheus.promtool(rules, "check", "rules", "rootops-alerts.yaml");
        assertThat(checked.exit()).as(checked.text()).isZero();
        PrometheusServer.Output tested = Prometheus.promtool(rules, "test", "rules", "rootops-alerts-test.yaml");
        assertThat(tested.exit()).as(tested.text()).isZero();
        String tests = Files.readString(rules.resolve("rootops-alerts-test.yaml"));
        assertThat(Pattern.compile("alert: (\\S+)")
                        .matcher(Files.readString(rules.resolve("rootops-alerts.yaml")))
                        .results()
                        .map(it -> it.group(1)))
                .hasSize(rules().size())
                .allSatisfy(it -> assertThat(tests).contains(it + " fires"))
                .allSatisfy(it ->
                        assertThat(DOCS.resolve("how-to/monitor.md")).content().contains("`" + it + "`"));
    }

    private static void assumePrometheus() {
        boolean there = Prometheus.program("prometheus").isPresent()
                && Prometheus.program("promtool").isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(MEND);
        }
        if (!there) {
            System.err.println("*** MONITORING TESTS SKIPPED *** " + MEND);
        }
        assumeTrue(there, MEND);
    }

    /** With the variables as a person would choose them. */
    private static List<String> panels() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/rootops.json").toFile());
        return dashboard.findValues("expr").stream()
                .map(it -> it.asText()
                        .replace("$job", "rootops")
                        .replace("$instance", ".*")
                        .replace("$__rate_interval", "1m"))
                .toList();
    }

    private static List<String> rules() throws IOException {
        return RULE.matcher(Files.readString(DEPLOY.resolve("prometheus/rootops-alerts.yaml")))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private RootOpsProcess serve(TestDatabase database) throws Exception {
        return serve(database, Map.of());
    }

    private RootOpsProcess serve(TestDatabase database, Map<String, String> settings) throws Exception {
        Path repository = Files.createDirectories(directory.resolve("repository"));
        String url = database.jdbcUrl()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql://" + database.user() + ":"
                                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@");
        Map<String, String> all = new TreeMap<>(settings);
        all.put("DATABASE_URL", url);
        required = settings.containsKey("ROOTOPS_AUTH");
        RootOpsProcess rootops = RootOpsProcess.start(directory.resolve("home"), all, "serve");
        rootops.address();
        token = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("prometheus", Set.of(Scope.READ), null))
                .secret()
                .text();
        // What GitHub says of its limits, and one repository in each state that the queries name.
        database.execute("insert into token_budget (rate_limit, rate_remaining, rate_reset_at)"
                + " values (5000, 4000, now() + interval '1 hour')");
        database.execute("insert into repository (name, location, kind, state, problem) values" + " ('acme/gone', '"
                + repository + "', 'local', 'failed', 'gone')");
        rootops.await("a collection of garbage and all figures", () -> {
            String text = scrape(rootops);
            return text.contains("\njvm_gc_pause_seconds_count{")
                    && text.contains("\nrootops_repositories{state=\"failed\"} 1.0")
                    && text.contains("\nrootops_github_rate_limit{account=\"GITHUB_TOKEN\"} 5000.0")
                    && text.contains("\nrootops_tasks{");
        });
        return rootops;
    }

    private String scrape(RootOpsProcess rootops) {
        try {
            // On this machine none is needed, and it could not be looked up while the database is away.
            return required
                    ? rootops.get("/metrics", "Authorization", "Bearer " + token)
                            .body()
                    : rootops.get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }
}
