package io.rootops.app.deployment;

import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.memory.DeploymentMemory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What events tell of deployments is kept. */
public final class DeploymentHandler implements EventHandler {
    private final String event;
    private final Function<ReceivedEvent, Optional<DeploymentEvent>> reader;
    private final DeploymentMemory deployments;
    private final Consumer<RepositoryId> askSoon;

    private DeploymentHandler(
            String event,
            Function<ReceivedEvent, Optional<DeploymentEvent>> reader,
            DeploymentMemory deployments,
            Consumer<RepositoryId> askSoon) {
        this.event = event;
        this.reader = reader;
        this.deployments = deployments;
        this.askSoon = askSoon;
    }

    /**
     * Of all events that tell of deployments.
     *
     * @param askSoon called where the commit of one has to be asked for
     */
    public static List<EventHandler> all(DeploymentMemory deployments, Consumer<RepositoryId> askSoon) {
        return List.of(
                new DeploymentHandler(
                        "deployment",
                        it -> DeploymentJson.asked(it.payload().path("deployment")),
                        deployments,
                        askSoon),
                new DeploymentHandler(
                        "deployment_status",
                        it -> DeploymentJson.asked(it.payload().path("deployment"))
                                .flatMap(asked -> DeploymentJson.status(
                                        asked, it.payload().path("deployment_status"))),
                        deployments,
                        askSoon),
                new DeploymentHandler(
                        "release",
                        it -> ReleaseJson.read(
                                it.payload().path("release"),
                                it.payload().path("action").asText(),
                                it.delivery().receivedAt()),
                        deployments,
                        askSoon),
                new DeploymentHandler(
                        "workflow_run",
                        it -> WorkflowRunJson.read(
                                it.payload().path("workflow_run"),
                                it.payload().at("/repository/default_branch").asText()),
                        deployments,
                        askSoon));
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public EventOutcome handle(ReceivedEvent received) {
        TrackedRepository repository = received.repository();
        if (repository == null) {
            return EventOutcome.done("names no repository");
        }
        Optional<DeploymentEvent> told = reader.apply(received);
        if (told.isEmpty()) {
            return EventOutcome.done("tells of no deployment");
        }
        boolean news = deployments.store(repository.id(), told.get());
        if (news && told.get().sha() == null) {
            askSoon.accept(repository.id());
        }
        return EventOutcome.done((news ? "kept " : "known before: ") + words(told.get()));
    }

    private static String words(DeploymentEvent told) {
        String where = told.environment().name();
        return told.source().word() + " " + told.externalId() + (where.isEmpty() ? "" : " to " + where) + ": "
                + told.state().word();
    }
}
