package io.rootops.app.webhook;

import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.DeliveryLog.Entry;
import io.rootops.core.forge.DeliveryLog.Page;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.DeliveryLogMemory;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.DeliveryLogState;
import io.rootops.core.webhook.Retries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the inbox what GitHub delivered, or tried to, and the inbox does not have: after a time when nothing was
 * received, or where GitHub cannot reach us at all. From there it goes the way of every delivery.
 */
public final class CatchUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    /** An attempt stands in the log when it has ended, so it may come to stand behind one that began later. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    /** A hundred each: more than GitHub's busiest Apps have in the three days that it remembers. */
    private static final int MOST_PAGES = 5_000;

    private final Supplier<Optional<Source>> sources;
    private final WebhookInbox inbox;
    private final Runnable afterwards;
    private final InstantSource clock;
    /** The App whose log was looked into last; empty: none was. */
    private String app = "";

    /**
     * Where it is found.
     *
     * @param app whose log it is
     */
    public record Source(String app, DeliveryLog log, DeliveryLogMemory memory) {}

    /**
     * Not yet looked into.
     *
     * @param sources of the App that RootOps is at the time; empty: it is none
     * @param afterwards called when something new is in the inbox, or was told about the log
     */
    CatchUp(Supplier<Optional<Source>> sources, WebhookInbox inbox, Runnable afterwards, InstantSource clock) {
        this.sources = sources;
        this.inbox = inbox;
        this.afterwards = afterwards;
        this.clock = clock;
    }

    /** Reads the log where it is due. */
    @Override
    public void run() {
        sources.get().ifPresent(this::run);
    }

    private void run(Source source) {
        // A start is when something was missed.
        Optional<DeliveryLogState> claimed = source.memory().claim(!app.equals(source.app()));
        app = source.app();
        claimed.ifPresent(it -> new Reading(source, it).run());
    }

    /** One reading, from the newest entry back to where the last one began. */
    private final class Reading {
        private final DeliveryLog log;
        private final DeliveryLogMemory memory;
        private final DeliveryLogState before;
        private int fetched;

        Reading(Source source, DeliveryLogState before) {
            this.log = source.log();
            this.memory = source.memory();
            this.before = before;
        }

        void run() {
            try {
                memory.read(read(), fetched, PAUSE);
            } catch (ForgeException e) {
                if (Thread.interrupted()) {
                    memory.handBack(fetched);
                    Thread.currentThread().interrupt();
                    return;
                }
                String problem = Objects.requireNonNull(e.getMessage());
                if (!problem.equals(before.problem())) {
                    LOG.warn("GitHub's log of deliveries could not be read to its end: {}", problem);
                }
                memory.failed(problem, fetched, pause(e));
            }
            if (fetched > 0) {
                LOG.info("{} deliveries that had not arrived were fetched from GitHub's log", fetched);
            }
            afterwards.run();
        }

        /** GitHub's time of the newest entry. */
        private Instant read() throws ForgeException {
            Page page = log.page(null);
            Instant newest = page.entries().stream()
                    .map(Entry::deliveredAt)
                    .max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
            if (before.readUntil() == null) {
                // What was before the first start is read from the repositories themselves.
                return newest;
            }
            ForgeException first = null;
            for (Entry it : missing(page, before.readUntil().minus(OVERLAP))) {
                memory.hold();
                try {
                    fetch(it);
                } catch (ForgeLimitException e) {
                    throw e;
                } catch (ForgeException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    // What GitHub fails on for one does not hold up those after it.
                    LOG.info("Delivery {} is not fetched: {}", it.guid(), e.getMessage());
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
            return newest.isAfter(before.readUntil()) ? newest : before.readUntil();
        }

        /** The oldest first. */
        private List<Entry> missing(Page first, Instant from) throws ForgeException {
            // The newest attempt of each.
            Map<String, Entry> newest = new LinkedHashMap<>();
            Page page = first;
            for (int pages = 1; ; pages++) {
                List<Entry> recent = page.entries().stream()
                        .filter(it -> it.deliveredAt().isAfter(from))
                        .toList();
                Set<String> known =
                        memory.known(recent.stream().map(Entry::guid).collect(Collectors.toSet()));
                for (Entry it : recent) {
                    if (!known.contains(it.guid())) {
                        newest.putIfAbsent(it.guid(), it);
                    }
                }
                if (recent.size() < page.entries().size() || page.next() == null || pages == MOST_PAGES) {
                    List<Entry> oldestFirst = new ArrayList<>(newest.values());
                    Collections.reverse(oldestFirst);
                    return oldestFirst;
                }
                memory.hold();
                page = log.page(page.next());
            }
        }

        private void fetch(Entry entry) throws ForgeException {
            Optional<Arrival> arrival = log.read(entry);
            if (arrival.isEmpty()) {
                LOG.warn("GitHub has delivery {} in its log and its content no more", entry.guid());
                return;
            }
            fetched += inbox.receive(List.of(arrival.get()))[0];
            if (fetched % 20 == 1) {
                afterwards.run();
            }
        }

        private Duration pause(ForgeException e) {
            Duration longer = Retries.pause(before.failures() + 1, 0);
            // No longer than without a failure: after a long outage everything waits for this.
            Duration usual = longer.compareTo(PAUSE) > 0 ? PAUSE : longer;
            Optional<Duration> asked = e instanceof ForgeLimitException limit
                    ? limit.until().map(it -> Duration.between(clock.instant(), it))
                    : Optional.empty();
            return asked.filter(it -> it.compareTo(usual) > 0).orElse(usual);
        }
    }
}
