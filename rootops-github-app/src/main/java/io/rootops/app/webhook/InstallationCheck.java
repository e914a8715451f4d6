package io.rootops.app.webhook;

import io.rootops.core.memory.GitHubIdentities.Followed;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.Envelope;
import java.util.Optional;

/** Whether the installation that a payload names may speak for a repository. */
final class InstallationCheck {
    private final AskedInstallations installations;

    InstallationCheck(AskedInstallations installations) {
        this.installations = installations;
    }

    /**
     * What comes of the delivery where it may not, or where that is to be asked first; empty: it may. A webhook of the
     * repository's own names no installation.
     */
    Optional<EventOutcome> objection(Delivery delivery, Followed followed) {
        Envelope envelope = delivery.envelope();
        Long claimed = envelope.installationId();
        Long known = followed.installationId();
        if (claimed == null || claimed.equals(known)) {
            return Optional.empty();
        }
        if (!installations.app()) {
            return known == null ? Optional.empty() : Optional.of(another(claimed, followed));
        }
        if (envelope.githubId() != null && installations.speaks(claimed, envelope.githubId())) {
            return Optional.empty();
        }
        // It may have got the repository just now, such as by a transfer.
        return Optional.of(installations.afterList(delivery, claimed).orElseGet(() -> another(claimed, followed)));
    }

    private static EventOutcome another(long claimed, Followed followed) {
        return EventOutcome.aside("It names installation " + claimed + " of the App, which does not have "
                + followed.repository().name() + ": that belongs to "
                + (followed.installationId() == null
                        ? "no installation"
                        : "another installation, " + followed.installationId())
                + ". Nothing was done.");
    }
}
