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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that replicas whose clocks differ do not take each other for dead. Asked for once a minute; in
 * between, and when there is no answer, this machine's clock goes on from there. Thread-safe.
 */
final class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final DataSource database;
    private final InstantSource here;
    private volatile Measured measured = new Measured(Duration.ZERO, Instant.MIN);

    private record Measured(Duration ahead, Instant at) {}

    DatabaseClock(DataSource database) {
        this(database, InstantSource.system());
    }

    DatabaseClock(DataSource database, InstantSource here) {
        this.database = database;
        this.here = here;
    }

    @Override
    public Instant now() {
        Instant now = here.instant();
        Measured last = measured;
        if (last.at().isAfter(now) || last.at().isBefore(now.minus(OLDEST))) {
            last = measure(last, now);
        }
        return here.instant().plus(last.ahead());
    }

    private synchronized Measured measure(Measured last, Instant now) {
        if (measured != last) {
            return measured;
        }
        // Also when it fails: a database that is away is not asked by each caller.
        measured = new Measured(last.ahead(), now);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = here.instant();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
                Instant after = here.instant();
                Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
                measured = new Measured(Duration.between(middle, there), now);
            }
        } catch (SQLException e) {
            LOG.debug("The database does not tell the time", e);
        }
        return measured;
    }
}
