package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.Revert;
import io.rootops.core.history.UnreadableRepositoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether commits can be taken back, in the clones of their repositories. What came of it is remembered. Thread-safe. */
public final class RevertTrials {
    private static final Logger LOG = LoggerFactory.getLogger(RevertTrials.class);
    /** Somebody waits for the page; what was not tried by then is said. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final int REMEMBERED = 500;

    private final Function<TrackedRepository, Optional<Path>> clones;
    private final InstantSource clock;
    private final Map<Question, Revert> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Revert> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Map<Path, Semaphore> turns = new ConcurrentHashMap<>();

    private record Question(Path repository, String head, String sha) {}

    /**
     * What came of it.
     *
     * @param reverts as they were asked for; empty where nothing could be tried
     * @param note why nothing could be, one sentence; null: it could
     */
    public record Result(List<Revert> reverts, @Nullable String note) {}

    /** @param clones where the clone of a repository is, if there is one */
    public RevertTrials(Function<TrackedRepository, Optional<Path>> clones, InstantSource clock) {
        this.clones = clones;
        this.clock = clock;
    }

    /**
     * Tries each by itself.
     *
     * @param head full sha of the revision that it is tried at
     * @param shas of the commits, in full
     */
    public Result of(TrackedRepository repository, String head, List<String> shas) {
        Optional<Path> clone = clones.apply(repository);
        if (clone.isEmpty()) {
            return new Result(List.of(), "There is no clone of the repository to try it in.");
        }
        try (GitHistory git = GitHistory.open(clone.get())) {
            if (!git.contains(head)) {
                return new Result(List.of(), "The clone of the repository does not have the revision that serves.");
            }
            return new Result(inTurn(git, clone.get(), head, shas), null);
        } catch (UnreadableRepositoryException | CorruptRepositoryException e) {
            LOG.info("What can be taken back of {} is not known: {}", repository.name(), e.getMessage());
            return new Result(List.of(), "The clone of the repository cannot be read; the log says why.");
        }
    }

    /** One at a time in a clone: each reads much of it, and whoever asks again meanwhile asks for the same. */
    private List<Revert> inTurn(GitHistory git, Path clone, String head, List<String> shas) {
        Instant end = clock.instant().plus(LONGEST);
        Semaphore turn = turns.computeIfAbsent(clone, it -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                return tried(git, clone, head, shas, Instant.MIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tried(git, clone, head, shas, Instant.MIN);
        }
        try {
            return tried(git, clone, head, shas, end);
        } finally {
            turn.release();
        }
    }

    private List<Revert> tried(GitHistory git, Path clone, String head, List<String> shas, Instant end) {
        List<Revert> reverts = new ArrayList<>();
        for (String sha : shas) {
            Question question = new Question(clone, head, sha);
            Revert revert = known.get(question);
            if (revert == null) {
                revert = clock.instant().isBefore(end) ? git.revert(sha, head, end, clock) : Revert.notTried(sha);
                if (revert.outcome() != Revert.Outcome.MISSING && revert.outcome() != Revert.Outcome.NOT_TRIED) {
                    known.put(question, revert);
                }
            }
            reverts.add(revert);
        }
        return List.copyOf(reverts);
    }
}
