package io.rootops.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.webhook.Envelope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A repository was renamed or transferred: ours has the new name from now on. */
final class RepositoryHandler implements EventHandler {
    private final GitHubIdentities identities;
    private final GitHubPlaces places;

    RepositoryHandler(GitHubIdentities identities, GitHubPlaces places) {
        this.identities = identities;
        this.places = places;
    }

    @Override
    public String event() {
        return "repository";
    }

    /** One whose number was never learned is known by its former name only. */
    @Override
    public boolean needsFollowedRepository() {
        return false;
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        Envelope envelope = event.delivery().envelope();
        String action = String.valueOf(envelope.action());
        String name = envelope.fullName();
        if (!action.equals("renamed") && !action.equals("transferred")) {
            return EventOutcome.done("not handled yet");
        }
        TrackedRepository repository =
                event.repository() != null ? event.repository() : former(event).orElse(null);
        if (repository == null || name == null || places.cloneUrl(name).isEmpty()) {
            return EventOutcome.done("not followed");
        }
        GitHubIdentities.Move move = identities.move(
                repository.id(),
                name,
                places.cloneUrl(name).get(),
                places.web(name),
                at(event.payload().path("repository").path("updated_at"), event));
        return EventOutcome.done(
                switch (move) {
                    case MOVED -> repository.name() + " is " + name + " now";
                    case OUTDATED -> "a later one was told before: " + repository.name();
                    case OCCUPIED ->
                        name + " is followed already, as another one; " + repository.name() + " keeps its name";
                });
    }

    private Optional<TrackedRepository> former(ReceivedEvent event) {
        JsonNode payload = event.payload();
        JsonNode changes = payload.path("changes");
        JsonNode before = changes.path("owner").path("from");
        String owner = text(before.path("user").path("login"))
                .or(() -> text(before.path("organization").path("login")))
                .or(() -> text(payload.path("repository").path("owner").path("login")))
                .orElse("");
        String name = text(changes.path("repository").path("name").path("from"))
                .or(() -> text(payload.path("repository").path("name")))
                .orElse("");
        return places.cloneUrl(owner + "/" + name)
                .flatMap(it -> identities.find(event.delivery().envelope().githubId(), it))
                .map(GitHubIdentities.Followed::repository);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** GitHub's own time, since events come in any order. */
    private static Instant at(@Nullable JsonNode time, ReceivedEvent event) {
        try {
            return time != null && time.isTextual()
                    ? OffsetDateTime.parse(time.asText()).toInstant()
                    : event.delivery().receivedAt();
        } catch (DateTimeException e) {
            return event.delivery().receivedAt();
        }
    }
}
