package io.rootops.app.webhook;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rootops.app.access.LocalAccess;
import io.rootops.app.web.HttpServer;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.schedule.InstallationSchedule;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receiver in a process of its own, for the benchmark: over DATABASE_URL, with SECRET; with {@code WORK=yes} it also
 * works on what it stored. Says its port when it listens.
 */
public final class ReceiverMain {
    private ReceiverMain() {}

    public static void main(String[] arguments) throws Exception {
        Database database = Database.open(System.getenv("DATABASE_URL"));
        RepositorySchedule schedule = new RepositorySchedule(
                database.dataSource(),
                id -> false,
                id -> Optional.empty(),
                id -> Optional.empty(),
                id -> Optional.empty());
        var dsl = database.dsl();
        Settings settings =
                new SettingsReader(Map.of("HOME", "/nowhere", "GITHUB_WEBHOOK_SECRET", System.getenv("SECRET"))).read();
        Webhooks webhooks = new Webhooks(
                settings,
                settings::webhookSecrets,
                new WebhookMemory(
                        new WebhookInbox(dsl),
                        new DeliveryMemory(dsl),
                        new GitHubIdentities(dsl),
                        new ReadingRequests(dsl),
                        new ToldHeads(dsl),
                        new Retention(dsl, InstantSource.system(), Duration.ofDays(365))),
                schedule,
                new AskedInstallations(
                        new InstallationMemory(dsl),
                        new InstalledRepositories(dsl, URI.create("https://github.com")),
                        new InstallationSchedule(database.dataSource(), Optional::empty, id -> Optional.empty()),
                        () -> false),
                part -> {},
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                (repository, push) -> {},
                List.of());
        HttpServer server =
                new HttpServer("127.0.0.1", 0, Map.of(), LocalAccess.withoutDatabase(), webhooks::before, null);
        webhooks.startStoring();
        if ("yes".equals(System.getenv("WORK"))) {
            webhooks.startWorking();
        }
        server.start();
        System.out.println("listening on " + server.address().getPort());
        // The server's threads do not keep a process alive.
        Thread.currentThread().join();
    }
}
