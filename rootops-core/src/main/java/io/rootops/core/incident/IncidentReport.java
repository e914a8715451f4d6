package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.template.SecretMask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person, a program, an issue or a confirmed suspicion tells of an incident.
 *
 * @param key the sender's own name of it, the same each time it is told; null: it has none, and is the same when it is told in
 *     the same words shortly after
 * @param repository null: that of the service, as far as it is known
 * @param service an empty name: not known
 * @param title one line
 * @param text a stack trace, lines of logs, what people wrote; may be empty
 * @param link to where it was told, http or https; null: none
 * @param ended null: it goes on
 * @param beginSaid false: nobody said when it began, and it is taken to have when it was told
 */
public record IncidentReport(
        IncidentSource source,
        @Nullable String key,
        @Nullable RepositoryId repository,
        ServiceName service,
        String title,
        String text,
        Severity severity,
        @Nullable String link,
        Instant began,
        @Nullable Instant ended,
        boolean beginSaid) {

    /** Of one of which it was said when it began. */
    public IncidentReport(
            IncidentSource source,
            @Nullable String key,
            @Nullable RepositoryId repository,
            ServiceName service,
            String title,
            String text,
            Severity severity,
            @Nullable String link,
            Instant began,
            @Nullable Instant ended) {
        this(source, key, repository, service, title, text, severity, link, began, ended, true);
    }

    /** Title, text and link as they may be kept: without secrets, and bounded. */
    public IncidentReport {
        title = IncidentText.line(title);
        text = IncidentText.of(text).kept();
        link = link == null ? null : SecretMask.readable(link);
    }

    /** With a sender's clock that is ahead nothing lies after now; times are as exact as they can be kept. */
    public IncidentReport until(Instant now) {
        Instant first = began.isAfter(now) ? now : began;
        Instant last = ended == null || !ended.isAfter(now) ? ended : now;
        return new IncidentReport(
                source,
                key,
                repository,
                service,
                title,
                text,
                severity,
                link,
                first.truncatedTo(ChronoUnit.MICROS),
                last == null ? null : last.truncatedTo(ChronoUnit.MICROS),
                beginSaid);
    }

    /** Under another name, of another service. */
    public IncidentReport as(String name, ServiceName of) {
        return new IncidentReport(source, name, repository, of, title, text, severity, link, began, ended, beginSaid);
    }
}
