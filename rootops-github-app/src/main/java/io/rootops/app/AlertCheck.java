package io.rootops.app;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.AlertInbox;
import io.rootops.core.memory.AlertMemory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where incidents come from, and whether what was told of them was understood. */
final class AlertCheck implements Supplier<BackendCheck> {
    private static final String SUBJECT = "alerts";

    private final AlertMemory alerts;
    private final AlertInbox inbox;
    private final boolean pagerDuty;
    private final Supplier<Optional<AlertPolling.Problem>> polling;

    /**
     * Asks nobody yet.
     *
     * @param pagerDuty whether its webhooks are taken
     * @param polling why the alerts of Prometheus could not be read
     */
    AlertCheck(
            AlertMemory alerts, AlertInbox inbox, boolean pagerDuty, Supplier<Optional<AlertPolling.Problem>> polling) {
        this.alerts = alerts;
        this.inbox = inbox;
        this.pagerDuty = pagerDuty;
        this.polling = polling;
    }

    /** @throws org.jooq.exception.DataAccessException when the database does not answer */
    @Override
    public BackendCheck get() {
        Map<IncidentSource, Instant> heard = alerts.heard();
        AlertInbox.Figures figures = inbox.figures();
        String text = heard.entrySet().stream()
                .map(it -> it.getKey().title() + ", last " + it.getValue().truncatedTo(ChronoUnit.SECONDS))
                .collect(Collectors.joining("; "));
        if (figures.givenUp() > 0) {
            return new BackendCheck(
                    SUBJECT,
                    State.WARN,
                    figures.givenUp() + (figures.givenUp() == 1 ? " delivery" : " deliveries")
                            + " could not be worked on: " + figures.lastError(),
                    List.of(),
                    "look at the log; they are tried again at the next start",
                    List.of());
        }
        Optional<String> unread = unread(heard);
        if (unread.isPresent()) {
            return new BackendCheck(
                    SUBJECT,
                    State.WARN,
                    (text.isEmpty() ? "" : text + "; ") + "those of Prometheus cannot be read: " + unread.get(),
                    List.of(),
                    "see that what PROMETHEUS_URL names answers /api/v1/alerts, or point Alertmanager at"
                            + " /webhooks/alertmanager",
                    List.of());
        }
        if (!text.isEmpty()) {
            return new BackendCheck(SUBJECT, State.OK, text, List.of(), null, List.of());
        }
        return new BackendCheck(
                SUBJECT,
                State.NONE,
                pagerDuty ? "none received yet, of PagerDuty or any other" : "none received yet",
                List.of(),
                null,
                List.of("incidents: point Alertmanager, Grafana or PagerDuty at /webhooks/…, or have alerting rules in"
                        + " Prometheus"));
    }

    /** Nobody misses the alerts of Prometheus where others send them, or another server has read them since. */
    private Optional<String> unread(Map<IncidentSource, Instant> heard) {
        boolean sent = heard.keySet().stream().anyMatch(it -> it != IncidentSource.PROMETHEUS);
        Instant read = heard.getOrDefault(IncidentSource.PROMETHEUS, Instant.MIN);
        return polling.get().filter(it -> !sent && it.at().isAfter(read)).map(AlertPolling.Problem::why);
    }
}
