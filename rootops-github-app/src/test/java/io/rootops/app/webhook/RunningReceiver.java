package io.rootops.app.webhook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rootops.app.access.LocalAccess;
import io.rootops.app.github.AppIdentity;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.installation.FollowedInstallations;
import io.rootops.app.web.HttpServer;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.SettingsException;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.TestDatabase;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The receiver behind the product's web server, over a real PostgreSQL, with one page beside it. */
final class RunningReceiver implements AutoCloseable {
    static final String SECRET = "s3cret";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final TestDatabase db = TestDatabase.create();
    final RepositoryMemory repositories = new RepositoryMemory(db.dsl());
    final GitHubIdentities identities = new GitHubIdentities(db.dsl());
    final ReadingRequests requests = new ReadingRequests(db.dsl());
    final DeliveryMemory deliveries = new DeliveryMemory(db.dsl());
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Webhooks webhooks;
    final HttpServer server;
    private final RepositorySchedule schedule;
    private final FollowedInstallations followed;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningReceiver(Map<String, String> settings, List<EventHandler> more)
            throws IOException, SettingsException {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nowhere", "GITHUB_WEBHOOK_SECRET", SECRET));
        environment.putAll(settings);
        schedule = new RepositorySchedule(
                db.dataSource(), id -> false, id -> Optional.empty(), id -> Optional.empty(), id -> Optional.empty());
        var read = new SettingsReader(environment).read();
        InstallationMemory installations = new InstallationMemory(db.dsl());
        InstalledRepositories installed = new InstalledRepositories(db.dsl(), read.githubUrl());
        GitHubTokens tokens = GitHubTokens.of(read, AppIdentity.of(read), InstantSource.system());
        followed = new FollowedInstallations(
                read, tokens, db.dataSource(), installations, installed, schedule::readNow, part -> {});
        webhooks = new Webhooks(
                read,
                read::webhookSecrets,
                new WebhookMemory(
                        new WebhookInbox(db.dsl()),
                        deliveries,
                        identities,
                        requests,
                        new ToldHeads(db.dsl()),
                        new Retention(db.dsl(), InstantSource.system(), Duration.ofDays(365))),
                schedule,
                new AskedInstallations(installations, installed, followed.schedule(), () -> read.githubApp() != null),
                part -> {},
                metrics,
                (repository, push) -> {},
                more);
        server = new HttpServer(
                "127.0.0.1",
                0,
                Map.of("/livez", new Page()),
                LocalAccess.withoutDatabase(),
                webhooks::before,
                read.webhookPort());
        webhooks.startStoring();
        server.start();
    }

    static RunningReceiver start() throws Exception {
        return start(Map.of());
    }

    static RunningReceiver start(Map<String, String> settings, EventHandler... more) throws Exception {
        RunningReceiver receiver = new RunningReceiver(settings, List.of(more));
        receiver.followed.start(Set.of());
        receiver.webhooks.startWorking();
        return receiver;
    }

    TrackedRepository follow(String fullName) {
        return repositories.track(
                fullName,
                "https://github.com/" + fullName + ".git",
                TrackedRepository.Kind.GITHUB,
                "https://github.com/" + fullName);
    }

    HttpResponse<String> send(SignedDelivery delivery) throws Exception {
        return send(delivery.request(server.address()));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(URI address, String path) throws Exception {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    /** The only delivery, as soon as nothing is to be done for it. */
    DeliveryRecord finished() {
        await(
                "the delivery to be finished",
                () -> deliveries.newest(null, 1).stream()
                        .anyMatch(it -> it.state() == DeliveryState.DONE || it.state() == DeliveryState.DEAD));
        return deliveries.newest(null, 1).get(0);
    }

    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        webhooks.close();
        followed.close();
        schedule.close();
        db.close();
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().write("page".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream()
                    .write(String.valueOf(request.getParameter("word")).getBytes(StandardCharsets.UTF_8));
        }
    }
}
