package io.rootops.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Announcements;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.schedule.CatchUpSchedule;
import io.rootops.core.schedule.InboxSchedule;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Secret;
import io.rootops.core.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** GitHub's webhooks from their arrival to their effect: the wiring of this package. */
public final class Webhooks implements AutoCloseable {
    private final SignatureCheck signatures;
    private final ReceiverMetrics metrics;
    private final RefusedSignatures refusedSignatures = new RefusedSignatures(InstantSource.system());
    private final InboxWorker worker;
    private final InboxSchedule schedule;
    private final InboxWriter writer;
    private final WebhookInbox inbox;
    private final Runnable wake;
    private @Nullable CatchUpSchedule catchUp;

    /**
     * Not yet running.
     *
     * @param secrets any of which may have signed, at the time
     * @param pushes told the payload of each push
     * @param more handlers of other events than ping, push, repository and those of installations
     */
    public Webhooks(
            Settings settings,
            Supplier<List<Secret>> secrets,
            WebhookMemory memory,
            RepositorySchedule readings,
            AskedInstallations installations,
            Announcements announcements,
            MeterRegistry registry,
            BiConsumer<TrackedRepository, JsonNode> pushes,
            List<EventHandler> more) {
        GitHubPlaces places = new GitHubPlaces(settings.githubUrl());
        List<EventHandler> handlers = new ArrayList<>(more);
        handlers.add(new PingHandler());
        handlers.add(new PushHandler(memory.requests(), memory.told(), readings::pushed, pushes));
        handlers.add(new RepositoryHandler(memory.identities(), installations, places));
        for (String event : List.of("installation", "installation_repositories", "installation_target")) {
            handlers.add(new InstallationHandler(event, installations));
        }
        PayloadReader reader = new PayloadReader();
        worker = new InboxWorker(
                memory.inbox(),
                reader,
                new Dispatch(reader, memory.identities(), installations, places, handlers),
                () -> announcements.changed(Announcements.Part.DELIVERIES));
        schedule = new InboxSchedule(
                () -> {
                    worker.run();
                    memory.requests().open().forEach(readings::readSoon);
                },
                () -> {
                    memory.deliveries().forget();
                    memory.retention().forget();
                });
        inbox = memory.inbox();
        wake = () -> {
            schedule.wake();
            announcements.changed(Announcements.Part.DELIVERIES);
        };
        writer = new InboxWriter(inbox, wake);
        signatures = new SignatureCheck(secrets);
        metrics = new ReceiverMetrics(registry);
    }

    /** Answers webhooks, and leaves everything else to this handler. */
    public Handler before(Handler otherwise) {
        return new WebhookReceiver(otherwise, signatures, writer, metrics, refusedSignatures);
    }

    /** What was refused here since something was accepted. */
    public RefusedSignatures refusedSignatures() {
        return refusedSignatures;
    }

    /** Stores what arrives; to be called before the web server starts. */
    public void startStoring() {
        writer.start();
    }

    /** Works on what is stored. */
    public void startWorking() {
        schedule.start();
    }

    /**
     * Fetches what did not arrive.
     *
     * @param sources of the App that RootOps is at the time; empty: it is none
     */
    public void startCatchingUp(Supplier<Optional<CatchUp.Source>> sources) {
        CatchUpSchedule started = new CatchUpSchedule(new CatchUp(sources, inbox, wake, InstantSource.system()));
        catchUp = started;
        started.start();
    }

    /** After the web server. What is not stored yet is stored; what is not done yet is left to others, at once. */
    @Override
    public void close() throws InterruptedException {
        if (catchUp != null) {
            catchUp.close();
        }
        worker.stop();
        writer.close();
        schedule.close();
        worker.handBack();
    }
}
