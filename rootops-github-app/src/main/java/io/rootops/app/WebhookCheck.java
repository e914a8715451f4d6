package io.rootops.app;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.webhook.InboxFigures;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether pushes are told at once, and what became of what was told. */
final class WebhookCheck {
    private static final String SUBJECT = "webhooks";

    private WebhookCheck() {}

    /** @param configured whether there is a secret that they may be signed with */
    static BackendCheck of(boolean configured, InboxFigures figures) {
        if (!configured) {
            return new BackendCheck(
                    SUBJECT,
                    State.NONE,
                    "not configured",
                    List.of(),
                    null,
                    List.of("pushes within seconds: connect GitHub, or set GITHUB_WEBHOOK_SECRET"));
        }
        String last = figures.lastReceivedAt() == null
                ? "none received yet"
                : "last received " + figures.lastReceivedAt().truncatedTo(ChronoUnit.SECONDS);
        String text = "received at /webhooks/github, " + last;
        if (figures.dead() > 0) {
            return new BackendCheck(
                    SUBJECT,
                    State.WARN,
                    text + ", " + figures.dead() + " set aside",
                    List.of(),
                    "look at /dashboard/deliveries, mend the reason, and replay them there",
                    List.of());
        }
        return new BackendCheck(SUBJECT, State.OK, text, List.of(), null, List.of());
    }
}
