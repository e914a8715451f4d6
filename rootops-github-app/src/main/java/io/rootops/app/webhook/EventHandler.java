package io.rootops.app.webhook;

/**
 * What one kind of event does. Called by a worker after the acknowledgement, perhaps twice for one delivery, and in any
 * order: its effect is kept by natural keys, and moves forward only. It may ask GitHub, but not for longer than
 * {@link io.rootops.core.memory.WebhookInbox#LEASE}.
 */
public interface EventHandler {
    /** The name of the event, as X-GitHub-Event has it. */
    String event();

    /** False: it is called for repositories that are not followed as well. */
    default boolean needsFollowedRepository() {
        return true;
    }

    /**
     * Does its work.
     *
     * @throws Exception where it failed and is to be tried again later; the message is shown on the dashboard
     */
    EventOutcome handle(ReceivedEvent event) throws Exception;
}
