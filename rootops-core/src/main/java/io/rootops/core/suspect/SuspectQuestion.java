package io.rootops.core.suspect;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;

/**
 * Which commit did this?
 *
 * @param repository whose commits are asked for
 * @param service an empty name: not known
 * @param at when it began
 * @param title in one line
 * @param text stack traces, lines of logs, what people wrote; may be empty
 * @param told how much of the subject's history this knows; grows with each bit of news
 */
public record SuspectQuestion(
        SuspectSubject subject,
        RepositoryId repository,
        ServiceName service,
        Instant at,
        String title,
        String text,
        int told) {

    /** What was logged so long before it began may tell of it. */
    public static final Duration BEFORE = Duration.ofMinutes(15);

    /** What is logged, or told, so long after it began may tell of it; so long it is asked again. */
    public static final Duration AFTER = Duration.ofHours(1);
}
