package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.ReplayedHistory.Line;
import io.rootops.dashboard.view.Week;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar under a clock that is put forward, which follows a history as it came, with the logs of a service, deployments and
 * incidents.
 */
final class Month implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("rootops_[\\w-]+");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    private final FakedClock clock;
    private final ReplayedHistory history;
    private final boolean invented;
    private final Path log;
    private final Instant start;
    private final RootOpsProcess rootOps;
    private final String token;
    private Instant logged;
    private boolean failing;

    /**
     * Begins with three days of logs.
     *
     * @param directory of the clone, the logs and the data
     * @param invented whether it is known what goes wrong in this history
     */
    Month(Path directory, FakedClock clock, ReplayedHistory history, boolean invented) throws Exception {
        this.clock = clock;
        this.history = history;
        this.invented = invented;
        this.start = history.begins();
        this.logged = start.minus(Duration.ofDays(3));
        this.log = Files.createDirectory(directory.resolve("logs")).resolve(history.name() + ".log");
        clock.set(start);
        write(start);
        Map<String, String> settings = new HashMap<>(clock.environment());
        settings.put("LOG_PATHS", log.getParent() + "/*.log");
        settings.put("POLL_LOGS_INTERVAL_SECONDS", "10");
        settings.put("POLL_GITHUB_INTERVAL_SECONDS", "10");
        Path home = directory.resolve("home");
        this.rootOps = RootOpsProcess.start(
                home, settings, "serve", "--repo", history.directory().toString());
        rootOps.address();
        this.token = token(home, settings);
    }

    @Override
    public void close() throws InterruptedException {
        rootOps.close();
    }

    void fiveMinutes() throws Exception {
        JsonNode overview = rootOps.awaitRead();
        forward(Duration.ofMinutes(5));
        assertThat(overview.at("/backfill/done").asInt()).isEqualTo(history.commits());
        rootOps.await(
                "learning to end",
                () -> json("/api/dashboard/trust").path("state").asText().equals("measured"));
        overview = json("/api/dashboard/overview");
        rootOps.await(
                "the service of the log to be known as one of the repository",
                () -> json("/api/dashboard/services")
                        .at("/services/0/state")
                        .asText()
                        .equals("mapped"));
        JsonNode newest = json("/api/dashboard/commits?limit=200").path("items");
        assertThat(newest)
                .filteredOn(it -> !it.path("merge").asBoolean())
                .allSatisfy(it -> assertThat(it.path("percentile").isNumber())
                        .as(it.toString())
                        .isTrue());
        assertThat(newest.at("/0/sha").asText()).isEqualTo(history.head());
        JsonNode trust = json("/api/dashboard/trust");
        assertThat(trust.path("sentence").asText()).isNotBlank();
        assertThat(page("/dashboard")).contains("local/shop");
        tell(
                "after five minutes",
                history.commits() + " commits scored",
                overview.path("model_note").asText(),
                trust.path("sentence").asText());
    }

    void anHour() throws Exception {
        deploy("before", history.before(20), start.minus(DAY));
        String good = history.before(20);
        Line culprit = culprit(good);
        deploy("1", history.head(), clock.now());
        forward(Duration.ofMinutes(3));
        failing = true;
        forward(Duration.ofMinutes(22));
        String incident = incident("Payments fail", culprit, clock.now().minus(Duration.ofMinutes(15)));
        forward(Duration.ofMinutes(30));

        JsonNode suspects = suspects(incident);
        int rank = rank(suspects, culprit.sha());
        assertThat(rank).as(suspects.toPrettyString()).isBetween(1, 5);
        assertThat(page("/dashboard/incidents/" + incident))
                .contains("Payments fail", culprit.sha().substring(0, 9));
        assertThat(page("/dashboard")).contains("An incident is open");
        rootOps.await("the first verdict", () -> !state("1").equals("watching"));
        assertThat(state("1")).as("by the look of thirty minutes").isIn("suspect", "regressed");
        assertThat(json("/api/dashboard/logs").at("/templates/0/text").asText()).contains("cannot pay order");
        tell(
                "after an hour",
                "incident correlated: its cause stands at " + rank + " of "
                        + suspects.path("candidates").asInt(),
                "the deployment before it is " + state("1"));
        post(
                "/api/v1/intelligence/incident/" + incident,
                "{\"answer\": \"confirmed\", \"sha\": \"" + culprit.sha() + "\"}");
        deploy("2", good, clock.now());
        failing = false;
        forward(Duration.ofMinutes(10));
        resolve(incident);
    }

    void aDay() throws Exception {
        forwardTo(start.plus(DAY), Duration.ofHours(6));
        JsonNode incident = json("/api/dashboard/incidents").at("/incidents/0");
        String id = incident.path("id").asText();
        assertThat(incident.path("state").asText()).isEqualTo("resolved");
        JsonNode hits = json("/api/dashboard/incidents/" + id).at("/suspects/hits");
        assertThat(hits.path("incidents").asInt()).isEqualTo(1);
        assertThat(hits.path("five").asInt()).isEqualTo(1);
        String culprit =
                json("/api/dashboard/incidents/" + id).at("/answers/0/sha").asText();
        rootOps.await(
                "the outcome to be the commit's",
                () -> json("/api/dashboard/commits/" + culprit)
                        .at("/outcome/source")
                        .asText()
                        .equals("incident"));
        JsonNode dora = json("/api/v1/dora?days=7");
        assertThat(dora.at("/figures/change_failure_rate/n").asInt()).isPositive();
        List<String> signs = new ArrayList<>();
        dora.path("deployments").forEach(it -> it.at("/failure/signs").forEach(sign -> signs.add(sign.asText())));
        assertThat(signs).contains("incident", "rolled_back");
        assertThat(page("/dashboard/deployments")).contains("v1", state("1"));
        tell(
                "after a day",
                "hit rate 1 of 1",
                "change failure rate "
                        + dora.at("/figures/change_failure_rate/value").asText());
    }

    void aWeek() throws Exception {
        forwardTo(start.plus(DAY.multipliedBy(3)), DAY);
        String before = history.head();
        deploy("3", before, clock.now());
        forward(HOUR);
        String second = incidentOf("The queue is full", "The queue of mails is full since the quota was lowered.");
        forward(HOUR);
        rootOps.await(
                "the suspects of an incident whose text points at no line",
                () -> json("/api/dashboard/incidents/" + second)
                                .at("/suspects/candidates")
                                .asInt()
                        > 0);
        post("/api/v1/intelligence/incident/" + second, "{\"answer\": \"none_of_these\", \"kind\": \"configuration\"}");
        resolve(second);
        forwardTo(start.plus(DAY.multipliedBy(7)), DAY);

        Week week = Week.of(start.plus(DAY.multipliedBy(3)));
        JsonNode digest = json("/api/v1/digest?week=" + week.word());
        assertThat(digest.path("incidents").findValuesAsText("title")).contains("The queue is full");
        assertThat(digest.path("incidents").findValuesAsText("kind")).contains("configuration");
        assertThat(page(digest.path("page").asText())).contains("The queue is full", "no commit, but configuration");
        JsonNode patterns = json("/api/v1/patterns");
        assertThat(patterns.path("searched_at").isNull()).isFalse();
        assertThat(patterns.path("commits").asInt()).isPositive();
        if (invented) {
            assertThat(patterns.path("patterns").findValuesAsText("subject")).contains("db/migration");
        }
        assertThat(json("/api/dashboard/suspicions").path("open").isNumber()).isTrue();
        tell(
                "after a week",
                patterns.path("patterns").size() + " patterns among "
                        + patterns.path("commits").asInt() + " commits whose outcome is known",
                "digest " + digest.path("page").asText() + " of "
                        + digest.at("/commits/total").asInt() + " commits");
    }

    void aMonth() throws Exception {
        forwardTo(start.plus(DAY.multipliedBy(20)), Duration.ofDays(2));
        String serving = json("/api/v1/dora?days=30").at("/deployments/0/sha").asText();
        deploy("4", history.head(), clock.now());
        forward(HOUR);
        Line culprit = culprit(serving);
        String third = incident("Totals are wrong", culprit, clock.now().minus(Duration.ofMinutes(20)));
        forward(HOUR);
        JsonNode suspects = suspects(third);
        assertThat(rank(suspects, culprit.sha())).as(suspects.toPrettyString()).isBetween(1, 5);
        post(
                "/api/v1/intelligence/incident/" + third,
                "{\"answer\": \"confirmed\", \"sha\": \"" + culprit.sha() + "\"}");
        resolve(third);
        forwardTo(start.plus(ReplayedHistory.SPAN), Duration.ofDays(2));

        assertThat(json("/api/dashboard/commits?limit=1").at("/items/0/sha").asText())
                .isEqualTo(history.head());
        for (String sha : history.landed()) {
            JsonNode commit = json("/api/dashboard/commits/" + sha);
            assertThat(commit.path("merge").asBoolean()
                            || commit.path("percentile").isNumber())
                    .as("scored: " + commit.path("title").asText() + " " + sha)
                    .isTrue();
        }
        JsonNode trust = json("/api/dashboard/trust");
        assertThat(trust.path("state").asText())
                .as(trust.path("sentence").asText())
                .isEqualTo("measured");
        assertThat(trust.at("/measurement/learned/auc").isNumber()).isTrue();
        JsonNode dora = json("/api/v1/dora?days=30");
        assertThat(dora.path("deployments").findValuesAsText("version")).containsExactly("v4", "v3", "v2", "v1");
        JsonNode hits = json("/api/dashboard/incidents/" + third).at("/suspects/hits");
        assertThat(hits.path("incidents").asInt()).isEqualTo(2);
        int placed = 0;
        int high = 0;
        for (Week week = Week.of(start); week.from().isBefore(clock.now()); week = week.next()) {
            JsonNode out = json("/api/v1/digest?week=" + week.word()).path("came_out");
            placed += out.path("placed").asInt();
            high += out.path("in_riskiest_fifth").asInt();
        }
        assertThat(page("/dashboard/trust"))
                .contains(trust.path("sentence").asText().substring(0, 20));
        tell(
                "after a month",
                trust.path("sentence").asText(),
                "of " + placed + " commits that came out as bad in these weeks " + high
                        + " had ranked among the riskiest fifth before that",
                "hit rate " + hits.path("five").asInt() + " of "
                        + hits.path("incidents").asInt(),
                "change failure rate "
                        + dora.at("/figures/change_failure_rate/value").asText() + " of "
                        + dora.at("/figures/change_failure_rate/n").asInt());
    }

    private Line culprit(String since) throws Exception {
        return history.changed(since, history.head())
                .orElseThrow(() -> new AssertionError("no line of source came in the last commits before "
                        + history.head() + "; take another clone"));
    }

    /** The clock goes on, and with it the branch and the log; until what came is read. */
    private void forward(Duration by) throws Exception {
        Instant to = clock.now().plus(by);
        clock.set(to); // first: a line of the future would be taken for one of now
        write(to);
        history.advance(to);
        rootOps.await(
                "the branch to be read at " + to,
                () -> json("/api/dashboard/commits?limit=1")
                        .at("/items/0/sha")
                        .asText()
                        .equals(history.head()));
        Instant lately = logged.minus(Duration.ofMinutes(2));
        rootOps.await(
                "the log to be read at " + to,
                () -> !Instant.parse(json("/api/dashboard/logs")
                                .at("/service/last_seen_at")
                                .asText("1970-01-01T00:00:00Z"))
                        .isBefore(lately));
    }

    private void forwardTo(Instant time, Duration step) throws Exception {
        while (clock.now().isBefore(time)) {
            Duration left = Duration.between(clock.now(), time);
            forward(left.compareTo(step) < 0 ? left : step);
        }
    }

    /** A line a minute, an error of the usual kind each hour, and, while it fails, one of a new kind every other minute. */
    private void write(Instant until) throws IOException {
        List<String> lines = new ArrayList<>();
        for (; logged.isBefore(until); logged = logged.plus(Duration.ofMinutes(1))) {
            long minute = logged.getEpochSecond() / 60;
            lines.add(logged + " INFO paid order " + minute + " in " + minute % 17 + " ms");
            if (minute % 60 == 7) {
                lines.add(logged + " ERROR the bank did not answer for order " + minute);
            }
            if (failing && minute % 2 == 0) {
                lines.add(logged + " ERROR cannot pay order " + minute);
            }
        }
        Files.write(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void deploy(String id, String sha, Instant at) throws Exception {
        post(
                "/api/v1/intelligence/deployment",
                "{\"sha\": \"" + sha + "\", \"environment\": \"production\", \"version\": \"v" + id
                        + "\", \"external_id\": \"" + id + "\", \"deployed_at\": \"" + at + "\"}");
    }

    private String incident(String title, Line line, Instant began) throws Exception {
        String file = line.path().substring(line.path().lastIndexOf('/') + 1);
        String name = line.path().replaceFirst("[.][a-z]+$", "").replace('/', '.');
        String trace = line.path().endsWith(".py")
                ? "Traceback (most recent call last):\n  File \"" + line.path() + "\", line " + line.number()
                        + ", in run\n    " + line.text()
                : "java.lang.IllegalStateException: " + title + "\n\tat " + name + ".run(" + file + ":" + line.number()
                        + ")";
        return posted(title, trace, began);
    }

    private String incidentOf(String title, String text) throws Exception {
        return posted(title, text, clock.now().minus(Duration.ofMinutes(10)));
    }

    private String posted(String title, String text, Instant began) throws Exception {
        String body = json.writeValueAsString(Map.of(
                "title",
                title,
                "text",
                text,
                "service",
                "shop",
                "environment",
                "production",
                "began_at",
                began.toString()));
        return json.readTree(post("/api/v1/intelligence/incident", body))
                .path("id")
                .asText();
    }

    private void resolve(String incident) throws Exception {
        HttpResponse<String> answer = http.send(
                request("/api/v1/intelligence/incident/" + incident)
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"state\": \"resolved\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** With the owners of the lines. */
    private JsonNode suspects(String incident) {
        rootOps.await(
                "the suspects of the incident",
                () -> json("/api/dashboard/incidents/" + incident)
                        .at("/suspects/owners")
                        .asBoolean());
        return json("/api/dashboard/incidents/" + incident).path("suspects");
    }

    private static int rank(JsonNode suspects, String sha) {
        for (JsonNode it : suspects.path("suspects")) {
            if (it.path("sha").asText().equals(sha)) {
                return it.path("rank").asInt();
            }
        }
        return 0;
    }

    private String state(String version) {
        for (JsonNode it : json("/api/dashboard/deployments").path("deployments")) {
            if (it.path("version").asText().equals("v" + version)) {
                return it.path("state").asText();
            }
        }
        return "";
    }

    private JsonNode json(String path) {
        try {
            return rootOps.json(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String page(String path) throws Exception {
        HttpResponse<String> page = rootOps.get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private String post(String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(200, 201);
        return answer.body();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(rootOps.address().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static String token(Path home, Map<String, String> settings) throws Exception {
        RootOpsProcess command = RootOpsProcess.start(
                home, settings, "token", "create", "story", "--scope", "deployment-write", "--scope", "incident-write");
        assertThat(command.exitCode()).as(command.log()).isZero();
        Matcher matcher = TOKEN.matcher(command.log());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    /** For whoever runs it on a history of their own. */
    private void tell(String when, String... what) {
        System.out.println(when + ":");
        for (String it : what) {
            System.out.println("  " + it);
        }
    }
}
