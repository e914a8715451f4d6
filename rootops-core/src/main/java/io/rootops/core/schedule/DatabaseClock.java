package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that replicas whose clocks differ do not take each other for dead. Asked for once a minute, and at
 * once when this machine's clock was set or the machine slept; in between, and when there is no answer, the time goes on
 * from there. Thread-safe.
 */
final class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration OLDEST = Duration.ofMinutes(1);
    /** More than clocks are slewed by within {@link #OLDEST}. */
    private static final Duration JUMP = Duration.ofSeconds(1);

    private final DataSource database;
    private final InstantSource here;
    private volatile @Nullable Measured measured;

    /** @param nanos of the time that nobody sets, when it was measured */
    private record Measured(Duration ahead, Instant at, long nanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }

        /** By how much this machine's clock was set since. */
        Duration jumped(Instant now) {
            return Duration.between(at, now).minus(age());
        }

        boolean holds(Instant now) {
            return age().compareTo(OLDEST) <= 0 && jumped(now).abs().compareTo(JUMP) <= 0;
        }
    }

    DatabaseClock(DataSource database) {
        this(database, InstantSource.system());
    }

    DatabaseClock(DataSource database, InstantSource here) {
        this.database = database;
        this.here = here;
    }

    @Override
    public Instant now() {
        Measured last = measured;
        if (last == null || !last.holds(here.instant())) {
            last = measure(last);
        }
        return here.instant().plus(last.ahead());
    }

    private synchronized Measured measure(@Nullable Measured last) {
        Measured other = measured;
        if (other != null && other != last) {
            return other;
        }
        Instant now = here.instant();
        // Also when it fails: a database that is away is not asked by each caller.
        Measured next = new Measured(
                last == null ? Duration.ZERO : last.ahead().minus(last.jumped(now)), now, System.nanoTime());
        measured = next;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = here.instant();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
                Instant after = here.instant();
                Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
                next = new Measured(Duration.between(middle, there), after, System.nanoTime());
            }
        } catch (SQLException e) {
            LOG.debug("The database does not tell the time", e);
        }
        measured = next;
        return next;
    }
}
