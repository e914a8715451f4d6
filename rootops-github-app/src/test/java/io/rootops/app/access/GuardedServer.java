package io.rootops.app.access;

import io.rootops.app.ops.HealthServlet;
import io.rootops.app.ops.TextServlet;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.app.web.HttpServer;
import io.rootops.core.access.AccessMode;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.gate.GateRule;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.HealthMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.settings.SignalPages;
import io.rootops.core.testing.TestDatabase;
import io.rootops.dashboard.CommitFacts;
import io.rootops.dashboard.Dashboard;
import io.rootops.dashboard.DashboardData;
import io.rootops.dashboard.DeploymentFacts;
import io.rootops.dashboard.EventHub;
import io.rootops.dashboard.IncidentFacts;
import io.rootops.dashboard.SignalFacts;
import io.rootops.dashboard.SuspicionFacts;
import io.rootops.dashboard.learning.StoredLearning;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real web server with the real pages, on all addresses of the machine, under a clock that tests turn. */
final class GuardedServer implements AutoCloseable {
    static final String WARNING = "This is to be known.";
    static final String OTHER_ROUTE = "/nobody/thought/of/it";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase memory = TestDatabase.create();
    private final Database database = memory.open();
    private final EventHub events = new EventHub();
    private final HttpServer server;
    private volatile Instant now = Instant.parse("2026-03-14T12:00:00Z");
    final TokenMemory tokens = new TokenMemory(database.dsl(), () -> now);
    final LoginMemory logins = new LoginMemory(database.dsl(), () -> now);

    GuardedServer(String bind, AccessMode mode, @Nullable URI url) throws IOException {
        RepositoryMemory repositories = new RepositoryMemory(database.dsl());
        Dashboard dashboard = new Dashboard(
                new DashboardData(
                        repositories,
                        new CommitMemory(database.dsl()),
                        new CommitRanges(database.dsl()),
                        new StoredLearning(new LearningMemory(database.dsl()), new OutcomeMemory(database.dsl()), null),
                        new Analysis(database.dsl(), () -> now, events),
                        new DeliveryMemory(database.dsl()),
                        new PullRequestMemory(database.dsl()),
                        new CommitFacts(
                                new CheckMemory(database.dsl()),
                                new DeploymentMemory(database.dsl()),
                                new IssueMemory(database.dsl())),
                        new FilePasts(database.dsl()),
                        new PatternMemory(database.dsl()),
                        new HotspotSearch(database.dsl(), it -> Optional.empty()),
                        new LogSources(database.dsl()),
                        new LoggedServices(database.dsl()),
                        new DeploymentFacts(
                                new WatchedDeployments(database.dsl()),
                                new VerdictMemory(database.dsl()),
                                new DeploymentMemory(database.dsl()),
                                new ServedDeployments(database.dsl()),
                                new LiveCommits(database.dsl()),
                                new VerdictAnswers(database.dsl()),
                                new RevertTrials(it -> Optional.empty(), () -> now)),
                        new ServiceOrigins(database.dsl(), () -> now),
                        new MetricSources(database.dsl()),
                        new MeasuredServices(database.dsl()),
                        new SuspicionFacts(new Suspicions(database.dsl()), new QuietDays(database.dsl())),
                        new IncidentFacts(
                                new IncidentMemory(database.dsl()),
                                new IncidentAnswers(database.dsl()),
                                new SuspectRankings(database.dsl()),
                                new ChangeEvents(database.dsl()),
                                new ChangeSuspects(
                                        new ChangeEvents(database.dsl()),
                                        new IncidentMemory(database.dsl()),
                                        WeightsDocument.shipped()),
                                new IncidentReporting(database.dsl(), events)),
                        new SignalFacts(
                                new MetricHistory(database.dsl()),
                                new LogHistory(database.dsl()),
                                new TemplateChanges(database.dsl()),
                                SignalPages.NONE),
                        new GateRule(95),
                        List.of(),
                        () -> new HealthMemory(database.dsl()).read(Duration.ofSeconds(10))),
                List::of,
                RepositoryChoices.none(),
                events,
                () -> now,
                WARNING);
        Map<String, Servlet> servlets = new HashMap<>(dashboard.servlets());
        HealthServlet health = new HealthServlet(() -> List.of(new BackendCheck(
                "git", BackendCheck.State.OK, "in /srv/secret-place", List.of("/srv"), null, List.of())));
        servlets.put("/readyz", health);
        servlets.put("/healthz", health);
        for (String text : List.of("/livez", "/metrics", "/openapi.yaml")) {
            servlets.put(text, new TextServlet("text/plain", () -> text));
        }
        servlets.put("/webhooks/test", new Anything());
        servlets.put(OTHER_ROUTE, new Anything());
        server = new HttpServer(bind, 0, servlets, new AccessControl(mode, url, tokens, logins, () -> now, WARNING));
        server.start();
    }

    static GuardedServer required() throws IOException {
        return new GuardedServer("0.0.0.0", AccessMode.REQUIRED, null);
    }

    int port() {
        return server.address().getPort();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpClient http() {
        return http;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The database answers no more. */
    void loseDatabase() {
        database.close();
    }

    String token(Scope... scopes) {
        return tokens.create(new TokenOrder("test", Set.of(scopes), null))
                .secret()
                .text();
    }

    /** Path and query of a link that signs in. */
    String link() {
        return Links.login(logins.newLink(LoginMemory.Origin.COMMAND).text());
    }

    /** Signs in as a browser does; the cookie of the session. */
    String signIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/login", link().replaceAll(".*\\?", ""), "Origin", origin());
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** A form, as {@link #get}. */
    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        return send("POST", path, form, headers);
    }

    HttpResponse<String> send(String method, String path, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Status line and headers of an answer to these very lines. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }

    @Override
    public void close() {
        events.close();
        server.close();
        database.close();
        memory.close();
    }

    private static final class Anything extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("reached");
        }
    }
}
