package io.rootops.core.signal.intake;

import static java.time.temporal.ChronoUnit.MINUTES;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.intake.ServiceLog.Minute;
import io.rootops.core.signal.log.EventJoiner;
import io.rootops.core.signal.log.LogEvent;
import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.StackFingerprint;
import io.rootops.core.signal.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of one service: joins them to events, tells these by template and stack trace, and counts. Of one thread,
 * for one reading.
 */
public final class ServiceIntake {
    /** Lines of so many instances are joined at once; of more, the one that said nothing for the longest is taken as done. */
    private static final int MOST_STREAMS = 1_000;

    private final ServiceName service;
    private final TemplateMiner miner;
    private final long version;
    private final long createdBefore;
    private final long evictedBefore;
    private final Map<String, EventJoiner> streams = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Instant, Minute> minutes = new HashMap<>();
    private final Map<Kind, Count> counts = new LinkedHashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private record Kind(long template, @Nullable StackFingerprint stack) {}

    /** @param version of the state that the miner goes on from */
    public ServiceIntake(ServiceName service, TemplateMiner miner, long version) {
        this.service = service;
        this.miner = miner;
        this.version = version;
        this.createdBefore = miner.created();
        this.evictedBefore = miner.evicted();
        miner.takeMerges();
    }

    /** The next line; those of a stream in their order. */
    public void add(LogLine line) {
        EventJoiner joiner = streams.get(line.stream());
        if (joiner == null) {
            if (streams.size() >= MOST_STREAMS) {
                var oldest = streams.entrySet().iterator();
                oldest.next().getValue().flush();
                oldest.remove();
            }
            joiner = new EventJoiner(this::count);
            streams.put(line.stream(), joiner);
        }
        joiner.add(line.text(), line.at(), line.level());
    }

    /**
     * Events of which nothing is known but that they came, in {@code [from, to)}: they are taken as spread evenly over it, and
     * for no errors.
     */
    public void addUnread(long events, Instant from, Instant to) {
        if (events == 0) {
            return;
        }
        saw(from, to);
        Instant begin = from.truncatedTo(MINUTES);
        long among = Math.max(1, (Duration.between(begin, to).toMillis() + 59_999) / 60_000);
        for (long i = 0, left = events; i < among; i++) {
            long share = left / (among - i);
            left -= share;
            if (share > 0) {
                minutes.merge(
                        begin.plus(i, MINUTES), new Minute((int) Math.min(share, Integer.MAX_VALUE), 0), Minute::plus);
            }
        }
    }

    private void saw(Instant from, Instant to) {
        first = from.isBefore(first) ? from : first;
        last = to.isAfter(last) ? to : last;
    }

    private void count(LogEvent event) {
        saw(event.at(), event.at());
        if (event.isRestOfTrace()) {
            return; // its head came with an earlier reading, and was counted then
        }
        long template = miner.mine(event.head());
        LogLevel level = event.level() != null ? event.level() : miner.lastLevel();
        Optional<StackFingerprint> stack = event.stack();
        boolean error =
                level != null && level.isError() || stack.isPresent() && (level == null || level == LogLevel.WARN);
        minutes.merge(event.at().truncatedTo(MINUTES), new Minute(1, error ? 1 : 0), Minute::plus);
        counts.computeIfAbsent(new Kind(template, stack.orElse(null)), it -> new Count())
                .add(event.at(), level, error);
    }

    /** What came of all the lines; empty: they were blank, or go on with what was counted before. */
    public Optional<ServiceLog> finish() {
        streams.values().forEach(EventJoiner::flush);
        streams.clear();
        Map<Kind, Count> merged = new LinkedHashMap<>();
        counts.forEach((kind, count) -> merged.computeIfAbsent(
                        new Kind(miner.survivor(kind.template()), kind.stack()), it -> new Count())
                .add(count));
        var merges = miner.takeMerges();
        boolean changed = version == 0 || miner.created() != createdBefore || !merges.isEmpty();
        if (minutes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceLog(
                service,
                minutes,
                first,
                last,
                templates(merged),
                merges,
                version,
                changed ? miner.state().toBytes() : null,
                miner.evicted() - evictedBefore));
    }

    private List<TemplateEvents> templates(Map<Kind, Count> merged) {
        List<TemplateEvents> templates = new ArrayList<>();
        merged.forEach((kind, count) -> miner.template(kind.template())
                .map(it -> count.of(it, kind.stack()))
                .ifPresent(templates::add));
        return templates;
    }
}
