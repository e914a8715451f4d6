package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.PullRequestMemory;
import java.util.function.Consumer;

/**
 * Somebody reviewed a pull request, or a review was dismissed. Who approves is the sum of all reviews, of which an event
 * tells one: so they are asked for.
 */
public final class ReviewHandler implements EventHandler {
    private final PullRequestMemory pulls;
    private final Consumer<RepositoryId> askNow;

    /** @param askNow has the reviews of what has changed asked for */
    public ReviewHandler(PullRequestMemory pulls, Consumer<RepositoryId> askNow) {
        this.pulls = pulls;
        this.askNow = askNow;
    }

    @Override
    public String event() {
        return "pull_request_review";
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        TrackedRepository repository = event.repository();
        JsonNode number = event.payload().at("/pull_request/number");
        if (repository == null || !number.isInt()) {
            return EventOutcome.done("names no pull request");
        }
        String which = repository.name() + "#" + number.asInt();
        if (!pulls.reviewedAnew(repository.id(), number.asInt())) {
            return EventOutcome.done("not known yet: " + which + "; its reviews are asked for with it");
        }
        askNow.accept(repository.id());
        return EventOutcome.done("asks for the reviews of " + which);
    }
}
