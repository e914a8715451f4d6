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
    private final AskedInstallations installations;
    private final InstallationCheck check;
    private final GitHubPlaces places;
    private final Map<String, EventHandler> handlers;

    Dispatch(
            PayloadReader reader,
            GitHubIdentities identities,
            AskedInstallations installations,
            GitHubPlaces places,
            List<EventHandler> handlers) {
        this.reader = reader;
        this.identities = identities;
        this.installations = installations;
        this.check = new InstallationCheck(installations);
        this.places = places;
        this.handlers = handlers.stream().collect(Collectors.toMap(EventHandler::event, Function.identity()));
    }

    /** @throws Exception what the handler throws, to be tried again */
    EventOutcome handle(Delivery delivery) throws Exception {
        Envelope envelope = delivery.envelope();
        if (envelope.installationId() != null) {
            installations.delivered(envelope.installationId(), delivery.receivedAt());
        }
        EventHandler handler = handlers.get(delivery.event());
        if (handler == null) {
            return EventOutcome.done("not handled yet");
        }
        Optional<Followed> followed = followed(envelope);
        if (followed.isEmpty() && handler.needsFollowedRepository()) {
            return unknown(delivery);
        }
        if (followed.isPresent()) {
            Optional<EventOutcome> objection = check.objection(delivery, followed.get());
            if (objection.isPresent()) {
                return objection.get();
            }
            heard(delivery, followed.get());
        }
        TrackedRepository repository = followed.map(Followed::repository).orElse(null);
        if (repository != null && repository.pause() != null && handler.needsFollowedRepository()) {
            return EventOutcome.done("not acted on: " + repository.name() + " is not followed: "
                    + repository.pause().reason());
        }
        return handler.handle(new ReceivedEvent(delivery, reader.tree(delivery.body()), repository));
    }

    /** Perhaps its installation has got it since it was last listed. */
    private EventOutcome unknown(Delivery delivery) {
        Envelope envelope = delivery.envelope();
        if (envelope.installationId() != null
                && envelope.githubId() != null
                && !installations.speaks(envelope.installationId(), envelope.githubId())) {
            installations.look(delivery, envelope.installationId());
        }
        return EventOutcome.done("not followed");
    }

    /** Only what may speak for it teaches its number. */
    private void heard(Delivery delivery, Followed followed) {
        Long githubId = delivery.envelope().githubId();
        if (githubId != null) {
            identities.learn(followed.repository().id(), githubId);
        }
        identities.delivered(followed.repository().id(), delivery.receivedAt());
    }

    private Optional<Followed> followed(Envelope envelope) {
        String location = envelope.fullName() == null
                ? null
                : places.cloneUrl(envelope.fullName()).orElse(null);
        return identities.look(envelope.githubId(), location);
    }
}
