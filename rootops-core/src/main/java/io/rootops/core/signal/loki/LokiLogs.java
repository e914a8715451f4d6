package io.rootops.core.signal.loki;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loki: counts first, lines second, so that a busy cluster is not downloaded. A service with few lines is read whole, of a busy
 * one what smells of trouble; the rest of it is counted. What comes late is told like the rest, but for harmless lines of busy
 * services. The first reading begins a day ago. Of one thread.
 */
public final class LokiLogs implements LogBackend {
    private static final Duration LABEL_LASTS = Duration.ofMinutes(10);
    /** Lines in a slice up to which a service is read whole. */
    private static final int FEW = 2_000;
    /** Of all services that are read whole. */
    private static final int ROOM = 50_000;
    /** Lines of each service that is not among the counted, at most, when all of them are to be read whole. */
    private static final int HARDLY_ANY = 50;
    /** From an hour down to a second. */
    private static final int TRIES = 14;

    private final LokiClient client;
    private final LokiReader reader;
    private @Nullable String serviceLabel;
    private Instant lookedUp = Instant.EPOCH;

    public LokiLogs(LokiClient client) {
        this.client = client;
        this.reader = new LokiReader(client);
    }

    @Override
    public String name() {
        return "loki";
    }

    @Override
    public LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink)
            throws StoreException, InterruptedException {
        LokiPosition beginning = new LokiPosition(
                LokiCursor.from(now.minus(LokiReader.OLDEST).truncatedTo(ChronoUnit.SECONDS)), Map.of());
        Optional<LokiPosition> stored = position == null ? Optional.of(beginning) : LokiPosition.of(position);
        LokiPosition from = stored.orElse(beginning);
        List<String> notes = new ArrayList<>();
        if (stored.isEmpty()) {
            notes.add("Up to where Loki was read is not known any more; the last 24 hours are read again.");
        }
        String label = label(now);
        if (label == null) {
            return new LogProgress(
                    from.bytes(), Instant.ofEpochSecond(0, from.cursor().complete()), false, Map.of(), notes, null);
        }
        Reading reading = read(from, now, label);
        if (reading.lines.isEmpty() && reading.counts.isEmpty()) {
            serviceLabel = null; // perhaps it has another by now
        }
        reading.lines.sort(Comparator.comparingLong(LokiLine::nanos));
        reading.lines.forEach(it -> sink.accept(LokiLabels.line(it, label)));
        notes.addAll(LokiNotes.of(reading.slice, from.cursor().complete()));
        if (reading.sieve.every() && reading.counts.size() >= LokiClient.MOST_COUNTED) {
            notes.add("Of the busiest " + LokiClient.MOST_COUNTED
                    + " services the lines that look harmless were counted, of the others they were not.");
        }
        return new LogProgress(
                reading.position().bytes(),
                Instant.ofEpochSecond(0, reading.slice.next().complete()),
                !reading.slice.behind().isZero(),
                reading.unread(),
                notes,
                label);
    }

    private @Nullable String label(Instant now) throws StoreException, InterruptedException {
        if (serviceLabel == null || !now.isBefore(lookedUp.plus(LABEL_LASTS))) {
            serviceLabel = client.serviceLabel().orElse(null);
            lookedUp = now;
        }
        return serviceLabel;
    }

    /** A slice that is not too much. */
    private Reading read(LokiPosition from, Instant now, String label) throws StoreException, InterruptedException {
        for (int tries = 1; ; tries++) {
            Reading reading = new Reading(from, label);
            try {
                reading.slice = reader.next(from.cursor(), now, reading::questions, reading.lines::add);
                return reading;
            } catch (StoreException e) {
                if (e.kind() != Kind.TOO_MUCH || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** One slice. */
    private final class Reading {
        private final LokiPosition before;
        private final String label;
        private final List<LokiLine> lines = new ArrayList<>();
        private Map<String, Long> counts = Map.of();
        private LokiSieve sieve = LokiSieve.of(List.of());
        private LokiReader.Slice slice;

        Reading(LokiPosition before, String label) {
            this.before = before;
            this.label = label;
            this.slice = new LokiReader.Slice(before.cursor(), Duration.ZERO, Duration.ZERO, 0, 0);
        }

        List<LokiQuery> questions(LokiSpan span) throws StoreException, InterruptedException {
            counts = client.counts(label, span.from(), span.to());
            sieve = sieve(counts);
            List<LokiQuery> queries = new ArrayList<>();
            if (span.again() < span.from()) {
                TreeSet<String> both = new TreeSet<>(sieve.names());
                before.sieved().forEach((service, until) -> {
                    if (until > span.again()) {
                        both.add(service);
                    }
                });
                queries.addAll(LokiSieve.of(both).queries(label, span.again(), span.from()));
            }
            queries.addAll(sieve.queries(label, span.from(), span.to()));
            return queries;
        }

        LokiPosition position() {
            LokiCursor next = slice.next();
            Map<String, Long> sieved = new HashMap<>(before.sieved());
            sieve.names().forEach(it -> sieved.put(it, next.complete()));
            sieved.values().removeIf(it -> it <= next.complete() - LokiReader.OVERLAP.toNanos());
            return new LokiPosition(next, sieved);
        }

        /** What was counted in this slice and not fetched. */
        Map<String, Long> unread() {
            Map<String, Long> unread = new HashMap<>();
            counts.forEach((service, lines) -> {
                if (sieve.holds(service)) {
                    unread.put(service, lines);
                }
            });
            long from = before.cursor().complete();
            lines.stream()
                    .filter(it -> it.nanos() >= from)
                    .forEach(it -> unread.computeIfPresent(it.stream().getOrDefault(label, ""), (s, n) -> n - 1));
            unread.values().removeIf(it -> it <= 0);
            return unread;
        }
    }

    /** The services with the fewest lines are read whole, as far as there is room. */
    private static LokiSieve sieve(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> fewestFirst =
                counts.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        if (counts.size() >= LokiClient.MOST_COUNTED && fewestFirst.get(0).getValue() > HARDLY_ANY) {
            return LokiSieve.of(List.of(LokiSieve.EVERY));
        }
        List<String> sieved = new ArrayList<>();
        long whole = 0;
        for (Map.Entry<String, Long> each : fewestFirst) {
            whole += each.getValue();
            if (each.getValue() > FEW || whole > ROOM) {
                sieved.add(each.getKey());
            }
        }
        return LokiSieve.of(sieved);
    }
}
