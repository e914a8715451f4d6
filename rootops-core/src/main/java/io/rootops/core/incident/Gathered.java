package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Environment;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as far as it decides what else belongs to it. It grows with each that does, at the same cost however many there
 * are. Not thread-safe.
 */
public final class Gathered {
    private final UUID id;
    private final @Nullable RepositoryId repository;
    private Instant began;
    private @Nullable Instant ended;
    private boolean alerted;
    private final Set<Group> groups = new HashSet<>();
    /** Their environments, by the name. */
    private final Map<String, Set<String>> services = new HashMap<>();

    /** Alerts that their sender puts together. */
    private record Group(IncidentSource source, String name) {}

    /**
     * Of no alert yet.
     *
     * @param repository that it comes from; null: not known
     * @param ended null: it is open
     */
    public Gathered(UUID id, @Nullable RepositoryId repository, Instant began, @Nullable Instant ended) {
        this.id = id;
        this.repository = repository;
        this.began = began;
        this.ended = ended;
    }

    public UUID id() {
        return id;
    }

    public Instant began() {
        return began;
    }

    /** Null: it is open. */
    public @Nullable Instant ended() {
        return ended;
    }

    /** Whether it may come from this repository; null: any. */
    boolean mayComeFrom(@Nullable RepositoryId other) {
        return repository == null || other == null || repository.equals(other);
    }

    /** Whether alerts told of it. */
    boolean alerted() {
        return alerted;
    }

    /** Whether an alert of this group is of it; of none: no. */
    boolean has(IncidentSource source, String group) {
        return !group.isEmpty() && groups.contains(new Group(source, group));
    }

    /** Whether it is about this service. Senders name environments differently; who names none may mean any. */
    boolean serves(ServiceName service) {
        Set<String> environments = services.getOrDefault(service.name(), Set.of());
        return environments.stream().anyMatch(it -> Environment.same(it, service.environment()));
    }

    /** Whether nobody has said which service it is about. */
    public boolean servesNone() {
        return services.isEmpty();
    }

    /** It is about this one, too; an empty name: nobody said. */
    public void add(ServiceName service) {
        if (!service.name().isEmpty()) {
            services.computeIfAbsent(service.name(), it -> new HashSet<>()).add(service.environment());
        }
    }

    /**
     * An alert of this group is of it.
     *
     * @param group empty: none
     */
    public void add(IncidentSource source, String group) {
        alerted = true;
        if (!group.isEmpty()) {
            groups.add(new Group(source, group));
        }
    }

    /** One more alert. */
    public void add(Alert alert) {
        add(alert.source(), alert.group());
        add(alert.service());
        if (alert.began().isBefore(began)) {
            began = alert.began();
        }
        if (ended != null && (alert.ended() == null || alert.ended().isAfter(ended))) {
            ended = alert.ended();
        }
    }
}
