package io.rootops.app.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many at once and so many a second after that, by key: a bucket of tokens each. The keys seen longest ago are
 * forgotten, so memory stays bounded. Thread-safe.
 */
final class Throttle {
    private static final int MOST_KEYS = 10_000;
    private static final double NANOS = 1e9;

    private final int burst;
    private final double perSecond;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Bucket(double left, Instant at) {}

    Throttle(int burst, double perSecond, InstantSource clock) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Seconds to wait until one more is let through; 0: now. Takes nothing. */
    synchronized long wait(String key) {
        double missing = 1 - left(key, clock.instant());
        return missing <= 0 ? 0 : (long) Math.ceil(missing / perSecond);
    }

    /** As {@link #wait}, and takes one where there is one. */
    synchronized long take(String key) {
        Instant now = clock.instant();
        double left = left(key, now);
        long wait = wait(key);
        Bucket before = buckets.get(key);
        Instant at = before == null || now.isAfter(before.at) ? now : before.at;
        buckets.put(key, new Bucket(wait == 0 ? left - 1 : left, at));
        return wait;
    }

    private double left(String key, Instant now) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return burst;
        }
        double gained = Duration.between(bucket.at, now).toNanos() / NANOS * perSecond;
        return Math.min(burst, bucket.left + Math.max(0, gained));
    }
}
