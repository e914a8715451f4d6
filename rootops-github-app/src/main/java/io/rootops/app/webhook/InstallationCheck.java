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
        boolean listed = speaks(claimed, envelope);
        // Where GitHub does not say and nothing speaks against it, a signed payload is taken at its word: waiting for
        // an answer that may never come would lose it.
        if (known == null && (listed || installations.unanswered(claimed))) {
            return Optional.empty();
        }
        // It may have got the repository just now, or lost it, such as by a transfer: only a new list tells.
        Optional<EventOutcome> wait = installations.afterList(delivery, claimed);
        if (wait.isEmpty()) {
            return listed ? Optional.empty() : Optional.of(another(claimed, followed));
        }
        // Neither done on its word, since another one has the repository, nor asked about for ever.
        return installations.patient(delivery, claimed) ? wait : Optional.of(unanswered(claimed, followed));
    }

    private EventOutcome unanswered(long claimed, Followed followed) {
        return EventOutcome.failed(named(claimed, followed) + ", and GitHub did not say whether that has changed: "
                + installations.problem(claimed).orElse("its list has not come")
                + " Nothing was done; replay the delivery when GitHub answers.");
    }

    private boolean speaks(long installation, Envelope envelope) {
        return envelope.githubId() != null && installations.speaks(installation, envelope.githubId());
    }

    private static EventOutcome another(long claimed, Followed followed) {
        return EventOutcome.aside(named(claimed, followed) + ". Nothing was done.");
    }

    private static String named(long claimed, Followed followed) {
        return "It names installation " + claimed + " of the App, which does not have "
                + followed.repository().name() + ": that belongs to "
                + (followed.installationId() == null
                        ? "no installation"
                        : "another installation, " + followed.installationId());
    }
}
