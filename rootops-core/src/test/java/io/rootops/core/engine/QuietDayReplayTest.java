package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IncidentReports;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.UnusualLogs;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietDayReplayTest {
    private static final ServiceName TILL = new ServiceName("till", "production");

    private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    private final Instant noon = today.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    private TestDatabase db;
    private QuietDays days;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        days = new QuietDays(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private QuietDayReplay replay() {
        ServiceMap nobody = new ServiceMap() {
            @Override
            public List<ServiceName> of(RepositoryId repository) {
                return List.of();
            }

            @Override
            public Optional<RepositoryId> of(ServiceName service) {
                return Optional.empty();
            }
        };
        return new QuietDayReplay(
                days,
                new UnusualLogs(db.dsl()),
                new JudgedServices(nobody, new WatchedDeployments(db.dsl())),
                new IncidentMemory(db.dsl()),
                () -> today.atTime(6, 0).toInstant(ZoneOffset.UTC));
    }

    /** Ten lines a minute for eight days until today, an error each hour, and many at noon of yesterday. */
    private void logged() {
        Instant from = today.minusDays(8).atStartOfDay(ZoneOffset.UTC).toInstant();
        db.execute(
                "insert into service (name, environment, first_seen_at, last_seen_at) values ('till', 'production', '"
                        + from + "', now())");
        db.execute("insert into log_count (service_id, minute, events, errors) select s.id, m, 10,"
                + " case when m >= '" + noon + "' and m < '" + noon.plus(Duration.ofMinutes(40))
                + "' then 3 when extract(minute from m) = 7 then 1 else 0 end from service s, generate_series('"
                + from + "'::timestamptz, '"
                + today.atStartOfDay(ZoneOffset.UTC).toInstant()
                + "', interval '1 minute') m");
    }

    @Test
    void whatTheRulesFindOnQuietDaysIsCountedOnce() throws Exception {
        logged();
        int replayed = 0;
        while (replay().replay()) {
            replayed++;
        }

        assertThat(replayed).as("what is usual is known after three days").isEqualTo(4);
        assertThat(days.found(today.minusDays(90))).isEqualTo(new QuietDays.Found(4, 1));
        assertThat(days.found(today)).isEqualTo(new QuietDays.Found(0, 0));
    }

    @Test
    void ofAServiceWithNewErrorsEachDayOneMoreIsNoAlarm() throws Exception {
        logged();
        Instant yesterday = today.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        db.execute(
                "insert into log_template (service_id, number, text, error, samples, events, first_seen_at, last_seen_at)"
                        + " select s.id, extract(epoch from at), '', true, '{}', 1, at, at from service s, generate_series('"
                        + yesterday + "'::timestamptz, '" + yesterday.plus(Duration.ofHours(22))
                        + "', interval '2 hours') at");
        while (replay().replay()) {
            // Until there is no day left.
        }

        assertThat(days.found(today.minusDays(90))).as("seven new ones").isEqualTo(new QuietDays.Found(4, 7));
    }

    @Test
    void aDayWithAnIncidentIsNotQuiet() throws Exception {
        logged();
        new IncidentReports(db.dsl())
                .tell(
                        new IncidentReport(
                                IncidentSource.REPORTED,
                                null,
                                null,
                                TILL,
                                "No till",
                                "",
                                Severity.HIGH,
                                null,
                                noon,
                                noon.plus(Duration.ofHours(1))),
                        "somebody",
                        null);
        while (replay().replay()) {
            // Until there is no day left.
        }

        assertThat(days.found(today.minusDays(90))).isEqualTo(new QuietDays.Found(3, 0));
    }
}
