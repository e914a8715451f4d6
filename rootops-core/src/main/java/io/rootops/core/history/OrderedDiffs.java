package io.rootops.core.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Compares commits on several threads, in blocks, and hands the results out in order. Used once. */
final class OrderedDiffs {
    private static final int BLOCK = 256;

    private final GitHistory git;
    private final Supplier<Identities> identities;
    private final int threads;
    private final boolean origins;
    private final ConcurrentLinkedQueue<CommitDiffer> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * @param identities for each thread its own
     * @param origins keep what the origins of lines are made of
     */
    OrderedDiffs(GitHistory git, Supplier<Identities> identities, int threads, boolean origins) {
        this.git = git;
        this.identities = identities;
        this.threads = threads;
        this.origins = origins;
    }

    MiningStats run(ArrivalOrder order, Consumer<CommitDiff> sink) {
        try {
            if (order.size() <= BLOCK) {
                block(order, 0).forEach(sink);
            } else {
                inBlocks(order, sink);
            }
            return new MiningStats(
                    order.size(),
                    idle.stream().mapToInt(CommitDiffer::missingBlobs).sum(),
                    0);
        } finally {
            idle.forEach(CommitDiffer::close);
        }
    }

    private void inBlocks(ArrivalOrder order, Consumer<CommitDiff> sink) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "mine");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<List<CommitDiff>>> ahead = new ArrayDeque<>();
            int next = 0;
            while (next < order.size() || !ahead.isEmpty()) {
                while (next < order.size() && ahead.size() < 2 * threads + 2) {
                    int from = next;
                    ahead.add(workers.submit(() -> block(order, from)));
                    next += BLOCK;
                }
                result(ahead.remove()).forEach(sink);
            }
        } finally {
            // No interrupt: it would close files under the readers. Each worker ends after its commit.
            stopped = true;
            workers.shutdown();
            awaitEnd(workers);
        }
    }

    private List<CommitDiff> block(ArrivalOrder order, int from) {
        CommitDiffer reused = idle.poll();
        CommitDiffer differ =
                reused == null ? new CommitDiffer(git, identities.get(), memory(order), true, origins) : reused;
        try {
            int to = Math.min(order.size(), from + BLOCK);
            List<CommitDiff> diffs = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                if (stopped) {
                    throw stopped();
                }
                diffs.add(differ.diff(order.id(i)));
            }
            return diffs;
        } finally {
            idle.add(differ);
        }
    }

    private static ObjectSource.Memory memory(ArrivalOrder order) {
        return order.size() <= BLOCK ? ObjectSource.Memory.SMALL : ObjectSource.Memory.LARGE;
    }

    private static List<CommitDiff> result(Future<List<CommitDiff>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("comparing commits failed", e.getCause());
        }
    }

    /** The readers are closed afterwards, so no worker may still use one. */
    private static void awaitEnd(ExecutorService workers) {
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static CancellationException stopped() {
        return new CancellationException("the reading of the history was interrupted");
    }
}
