package io.rootops.core.signal.detect;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one store, now or again. One that is named is asked alone. Else all usual addresses are asked at the same time,
 * without credentials, and the first of them in their order that answers is kept for as long as it does. Of one thread.
 */
public final class StoreSearch {
    /** For what is named: who named it waits for the reason. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For all that is only guessed, looking up names included. */
    private static final Duration GUESSING = Duration.ofSeconds(3);

    private static final Duration OF_A_GUESS = Duration.ofSeconds(2);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 8 << 20;

    private final StoreProbe probe;
    private final @Nullable StoreHttp named;
    private final List<URI> usual;
    private final StoreHttp guesses;
    private final ThreadPoolExecutor threads;
    /** A name that cannot be looked up may hold its thread for half a minute. */
    private final Set<URI> beingAsked = ConcurrentHashMap.newKeySet();

    private @Nullable URI kept;

    private StoreSearch(StoreProbe probe, @Nullable StoreAddress named, List<URI> usual) {
        this.probe = probe;
        this.named = named == null ? null : new StoreHttp(named, PATIENCE, MOST_BYTES);
        this.usual = List.copyOf(usual);
        this.guesses = new StoreHttp(StoreAddress.open(URI.create("http://localhost")), OF_A_GUESS, MOST_BYTES);
        int most = Math.max(1, usual.size());
        this.threads = new ThreadPoolExecutor(
                most, most, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "store-search");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    public static StoreSearch at(StoreAddress named, StoreProbe probe) {
        return new StoreSearch(probe, named, List.of());
    }

    /** @param usual addresses, the likeliest first; empty: it is not looked for */
    public static StoreSearch among(List<URI> usual, StoreProbe probe) {
        return new StoreSearch(probe, null, usual);
    }

    public StoreFinding look() throws InterruptedException {
        if (named != null) {
            try {
                return new StoreFinding.Found(named.address(), probe.ask(named));
            } catch (StoreException e) {
                return new StoreFinding.Failed(named.address(), e);
            }
        }
        if (kept != null) {
            StoreAddress address = StoreAddress.open(kept);
            try {
                return new StoreFinding.Found(address, probe.ask(guesses.at(address)));
            } catch (StoreException e) {
                kept = null; // it may have moved
            }
        }
        return guess();
    }

    private StoreFinding guess() throws InterruptedException {
        Map<URI, Future<String>> asked = new LinkedHashMap<>();
        for (URI each : usual) {
            if (!beingAsked.contains(each)) {
                asked.put(each, threads.submit(() -> ask(each)));
            }
        }
        List<String> refused = new ArrayList<>();
        long end = System.nanoTime() + GUESSING.toNanos();
        try {
            for (Map.Entry<URI, Future<String>> each : asked.entrySet()) {
                try {
                    long left = Math.max(0, end - System.nanoTime());
                    String detail = each.getValue().get(left, TimeUnit.NANOSECONDS);
                    kept = each.getKey();
                    return new StoreFinding.Found(StoreAddress.open(kept), detail);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof StoreException why && why.kind() == Kind.REFUSED) {
                        refused.add(String.valueOf(why.getMessage()));
                    }
                } catch (TimeoutException e) {
                    // Those behind it may have answered meanwhile.
                }
            }
            return new StoreFinding.Absent(usual, refused);
        } finally {
            asked.values().forEach(it -> it.cancel(true));
            threads.purge();
        }
    }

    private String ask(URI address) throws StoreException, InterruptedException {
        beingAsked.add(address);
        try {
            return probe.ask(guesses.at(StoreAddress.open(address)));
        } finally {
            beingAsked.remove(address);
        }
    }
}
