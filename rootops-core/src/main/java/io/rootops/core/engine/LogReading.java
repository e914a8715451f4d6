package io.rootops.core.engine;

import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.intake.ServiceIntake;
import io.rootops.core.signal.intake.ServiceLog;
import io.rootops.core.signal.log.LogCoverage;
import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.template.LineCache;
import io.rootops.core.signal.template.MinerState;
import io.rootops.core.signal.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads lines from where the last reading ended, and keeps what came of them. Replicas may do it side by side: what one of
 * them has read counts once. Of one thread.
 */
public final class LogReading {
    private static final Logger LOG = LoggerFactory.getLogger(LogReading.class);
    /** Kept ready, some hundred kilobytes each. */
    private static final int MOST_MINERS = 64;

    private static final Duration LONGEST_COUNT = Duration.ofHours(1);

    private final LogSources sources;
    private final LogMemory memory;
    private final InstantSource clock;
    private final LineCache cache = new LineCache();
    private final Map<ServiceName, Mining> miners = new Recent();

    private record Mining(TemplateMiner miner, long version) {}

    public LogReading(LogSources sources, LogMemory memory, InstantSource clock) {
        this.sources = sources;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Reads on once.
     *
     * @param source under which its position is kept; claimed before
     * @return whether there is more to read at once
     * @throws StoreException when the backend cannot be read; nothing is kept then, and nothing is lost
     */
    public boolean read(String source, LogBackend backend) throws StoreException, InterruptedException {
        LogSources.Source before = sources.find(source).orElseThrow();
        LogMemory.Ground ground = memory.ground();
        LogCoverage coverage = ground.coverage();
        Predicate<LogLine> counts = source.equals(LogMemory.LOKI) ? coverage::countsFromLoki : coverage::countsFromFile;
        Map<ServiceName, List<LogLine>> lines = new TreeMap<>();
        LogProgress progress = backend.read(before.position(), clock.instant(), it -> {
            if (counts.test(it)) {
                lines.computeIfAbsent(ServiceName.of(it.service(), it.environment()), name -> new ArrayList<>())
                        .add(storable(it, ground.people()));
            }
        });
        Instant from = counted(before.complete(), progress.complete());
        Map<ServiceName, Long> unread = new HashMap<>();
        progress.unread().forEach((name, events) -> {
            if (coverage.countsFromLoki(name, from, progress.complete())) {
                unread.put(service(name, lines), events);
            }
        });
        unread.keySet().forEach(it -> lines.computeIfAbsent(it, name -> List.of()));
        boolean kept = false;
        try {
            List<ServiceLog> logs = new ArrayList<>();
            lines.forEach((service, its) -> {
                ServiceIntake intake = intake(service);
                its.forEach(intake::add);
                intake.addUnread(unread.getOrDefault(service, 0L), from, progress.complete());
                intake.finish().ifPresent(logs::add);
            });
            kept = memory.store(source, before.position(), progress, logs, ground);
            if (kept) {
                logs.stream()
                        .filter(it -> it.state() != null)
                        .forEach(it -> miners.computeIfPresent(
                                it.service(), (name, mining) -> new Mining(mining.miner(), mining.version() + 1)));
            }
        } finally {
            if (!kept) {
                // They have learned from lines that will be read again.
                lines.keySet().forEach(miners::remove);
            }
        }
        return !kept || progress.more();
    }

    private ServiceIntake intake(ServiceName service) {
        long version = memory.minerVersion(service);
        Mining mining = miners.get(service);
        if (mining == null || mining.version() != version) {
            mining = memory.miner(service)
                    .map(it -> new Mining(miner(service, it.state()), it.version()))
                    .orElseGet(() -> new Mining(new TemplateMiner(cache), 0));
            miners.put(service, mining);
        }
        return new ServiceIntake(service, mining.miner(), mining.version());
    }

    private TemplateMiner miner(ServiceName service, byte[] state) {
        if (state.length == 0) {
            return new TemplateMiner(cache); // what it knew named somebody, and could not be read
        }
        try {
            return new TemplateMiner(cache, MinerState.of(state));
        } catch (IllegalArgumentException e) {
            LOG.warn("The templates of {} are learned anew: {}", service, e.getMessage());
            return new TemplateMiner(cache);
        }
    }

    /** Since when lines were only counted: Loki counts an hour at once at most. */
    private static Instant counted(@Nullable Instant before, Instant complete) {
        Instant hour = complete.minus(LONGEST_COUNT);
        return before == null || before.isBefore(hour) ? hour : before;
    }

    /** The service of a name whose lines were only counted: where it logs most, else where it logged last. */
    private ServiceName service(String name, Map<ServiceName, List<LogLine>> lines) {
        return lines.entrySet().stream()
                .filter(it -> it.getKey().name().equals(name))
                .max(Comparator.comparingInt(it -> it.getValue().size()))
                .map(Map.Entry::getKey)
                .or(() -> memory.lastSeen(name))
                .orElseGet(() -> new ServiceName(name, ""));
    }

    /** PostgreSQL keeps every character but this one; names of the forgotten are not to come to the templates at all. */
    private static LogLine storable(LogLine line, Pseudonyms people) {
        String text = people.text(line.text().replace('\0', '\uFFFD'));
        return text.equals(line.text())
                ? line
                : new LogLine(line.service(), line.environment(), line.stream(), line.at(), text, line.level());
    }

    private static final class Recent extends LinkedHashMap<ServiceName, Mining> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(MOST_MINERS, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceName, Mining> eldest) {
            return size() > MOST_MINERS;
        }
    }
}
