package io.rootops.app.webhook;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.GitHubIdentities.Followed;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds who handles an event, and the followed repository that it is about. */
final class Dispatch {
    private final PayloadReader reader;
    private final GitHubIdentities identities;
    private final GitHubPlaces places;
    private final Map<String, EventHandler> handlers;

    Dispatch(PayloadReader reader, GitHubIdentities identities, GitHubPlaces places, List<EventHandler> handlers) {
        this.reader = reader;
        this.identities = identities;
        this.places = places;
        this.handlers = handlers.stream().collect(Collectors.toMap(EventHandler::event, Function.identity()));
    }

    /** @throws Exception what the handler throws, to be tried again */
    EventOutcome handle(Delivery delivery) throws Exception {
        EventHandler handler = handlers.get(delivery.event());
        if (handler == null) {
            return EventOutcome.done("not handled yet");
        }
        Envelope envelope = delivery.envelope();
        Optional<Followed> followed = followed(envelope);
        if (followed.isEmpty() && handler.needsFollowedRepository()) {
            return EventOutcome.done("not followed");
        }
        if (followed.isPresent() && !speaksFor(envelope, followed.get())) {
            return EventOutcome.done("not acted on: the repository belongs to another installation of the App");
        }
        TrackedRepository repository = followed.map(Followed::repository).orElse(null);
        return handler.handle(new ReceivedEvent(delivery, reader.tree(delivery.body()), repository));
    }

    private Optional<Followed> followed(Envelope envelope) {
        String location = envelope.fullName() == null
                ? null
                : places.cloneUrl(envelope.fullName()).orElse(null);
        return identities.find(envelope.githubId(), location);
    }

    /** A webhook of the repository's own names no installation. */
    private static boolean speaksFor(Envelope envelope, Followed followed) {
        return envelope.installationId() == null
                || followed.installationId() == null
                || envelope.installationId().equals(followed.installationId());
    }
}
