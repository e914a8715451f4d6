package io.rootops.core.signal.log;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What was counted of which service, where it has lines in Loki and in files: Loki wins, files stand in while it is away, and
 * neither brings what the other has brought.
 *
 * @param files by name of a service, the time that was counted from files
 * @param loki names of services that Loki has brought lines of
 */
public record LogCoverage(Map<String, Files> files, Set<String> loki) {
    public LogCoverage {
        files = Map.copyOf(files);
        loki = Set.copyOf(loki);
    }

    /** {@code (from, to]}. */
    public record Files(Instant from, Instant to) {
        boolean holds(Instant at) {
            return at.isAfter(from) && !at.isAfter(to);
        }
    }

    /** Whether what Loki counted of a service in {@code (from, to]} is to be counted: not where files did in any of it. */
    public boolean countsFromLoki(String service, Instant from, Instant to) {
        Files counted = files.get(service);
        return counted == null || !from.isBefore(counted.to()) || !to.isAfter(counted.from());
    }

    /** Whether a line of Loki is to be counted. */
    public boolean countsFromLoki(LogLine line) {
        Files counted = files.get(line.service());
        return counted == null || !counted.holds(line.at());
    }

    /**
     * Whether a line of a file is to be counted.
     *
     * @param lokiAnswers whether Loki can be read
     */
    public boolean countsFromFile(LogLine line, boolean lokiAnswers) {
        return !lokiAnswers || !loki.contains(line.service());
    }
}
