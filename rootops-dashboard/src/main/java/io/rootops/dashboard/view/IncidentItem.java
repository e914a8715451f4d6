package io.rootops.dashboard.view;

import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An incident.
 *
 * @param repository that the service comes from; null: not known
 * @param service null: not known
 * @param environment null: not known
 * @param severity the gravest of what told of it
 * @param sources all that told of it
 * @param trust how far it is believed, from above 0 to 1
 * @param endedAt null: it is open
 * @param openedAt when RootOps took it for one
 * @param seconds that it lasted, or has lasted so far
 * @param url where it was told; null: not known
 */
public record IncidentItem(
        UUID id,
        State state,
        @Nullable String repository,
        @Nullable String service,
        @Nullable String environment,
        String title,
        Severity severity,
        List<IncidentSource> sources,
        double trust,
        Instant beganAt,
        @Nullable Instant endedAt,
        Instant openedAt,
        long seconds,
        @Nullable String url) {

    /** Whether it goes on. */
    public enum State {
        OPEN,
        RESOLVED
    }

    public static IncidentItem of(
            Incident it, @Nullable String repository, Collection<IncidentSource> sources, Instant now) {
        Instant end = it.ended() == null ? now : it.ended();
        return new IncidentItem(
                it.id(),
                it.open() ? State.OPEN : State.RESOLVED,
                repository,
                it.service().name().isEmpty() ? null : it.service().name(),
                it.service().environment().isEmpty() ? null : it.service().environment(),
                it.title(),
                it.severity(),
                List.copyOf(sources),
                it.trust(),
                it.began(),
                it.ended(),
                it.opened(),
                Math.max(0, Duration.between(it.began(), end).toSeconds()),
                Links.browsable(it.link()) ? it.link() : null);
    }

    public String link() {
        return Links.incident(id);
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** For people. */
    public String stateWords() {
        return open() ? "open" : "resolved";
    }

    /** Of the sprite; with the word, never alone. */
    public String icon() {
        return open() ? "fail" : "ok";
    }

    public String sourceWords() {
        return sources.stream().map(IncidentSource::title).collect(Collectors.joining(", "));
    }

    /** For people. */
    public String severityWords() {
        return severity == Severity.UNSTATED ? "not stated" : severity.word();
    }
}
