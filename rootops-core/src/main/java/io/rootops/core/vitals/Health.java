package io.rootops.core.vitals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What whoever operates RootOps looks at.
 *
 * @param days sizes of the database, the newest first
 * @param tables the largest ones, the largest first
 * @param replicas that gave a sign of life lately, the oldest first
 * @param setAside reports that are not tried again, the newest first
 */
public record Health(
        Vitals vitals,
        List<DaySize> days,
        List<TableSize> tables,
        List<Replica> replicas,
        List<SetAsideReport> setAside) {

    /** The whole database as it was measured last on a day, in UTC. */
    public record DaySize(LocalDate day, long bytes) {}

    /**
     * One table.
     *
     * @param bytes with its indexes and long values
     * @param rows as the database's statistics have them, which lag behind
     */
    public record TableSize(String name, long bytes, long rows) {}

    /** A running server. */
    public record Replica(String name, String version, Instant startedAt, Instant seenAt) {}

    /**
     * A report that the forge did not take.
     *
     * @param repository owner/name
     * @param kind check_run, status or comment
     */
    public record SetAsideReport(String repository, String sha, String kind, Instant queuedAt, String problem) {}
}
