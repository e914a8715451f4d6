package io.rootops.dashboard.events;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a CDEvent tells of an incident: that it goes on, or that it is over.
 *
 * @param key of the incident, the same in all that is told of it
 * @param title what went wrong; where it does not say, which incident it is
 * @param service empty: it names none
 * @param environment empty: it names none
 * @param repository as {@code owner/name}; null: none
 * @param ticket where it is worked on; null: it does not say
 * @param at when it was detected, reported or resolved; null: it does not say
 */
public record ToldIncident(
        String key,
        boolean over,
        String title,
        String service,
        String environment,
        @Nullable String repository,
        @Nullable String ticket,
        @Nullable Instant at) {
    private static final String RESOLVED = "incident.resolved";
    private static final Set<String> TYPES = Set.of("incident.detected", "incident.reported", RESOLVED);

    /**
     * Empty: an event of something else.
     *
     * @throws MalformedEventException when it is one of an incident and cannot be read
     */
    public static Optional<ToldIncident> of(CloudEvent event) throws MalformedEventException {
        Optional<CdEvent> told = CdEvent.of(event, TYPES);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        CdEvent it = told.get();
        String id = it.subject();
        String source = Fields.text(it.data().at("/subject/source"), "subject.source");
        String description = Fields.text(it.content().path("description"), "subject.content.description");
        String service = it.reference("service", "subject.content.service.id");
        return Optional.of(new ToldIncident(
                Fields.key((source == null ? event.source() : source) + ":" + id),
                it.type().equals(RESOLVED),
                description == null ? "Incident " + id : description,
                service == null ? "" : CdEvent.lastPart(service),
                it.environment(),
                it.repository(),
                Fields.text(it.content().path("ticketURI"), "subject.content.ticketURI"),
                it.at()));
    }
}
