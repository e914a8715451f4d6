package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.TrackedRepository;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Somebody asked for a check run again: it is written again. */
public final class RerequestHandler implements EventHandler {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private final String event;
    private final BiPredicate<TrackedRepository, String> tellAgain;

    private RerequestHandler(String event, BiPredicate<TrackedRepository, String> tellAgain) {
        this.event = event;
        this.tellAgain = tellAgain;
    }

    /** @param tellAgain of a commit; false: there is nothing to tell of it */
    public static RerequestHandler ofRuns(BiPredicate<TrackedRepository, String> tellAgain) {
        return new RerequestHandler("check_run", tellAgain);
    }

    /** Like {@link #ofRuns}, of all check runs of a commit. */
    public static RerequestHandler ofSuites(BiPredicate<TrackedRepository, String> tellAgain) {
        return new RerequestHandler("check_suite", tellAgain);
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public EventOutcome handle(ReceivedEvent received) {
        TrackedRepository repository = received.repository();
        JsonNode payload = received.payload();
        String sha = payload.path(event).path("head_sha").asText();
        if (!payload.path("action").asText().equals("rerequested")) {
            return EventOutcome.done("nothing asked");
        }
        if (repository == null || !SHA.matcher(sha).matches()) {
            return EventOutcome.done("names no commit");
        }
        return EventOutcome.done(
                tellAgain.test(repository, sha) ? "told again: " + sha : "there is nothing to tell of " + sha);
    }
}
