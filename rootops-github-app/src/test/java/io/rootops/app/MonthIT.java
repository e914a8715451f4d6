package io.rootops.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of a month: of an invented project, or, with {@code -Drepo=}, of any clone ({@code make month}). */
class MonthIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsSaidAfterFiveMinutesAnHourADayAWeekAndAMonth() throws Exception {
        Optional<FakedClock> clock = FakedClock.in(directory);
        assumeTrue(clock.isPresent(), "libfaketime is not installed (Debian: apt-get install faketime)");
        String given = System.getProperty("repo", "");
        ReplayedHistory history =
                ReplayedHistory.of(given.isBlank() ? invented() : Path.of(given), directory.resolve("shop"));
        try (Month month = new Month(directory, clock.get(), history, given.isBlank())) {
            month.fiveMinutes();
            month.anHour();
            month.aDay();
            month.aWeek();
            month.aMonth();
        }
    }

    private Path invented() {
        Path project = directory.resolve("invented");
        InventedProject.in(project, Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS));
        return project;
    }
}
