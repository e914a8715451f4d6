package io.rootops.core.signal.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was counted of which service, where it has lines in Loki and in files: Loki wins, files stand in while it is away, and
 * neither brings what the other has brought.
 *
 * @param files by name of a service, what was counted from files
 * @param loki names of services that Loki has brought lines of
 * @param lokiAnswers whether it can be read, or is taken to, after a failure or two
 */
public record LogCoverage(Map<String, List<Span>> files, Set<String> loki, boolean lokiAnswers) {
    public LogCoverage {
        files = Map.copyOf(files);
        loki = Set.copyOf(loki);
    }

    /** {@code (from, to]}. */
    public record Span(Instant from, Instant to) {
        boolean holds(Instant at) {
            return at.isAfter(from) && !at.isAfter(to);
        }

        boolean touches(Instant begin, Instant end) {
            return begin.isBefore(to) && end.isAfter(from);
        }
    }

    /** Whether what Loki counted of a service in {@code (from, to]} is to be counted: not where files did in any of it. */
    public boolean countsFromLoki(String service, Instant from, Instant to) {
        return files.getOrDefault(service, List.of()).stream().noneMatch(it -> it.touches(from, to));
    }

    /** Whether a line of Loki is to be counted. */
    public boolean countsFromLoki(LogLine line) {
        return files.getOrDefault(line.service(), List.of()).stream().noneMatch(it -> it.holds(line.at()));
    }

    /** Whether a line of a file is to be counted. */
    public boolean countsFromFile(LogLine line) {
        return !lokiAnswers || !loki.contains(line.service());
    }

    /** Whether the other one would have the same lines of a service counted from Loki. */
    public boolean countsAlikeFromLoki(String service, LogCoverage other) {
        return files.getOrDefault(service, List.of()).equals(other.files.getOrDefault(service, List.of()));
    }

    /** Whether the other one would have the same lines of a service counted from files. */
    public boolean countsAlikeFromFiles(String service, LogCoverage other) {
        return lokiAnswers == other.lokiAnswers && loki.contains(service) == other.loki.contains(service);
    }
}
