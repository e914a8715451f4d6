package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.Period;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.Snapshot;
import io.rootops.core.history.SnapshotFile;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.HotspotMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.pattern.Hotspots;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where changing a repository goes wrong, among the files that its clone has. That counts the whole past of each file, so it
 * is done anew after a while only, or when more of the history was read. Thread-safe.
 */
public final class HotspotSearch {
    /** Somebody waits for the page. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(HotspotSearch.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** For each query; on two cores one over a million commits takes ten seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final int MOST_WAITING = 16;
    private static final int IDLE_SECONDS = 30;
    /** Each may be of tens of thousands of files. */
    private static final int REMEMBERED = 8;

    private final HotspotMemory memory;
    private final PatternMemory patterns;
    private final Function<TrackedRepository, Optional<Path>> clones;
    private final Duration patience;
    /** One at a time, so that whoever asks for several keeps the database from nobody. */
    private final ExecutorService worker;

    private final Map<Question, CompletableFuture<Optional<Hotspots>>> counting = new ConcurrentHashMap<>();
    private final Map<Question, Done> done = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Done> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * What is asked.
     *
     * @param span until now; null: all the way back, or within the period
     * @param period null: until now
     */
    private record Question(
            RepositoryId repository,
            @Nullable Duration span,
            @Nullable Period period) {
        Instant from(Instant now) {
            return period != null ? period.from() : span == null ? Instant.EPOCH : now.minus(span);
        }

        Instant to(Instant now) {
            return period == null || period.to().isAfter(now) ? now : period.to();
        }
    }

    private record Done(Instant at, Optional<Long> revision, Hotspots hotspots) {}

    /** @param clones where the clone of a repository is, if there is one */
    public HotspotSearch(DSLContext db, Function<TrackedRepository, Optional<Path>> clones) {
        this(db, clones, PATIENCE);
    }

    /** @param patience of whoever asks */
    HotspotSearch(DSLContext db, Function<TrackedRepository, Optional<Path>> clones, Duration patience) {
        this.patience = patience;
        this.memory = new HotspotMemory(db);
        this.patterns = new PatternMemory(db);
        this.clones = clones;
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "rootops-hotspots");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        this.worker = one;
    }

    /**
     * Of the files that were changed within the span and that are still there.
     *
     * @param span until now; null: all the way back
     * @return empty: it takes longer than somebody waits
     */
    public Optional<Hotspots> of(TrackedRepository repository, @Nullable Duration span, Instant now) {
        return of(repository, new Question(repository.id(), span, null), now);
    }

    /**
     * Of the files that were changed in a time of the past and that are still there.
     *
     * @return empty: it takes longer than somebody waits
     */
    public Optional<Hotspots> of(TrackedRepository repository, Period period, Instant now) {
        return of(repository, new Question(repository.id(), null, period), now);
    }

    private Optional<Hotspots> of(TrackedRepository repository, Question question, Instant now) {
        Optional<Hotspots> known = known(question, now);
        return known.isPresent() ? known : counted(repository, question, now);
    }

    private Optional<Hotspots> known(Question question, Instant now) {
        Done before = done.get(question);
        return before != null
                        && before.at().plus(FRESH).isAfter(now)
                        && before.revision().equals(patterns.revision(question.repository()))
                ? Optional.of(before.hotspots())
                : Optional.empty();
    }

    /** What takes longer than somebody waits is counted to its end all the same, and is there for who asks again. */
    private Optional<Hotspots> counted(TrackedRepository repository, Question question, Instant now) {
        CompletableFuture<Optional<Hotspots>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Hotspots>> before = counting.putIfAbsent(question, mine);
        if (before == null) {
            begin(repository, question, now, mine);
        }
        try {
            return (before == null ? mine : before).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException("hotspots of " + repository.name() + " cannot be counted", e);
        }
    }

    private void begin(
            TrackedRepository repository,
            Question question,
            Instant now,
            CompletableFuture<Optional<Hotspots>> counted) {
        try {
            worker.execute(() -> {
                try {
                    Optional<Hotspots> known = known(question, now);
                    counted.complete(known.isPresent() ? known : found(repository, question, now));
                } catch (RuntimeException e) {
                    counted.completeExceptionally(e);
                } finally {
                    counting.remove(question, counted);
                }
            });
        } catch (RejectedExecutionException e) {
            // Too many wait already.
            counting.remove(question, counted);
            counted.complete(Optional.empty());
        }
    }

    private Optional<Hotspots> found(TrackedRepository repository, Question question, Instant now) {
        // Before the outcomes are read: what comes meanwhile is read the next time.
        Optional<Long> revision = patterns.revision(repository.id());
        Optional<Hotspots> found =
                memory.since(repository.id(), question.from(now), question.to(now), head(repository), LONGEST);
        found.ifPresent(it -> done.put(question, new Done(now, revision, it)));
        return found;
    }

    /** Paths of the files of the default branch; empty: no clone tells. */
    private Optional<Set<String>> head(TrackedRepository repository) {
        Optional<Path> clone = clones.apply(repository);
        if (clone.isEmpty()) {
            return Optional.empty();
        }
        try (GitHistory git = GitHistory.open(clone.get())) {
            return git.defaultBranch().map(head -> files(git, head.sha()));
        } catch (UnreadableRepositoryException | CorruptRepositoryException | UncheckedIOException e) {
            LOG.info("Which files {} has is not known: {}", repository.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> files(GitHistory git, String sha) {
        try (Snapshot snapshot = git.snapshot(sha)) {
            return snapshot.files().stream().map(SnapshotFile::path).collect(Collectors.toSet());
        }
    }
}
