package io.rootops.app.github;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * GitHub's clock beside this machine's, by the Date of its answers. What is signed here goes by this machine's clock until
 * GitHub refuses that, then by GitHub's. Thread-safe.
 */
final class ForgeClock {
    /** Answers take their time, and a Date has no fractions: less is no difference. */
    private static final Duration SAME = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Consumer<Duration> listener;
    /** What is added to this machine's clock to sign something. */
    private volatile Duration added = Duration.ZERO;

    private volatile Duration ahead = Duration.ZERO;

    /** @param listener told when the clocks begin to differ, and with nothing when they agree again */
    ForgeClock(InstantSource clock, Consumer<Duration> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** The time to sign by. */
    Instant now() {
        return clock.instant().plus(added);
    }

    /** How far GitHub's clock was ahead of ours when it last answered; zero: hardly, negative: behind. */
    Duration ahead() {
        return ahead;
    }

    /** To be called with each answer. */
    void answered(HttpResponse<?> response) {
        Optional<Duration> difference = difference(response);
        if (difference.isEmpty()) {
            return;
        }
        note(small(difference.get()) ? Duration.ZERO : difference.get());
    }

    /** One at a time: answers that come together are one news. */
    private synchronized void note(Duration difference) {
        boolean news = ahead.isZero() != difference.isZero();
        ahead = difference;
        if (ahead.isZero()) {
            added = Duration.ZERO;
        }
        if (news) {
            listener.accept(ahead);
        }
    }

    /** What was signed here was refused: whether it may be our clock, so that signing again makes sense. */
    boolean corrected(HttpResponse<?> response) {
        Optional<Duration> wrong = difference(response).filter(it -> !small(it.minus(added)));
        wrong.ifPresent(it -> added = it);
        return wrong.isPresent();
    }

    private static boolean small(Duration difference) {
        return difference.abs().compareTo(SAME) <= 0;
    }

    private Optional<Duration> difference(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Date")
                .flatMap(ForgeClock::httpDate)
                .map(it -> Duration.between(clock.instant(), it));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
