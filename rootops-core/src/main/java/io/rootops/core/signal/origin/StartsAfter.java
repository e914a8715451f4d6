package io.rootops.core.signal.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a service begins after the deployments of a repository, more often than by chance.
 *
 * <p>A deployment is followed when an instance began from when it was under way to 15 minutes after it succeeded. It takes at
 * least three that are, and half of all. How many would be by chance is taken from the starts themselves: from how much of the
 * time lies just before one, or from the same deployments moved by one to three hours, whichever is more. So a service that
 * begins all the time follows nothing, and neither does one that others deploy at the same time of the day.
 */
final class StartsAfter {
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final int LEAST = 3;
    private static final int[] HOURS_MOVED = {-3, -2, -1, 1, 2, 3};

    private final long[] starts;
    private final long since;
    private final long until;

    /**
     * Goes by what happened after the first start: before it, nobody may have looked.
     *
     * @param starts at least one, in any order
     * @param until all before were seen
     */
    StartsAfter(Collection<Instant> starts, Instant until) {
        this.starts = starts.stream().mapToLong(Instant::toEpochMilli).sorted().toArray();
        this.since = this.starts[0];
        this.until = until.toEpochMilli();
    }

    /** @param byChance how many would be followed by chance */
    record Followed(int followed, int deployments, double byChance) {}

    private record Window(long from, long to) {}

    /**
     * Empty: it does not follow them, as far as can be told.
     *
     * @param atMost the probability of as many by chance
     */
    Optional<Followed> test(List<Rollout> rollouts, double atMost) {
        List<Window> windows = windows(rollouts);
        int followed = followed(windows, 0);
        if (followed < LEAST || 2 * followed < windows.size()) {
            return Optional.empty();
        }
        // Of windows there are three at least, so some time has passed.
        double chance = Math.max(share(windows), moved(windows));
        return atLeast(followed, windows.size(), chance) <= atMost
                ? Optional.of(new Followed(followed, windows.size(), chance * windows.size()))
                : Optional.empty();
    }

    /** One for deployments that follow each other so fast that one start would count for several. */
    private List<Window> windows(List<Rollout> rollouts) {
        List<Window> all = rollouts.stream()
                .map(it -> new Window(
                        it.begun().toEpochMilli(), it.live().plus(SOON).toEpochMilli()))
                .filter(this::seen)
                .sorted(Comparator.comparingLong(Window::from))
                .toList();
        long[] end = {Long.MIN_VALUE};
        return all.stream()
                .filter(it -> {
                    boolean apart = it.from > end[0];
                    end[0] = apart ? it.to : end[0];
                    return apart;
                })
                .toList();
    }

    private boolean seen(Window window) {
        return window.from >= since && window.to <= until;
    }

    private int followed(List<Window> windows, long moved) {
        return (int) windows.stream()
                .filter(it -> startsBetween(it.from + moved, it.to + moved))
                .count();
    }

    private boolean startsBetween(long from, long to) {
        int next = Arrays.binarySearch(starts, from);
        next = next < 0 ? -next - 1 : next;
        return next < starts.length && starts[next] <= to;
    }

    /** Of the whole time that lies before a start, no longer than such a deployment takes. */
    private double share(List<Window> windows) {
        long mean = (long)
                windows.stream().mapToLong(it -> it.to - it.from).average().orElse(0);
        long before = 0;
        long end = since;
        for (long start : starts) {
            before += Math.max(0, start - Math.max(start - mean, end));
            end = Math.max(end, start);
        }
        return Math.min(1, (double) before / (until - since));
    }

    private double moved(List<Window> windows) {
        return Arrays.stream(HOURS_MOVED)
                .mapToLong(it -> Duration.ofHours(it).toMillis())
                .mapToDouble(it -> {
                    List<Window> still = windows.stream()
                            .filter(window -> seen(new Window(window.from + it, window.to + it)))
                            .toList();
                    return still.isEmpty() ? 0 : (double) followed(still, it) / still.size();
                })
                .average()
                .orElse(0);
    }

    /** The binomial probability of so many or more. */
    private static double atLeast(int followed, int all, double chance) {
        if (chance >= 1) {
            return 1;
        }
        return IntStream.rangeClosed(followed, all)
                .mapToDouble(it -> Math.exp(ways(all, it) + it * Math.log(chance) + (all - it) * Math.log1p(-chance)))
                .sum();
    }

    /** Logarithm of the ways to take some of all. */
    private static double ways(int all, int some) {
        return IntStream.rangeClosed(1, some)
                .mapToDouble(it -> Math.log(all - some + it) - Math.log(it))
                .sum();
    }
}
