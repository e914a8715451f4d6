package io.rootops.app.webhook;

import io.rootops.core.installation.KnownInstallation;
import java.util.Optional;

/**
 * The App was installed, removed, suspended or taken up again, or its repositories were selected anew. GitHub is asked how
 * that stands now, whatever the event says.
 */
final class InstallationHandler implements EventHandler {
    private final String event;
    private final AskedInstallations installations;

    InstallationHandler(String event, AskedInstallations installations) {
        this.event = event;
        this.installations = installations;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public boolean needsFollowedRepository() {
        return false;
    }

    @Override
    public EventOutcome handle(ReceivedEvent received) {
        Long id = received.delivery().envelope().installationId();
        if (id == null) {
            return EventOutcome.done("names no installation");
        }
        if (!installations.app()) {
            return EventOutcome.done(
                    "not acted on: RootOps is no GitHub App here; set GITHUB_APP_ID and" + " GITHUB_APP_PRIVATE_KEY");
        }
        boolean itself = !event.equals("installation_repositories");
        Optional<EventOutcome> wait = itself
                ? installations.afterBoth(received.delivery(), id)
                : installations.afterList(received.delivery(), id);
        return wait.orElseGet(() -> EventOutcome.done(installations
                .byId(id)
                .map(InstallationHandler::stands)
                .orElse("GitHub knows no installation " + id + " any more")));
    }

    private static String stands(KnownInstallation it) {
        String account = it.installation().account();
        if (it.removedAt() != null) {
            return account + " has removed the App: its repositories are not followed any more";
        }
        return it.installation().suspendedAt() != null
                ? account + " has suspended the App: its repositories are not followed meanwhile"
                : account + ": what is followed agrees with GitHub's list of its repositories";
    }
}
