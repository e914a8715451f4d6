package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.PrometheusServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad release and a good one, three hours ago, of two services with four days behind them: what Prometheus measured, what log
 * files hold, and what whoever deployed told.
 */
class VerdictIT {
    private static final int DAYS = 4;
    private static final Pattern TOKEN = Pattern.compile("rootops_[\\w-]+");

    private final ObjectMapper json = new ObjectMapper();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final Instant deployed = now.minus(Duration.ofHours(3));

    @TempDir
    private Path directory;

    @Test
    void theBadReleaseIsToldFromTheGoodOne() throws Exception {
        assumeTrue(PrometheusServer.program("prometheus").isPresent());
        Path logs = Files.createDirectory(directory.resolve("logs"));
        Files.write(logs.resolve("till.log"), lines(true));
        Files.write(logs.resolve("cart.log"), lines(false));
        Path store = Files.createDirectory(directory.resolve("store"));
        PrometheusServer.backfill(store, past());
        String till = repository("till");
        String cart = repository("cart");
        try (PrometheusServer prometheus = PrometheusServer.start(store, "").awaitReady()) {
            Map<String, String> settings = Map.of(
                    "LOKI_URL", "none",
                    "LOG_PATHS", logs + "/*.log",
                    "PROMETHEUS_URL", prometheus.address().toString(),
                    "POLL_LOGS_INTERVAL_SECONDS", "10",
                    "POLL_METRICS_INTERVAL_SECONDS", "10");
            Path home = directory.resolve("home");
            try (RootOpsProcess rootOps = RootOpsProcess.start(
                    home,
                    settings,
                    "serve",
                    "--repo",
                    directory.resolve("till").toString(),
                    "--repo",
                    directory.resolve("cart").toString())) {
                rootOps.await("both services to be known", () -> mapped(rootOps) == 2);
                String token = token(home, settings);
                String bad = report(rootOps, token, "local/till", till);
                String good = report(rootOps, token, "local/cart", cart);

                rootOps.await("the last look at both", () -> looks(rootOps, bad) == 3 && looks(rootOps, good) == 3);

                JsonNode worse = rootOps.json("/api/dashboard/deployments/" + bad);
                JsonNode fine = rootOps.json("/api/dashboard/deployments/" + good);
                assertThat(worse.path("state").asText())
                        .as(worse.toPrettyString())
                        .isEqualTo("regressed");
                assertThat(fine.path("state").asText())
                        .as(fine.toPrettyString())
                        .isEqualTo("healthy");
                assertThat(worse.path("serving_seen").asBoolean()).isTrue();
                assertThat(worse.path("serving_at").asText())
                        .isEqualTo(deployed.plus(Duration.ofMinutes(3)).toString());
                assertThat(worse.at("/looks/2/logs").findValuesAsText("template"))
                        .anyMatch(it -> it.startsWith("no till for order"));
                assertThat(worse.at("/looks/2/metrics").findValuesAsText("finding"))
                        .contains("agreed");
                assertThat(rootOps.get("/dashboard/deployments/" + bad).body())
                        .contains("Regressed", "New error", "no till for order");
                assertThat(rootOps.get("/dashboard/deployments").body()).contains("regressed", "healthy");
            }
        }
    }

    private String repository(String name) {
        try (GitFixture git = GitFixture.bare(directory.resolve(name))) {
            return git.commit().file("A.java", "class A {}\n").on("main");
        }
    }

    /** Two days of a line a minute, an error of the usual kind each hour, and, where it went wrong, one of a new kind. */
    private List<String> lines(boolean bad) {
        List<String> lines = new ArrayList<>();
        for (Instant at = now.minus(Duration.ofDays(2)); at.isBefore(now); at = at.plus(Duration.ofMinutes(1))) {
            long minute = at.getEpochSecond() / 60;
            lines.add(at + " INFO paid order " + minute + " in " + minute % 17 + " ms");
            if (minute % 60 == 7) {
                lines.add(at + " ERROR the bank did not answer for order " + minute);
            }
            if (bad && at.isAfter(deployed.plus(Duration.ofMinutes(3))) && minute % 2 == 0) {
                lines.add(at + " ERROR no till for order " + minute);
            }
        }
        return lines;
    }

    /** Noisy days; then, of the till, three times the errors and twice the latency. */
    private List<String> past() {
        List<String> errors = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        List<String> buckets = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        for (String service : List.of("till", "cart")) {
            Random random = new Random(service.hashCode());
            long good = 0;
            long failed = 0;
            long quick = 0;
            long slow = 0;
            for (Instant at = now.minus(Duration.ofDays(DAYS)); at.isBefore(now); at = at.plus(Duration.ofMinutes(1))) {
                boolean bad = service.equals("till") && !at.isBefore(deployed.plusSeconds(60));
                long served = 600 + random.nextInt(120);
                long wrong = (bad ? 60 : 20) + random.nextInt(8);
                good += served;
                failed += wrong;
                long late = (long) (served * (bad ? 0.6 : 0.2) * (0.9 + 0.2 * random.nextDouble()));
                quick += served - late;
                slow += late;
                long time = at.getEpochSecond();
                requests.add("http_requests_total{job=\"" + service + "\",code=\"200\"} " + good + " " + time);
                errors.add("http_requests_total{job=\"" + service + "\",code=\"500\"} " + failed + " " + time);
                String bucket = "http_request_duration_seconds_bucket{job=\"" + service + "\",le=\"";
                buckets.add(bucket + "0.1\"} " + quick + " " + time);
                buckets.add(bucket + "1\"} " + (quick + slow) + " " + time);
                buckets.add(bucket + "+Inf\"} " + (quick + slow) + " " + time);
                counts.add(
                        "http_request_duration_seconds_count{job=\"" + service + "\"} " + (quick + slow) + " " + time);
                Instant begun = at.isBefore(deployed.plusSeconds(60))
                        ? now.minus(Duration.ofDays(20))
                        : deployed.plusSeconds(60);
                starts.add("process_start_time_seconds{job=\"" + service + "\",instance=\"a\"} "
                        + begun.getEpochSecond() + " " + time);
            }
        }
        requests.addAll(errors);
        requests.addAll(buckets);
        requests.addAll(counts);
        requests.addAll(starts);
        return requests;
    }

    private static long mapped(RootOpsProcess rootOps) {
        return json(rootOps, "/api/dashboard/services").path("services").findValuesAsText("state").stream()
                .filter("mapped"::equals)
                .count();
    }

    private static int looks(RootOpsProcess rootOps, String id) {
        return json(rootOps, "/api/dashboard/deployments/" + id).path("looks").size();
    }

    private static JsonNode json(RootOpsProcess rootOps, String path) {
        try {
            return rootOps.json(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String token(Path home, Map<String, String> settings) throws Exception {
        RootOpsProcess command =
                RootOpsProcess.start(home, settings, "token", "create", "deploys", "--scope", "deployment-write");
        assertThat(command.exitCode()).as(command.log()).isZero();
        Matcher matcher = TOKEN.matcher(command.log());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private String report(RootOpsProcess rootOps, String token, String repository, String sha) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rootOps.address().resolve("/api/v1/intelligence/deployment"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"repository\": \"" + repository
                                        + "\", \"sha\": \"" + sha + "\", \"environment\": \"production\","
                                        + " \"external_id\": \"1\", \"deployed_at\": \"" + deployed + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).path("id").asText();
    }
}
