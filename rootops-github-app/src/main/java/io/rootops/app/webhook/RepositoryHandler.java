package io.rootops.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.GitHubIdentities.Followed;
import io.rootops.core.webhook.Envelope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository was renamed, transferred, deleted, archived or the like. Where an installation of the App tells of it,
 * GitHub is asked how that stands now; where the webhook is the repository's own, its new name is taken from the event.
 */
final class RepositoryHandler implements EventHandler {
    private final GitHubIdentities identities;
    private final AskedInstallations installations;
    private final InstallationCheck check;
    private final GitHubPlaces places;

    RepositoryHandler(GitHubIdentities identities, AskedInstallations installations, GitHubPlaces places) {
        this.identities = identities;
        this.installations = installations;
        this.check = new InstallationCheck(installations);
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
        boolean moves = action.equals("renamed") || action.equals("transferred");
        if (installations.app() && envelope.installationId() != null) {
            return asked(event, envelope.installationId(), action);
        }
        if (!moves) {
            return EventOutcome.done("nothing to do: the next poll sees what it needs");
        }
        Optional<Followed> followed = event.repository() == null ? former(event) : Optional.empty();
        Optional<EventOutcome> objection = followed.flatMap(it -> check.objection(event.delivery(), it));
        if (objection.isPresent()) {
            return objection.get();
        }
        followed.ifPresent(it -> learn(envelope, it));
        TrackedRepository repository = followed.map(Followed::repository).orElse(event.repository());
        String name = envelope.fullName();
        if (repository == null || name == null || places.cloneUrl(name).isEmpty()) {
            return EventOutcome.done("not followed");
        }
        return move(event, repository, name);
    }

    private EventOutcome asked(ReceivedEvent event, long installation, String action) {
        boolean edited = action.equals("edited");
        if (edited && event.payload().path("changes").path("default_branch").isMissingNode()) {
            return EventOutcome.done("nothing to do");
        }
        // Found by its former name, it must be this installation's as well.
        Optional<EventOutcome> objection = event.repository() == null
                ? former(event).flatMap(it -> check.objection(event.delivery(), it))
                : Optional.empty();
        return objection
                .or(() -> installations.afterList(event.delivery(), installation))
                .orElseGet(() -> stands(event));
    }

    private EventOutcome stands(ReceivedEvent event) {
        Envelope envelope = event.delivery().envelope();
        return EventOutcome.done(identities
                .look(envelope.githubId(), null)
                .map(Followed::repository)
                .map(it -> it.pause() == null
                        ? it.name() + " is followed"
                        : it.name() + " is not followed: " + it.pause().reason())
                .orElseGet(() -> envelope.fullName() + " is not followed"));
    }

    private EventOutcome move(ReceivedEvent event, TrackedRepository repository, String name) {
        GitHubIdentities.Move move = identities.move(
                repository.id(),
                name,
                places.cloneUrl(name).orElseThrow(),
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

    private void learn(Envelope envelope, Followed followed) {
        if (envelope.githubId() != null) {
            identities.learn(followed.repository().id(), envelope.githubId());
        }
    }

    private Optional<Followed> former(ReceivedEvent event) {
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
                .flatMap(it -> identities.look(event.delivery().envelope().githubId(), it));
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
