package io.rootops.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ForgeJson;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.ToldHeads;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A push: its repository is read now. Which commits came is learned from git, not from the payload, which names only
 * some of them; its head is kept, so that a fetch that lacks it is noticed. What else it tells is told on.
 */
final class PushHandler implements EventHandler {
    private static final String BRANCHES = "refs/heads/";

    private final ReadingRequests requests;
    private final ToldHeads told;
    private final Consumer<RepositoryId> pushed;
    private final BiConsumer<TrackedRepository, JsonNode> listener;

    /** @param listener told the payload, before the repository is read */
    PushHandler(
            ReadingRequests requests,
            ToldHeads told,
            Consumer<RepositoryId> pushed,
            BiConsumer<TrackedRepository, JsonNode> listener) {
        this.requests = requests;
        this.told = told;
        this.pushed = pushed;
        this.listener = listener;
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
        listener.accept(repository, event.payload());
        Optional<String> head = head(event.payload());
        head.ifPresent(it -> told.tell(id, it));
        // Counted first: a reading that runs just now may have looked at GitHub before the push.
        requests.ask(id, event.delivery().cause(), head.orElse(null));
        pushed.accept(id);
        return EventOutcome.done("read " + repository.name());
    }

    /** Where a branch stands now; empty where it is gone, or it is none. */
    private static Optional<String> head(JsonNode push) {
        boolean branch = push.path("ref").asText().startsWith(BRANCHES);
        return Optional.ofNullable(branch ? ForgeJson.sha(push.path("after")) : null)
                .filter(it -> !it.matches("0+"));
    }
}
