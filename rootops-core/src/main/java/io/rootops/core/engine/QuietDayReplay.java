package io.rootops.core.engine;

import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.UnusualLogs;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ServiceLogs;
import io.rootops.core.suspicion.LogRule;
import io.rootops.core.suspicion.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Asks the rules again on past days, of services that were not deployed and had no incident then: what they find is a false alarm,
 * as far as is known. So it is measured here how often they are.
 */
public final class QuietDayReplay {
    private static final Duration DAY = Duration.ofDays(1);
    /** Of one day. */
    private static final int MOST_SERVICES = 100;

    private final QuietDays days;
    private final UnusualLogs logs;
    private final JudgedServices deployments;
    private final IncidentMemory incidents;
    private final InstantSource clock;

    public QuietDayReplay(
            QuietDays days,
            UnusualLogs logs,
            JudgedServices deployments,
            IncidentMemory incidents,
            InstantSource clock) {
        this.days = days;
        this.logs = logs;
        this.deployments = deployments;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * One day of the last two weeks that is over, the oldest first.
     *
     * @return false: there is none that was not looked at
     */
    public boolean replay() throws InterruptedException {
        Optional<LocalDate> next =
                days.next(LocalDate.ofInstant(clock.instant().minus(Suspicion.QUIET), ZoneOffset.UTC));
        if (next.isEmpty()) {
            return false;
        }
        Instant from = next.get().atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = from.plus(DAY);
        int services = 0;
        int alarms = 0;
        for (ServiceName service : days.services(next.get(), MOST_SERVICES)) {
            if (deployments.isDeployed(service, from, to)
                    || !incidents.during(service, from, to).isEmpty()) {
                continue;
            }
            Optional<ServiceLogs> its = logs.of(service, to);
            if (its.isPresent()) {
                services++;
                alarms += alarms(service, its.get(), from, to);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        days.keep(next.get(), services, alarms);
        return true;
    }

    private int alarms(ServiceName service, ServiceLogs its, Instant from, Instant to) {
        TreeSet<Instant> found = new TreeSet<>(days.others(service, from, to));
        for (Instant at = from.plus(LogRule.STEP); !at.isAfter(to); at = at.plus(LogRule.STEP)) {
            LogRule rule = new LogRule(service, until(its, at), at);
            if (!rule.errors().isEmpty() || rule.silence().isPresent()) {
                found.add(at);
            }
        }
        int alarms = 0;
        Instant quiet = Instant.MIN;
        for (Instant at : found) {
            alarms += at.isAfter(quiet) ? 1 : 0;
            quiet = at.plus(Suspicion.QUIET);
        }
        return alarms;
    }

    private static ServiceLogs until(ServiceLogs its, Instant at) {
        return new ServiceLogs(until(its.lines(), at), until(its.errors(), at), List.of(), its.since(), null);
    }

    private static Series until(Series series, Instant at) {
        return Series.of(series.start(), series.step(), series.slice(0, series.indexAt(at)));
    }
}
