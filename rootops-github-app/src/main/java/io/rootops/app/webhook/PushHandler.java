package io.rootops.app.webhook;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.ReadingRequests;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A push: its repository is read now. Which commits came is learned from git, not from the payload, which names only
 * some of them.
 */
final class PushHandler implements EventHandler {
    private final ReadingRequests requests;
    private final Consumer<RepositoryId> readNow;

    PushHandler(ReadingRequests requests, Consumer<RepositoryId> readNow) {
        this.requests = requests;
        this.readNow = readNow;
    }

    @Override
    public String event() {
        return "push";
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        TrackedRepository repository = event.repository();
        if (repository == null) {
            return EventOutcome.done("names no repository");
        }
        RepositoryId id = Objects.requireNonNull(repository.id());
        // Counted first: a reading that runs just now may have looked at GitHub before the push.
        requests.ask(id);
        readNow.accept(id);
        return EventOutcome.done("read " + repository.name());
    }
}
