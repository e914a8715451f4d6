package io.rootops.core.incident;

import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as it was told last.
 *
 * @param key the sender's own name of it, the same each time it is told
 * @param group the sender's group; empty: none
 * @param service that it is about; an empty name: it does not say
 * @param title one line
 * @param text what it says beside that; may be empty
 * @param link to where it comes from, http or https; null: none
 * @param ended null: it is firing
 * @param saidAt the sender's time of what is told
 */
public record Alert(
        IncidentSource source,
        String key,
        String group,
        ServiceName service,
        String title,
        String text,
        Severity severity,
        @Nullable String link,
        AlertStatus status,
        Instant began,
        @Nullable Instant ended,
        Instant saidAt) {

    public Alert {
        if ((status == AlertStatus.FIRING) != (ended == null)) {
            throw new IllegalArgumentException("an alert is firing or has ended; told " + status + " and " + ended);
        }
    }

    /** With a sender's clock that is ahead nothing lies after now; times are as exact as they can be kept, so that they compare. */
    public Alert until(Instant now) {
        return new Alert(
                source,
                key,
                group,
                service,
                title,
                text,
                severity,
                link,
                status,
                kept(earlier(began, now)),
                ended == null ? null : kept(earlier(ended, now)),
                kept(earlier(saidAt, now)));
    }

    /** Told at another time. */
    public Alert saidAt(Instant at) {
        return new Alert(source, key, group, service, title, text, severity, link, status, began, ended, at);
    }

    /**
     * What its sender calls it however often it begins: its key up to the space that the time of its begin follows. Empty: a key
     * without a space, under which it is told but once.
     */
    public Optional<String> fingerprint() {
        int space = key.indexOf(' ');
        return space < 0 ? Optional.empty() : Optional.of(key.substring(0, space));
    }

    /**
     * The same alert, told once more: in whatever order they arrive, the sender's last word counts, and of one time that it
     * has ended. That it lapsed nobody said.
     */
    public Alert merge(Alert told) {
        int order = told.saidAt.compareTo(saidAt);
        boolean later =
                order > 0 || order == 0 && (told.status == AlertStatus.RESOLVED || status != AlertStatus.RESOLVED);
        Alert last = later ? told : this;
        Instant first = earlier(began, told.began);
        return new Alert(
                source,
                key,
                last.group,
                last.service,
                last.title,
                last.text,
                last.severity,
                last.link,
                last.status,
                first,
                last.ended,
                last.saidAt);
    }

    /** It is not firing any more. */
    public Alert resolved(Instant at) {
        return ended(AlertStatus.RESOLVED, at, at);
    }

    /** It began anew, so it had ended by then, though nobody said so: what its sender says of its end counts more. */
    public Alert succeeded(Instant next) {
        return ended(AlertStatus.RESOLVED, next, saidAt);
    }

    /** Taken to have ended, as nobody has told of it since. */
    public Alert lapsed(Instant toldLast) {
        return ended(AlertStatus.LAPSED, toldLast, saidAt);
    }

    private Alert ended(AlertStatus how, Instant at, Instant said) {
        return new Alert(
                source,
                key,
                group,
                service,
                title,
                text,
                severity,
                link,
                how,
                began,
                at.isBefore(began) ? began : at,
                said);
    }

    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
