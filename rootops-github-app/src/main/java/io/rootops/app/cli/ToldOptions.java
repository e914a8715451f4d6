package io.rootops.app.cli;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the options of who tells of something that happened. */
final class ToldOptions {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(20 * 366L);
    private static final int LONGEST = 200;

    private final CommandLine command;

    ToldOptions(CommandLine command) {
        this.command = command;
    }

    /** @throws ParameterException when it is no time of the last 20 years */
    Instant time(String option, @Nullable String told, Instant otherwise) {
        if (told == null) {
            return otherwise;
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(told).toInstant();
        } catch (DateTimeException e) {
            throw wrong(option + " '" + told + "'", "a time as in 2026-11-29T10:00:00Z");
        }
        Instant now = Instant.now();
        if (time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(OLDEST))) {
            throw wrong(option + " '" + told + "'", "a time of the last 20 years");
        }
        return time;
    }

    /** @throws ParameterException when it is longer than 200 characters */
    String bounded(String option, String text) {
        if (text.length() > LONGEST) {
            throw wrong(option, "at most " + LONGEST + " characters");
        }
        return text.strip();
    }

    /**
     * The repository of this name; null: none is named.
     *
     * @throws ParameterException when it is none of these
     */
    @Nullable
    RepositoryId repository(@Nullable String name, List<TrackedRepository> all) {
        return name == null
                ? null
                : all.stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .map(TrackedRepository::id)
                        .orElseThrow(() -> wrong(
                                "--repository '" + name + "'",
                                "one that RootOps follows, as the page Repositories names it"));
    }

    ParameterException wrong(String what, String expected) {
        return new ParameterException(command, what + ": expected " + expected);
    }
}
