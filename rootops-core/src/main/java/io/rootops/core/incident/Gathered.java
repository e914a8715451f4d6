package io.rootops.core.incident;

import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as far as it decides what else belongs to it.
 *
 * @param ended null: it is open
 * @param groups of its alerts, each with its source
 * @param services of its alerts and its own
 */
public record Gathered(UUID id, Instant began, @Nullable Instant ended, Set<Group> groups, Set<ServiceName> services) {

    /** Alerts that their sender puts together. */
    public record Group(IncidentSource source, String name) {}

    public Gathered {
        groups = Set.copyOf(groups);
        services = Set.copyOf(services);
    }

    /** With one more alert. */
    public Gathered with(Alert alert) {
        Set<Group> allGroups = new HashSet<>(groups);
        Set<ServiceName> allServices = new HashSet<>(services);
        if (!alert.group().isEmpty()) {
            allGroups.add(new Group(alert.source(), alert.group()));
        }
        if (!alert.service().name().isEmpty()) {
            allServices.add(alert.service());
        }
        Instant last =
                ended == null || alert.ended() == null ? null : alert.ended().isAfter(ended) ? alert.ended() : ended;
        return new Gathered(id, alert.began().isBefore(began) ? alert.began() : began, last, allGroups, allServices);
    }
}
