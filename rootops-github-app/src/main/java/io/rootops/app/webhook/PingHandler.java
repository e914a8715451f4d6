package io.rootops.app.webhook;

/** What GitHub sends when a webhook was set up. */
final class PingHandler implements EventHandler {
    @Override
    public String event() {
        return "ping";
    }

    @Override
    public boolean needsFollowedRepository() {
        return false;
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        return EventOutcome.done("GitHub reaches RootOps");
    }
}
