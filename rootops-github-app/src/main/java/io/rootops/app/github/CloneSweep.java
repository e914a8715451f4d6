package io.rootops.app.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes clones from this process's disk whose repository is in the memory no more: it was removed on another machine, or
 * by a command while it was fetched here. At the start and every hour; one failure never ends it.
 */
public final class CloneSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloneSweep.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    /** A host, an owner, a clone. */
    private static final int DEPTH = 3;

    private static final Pattern CLONE = Pattern.compile(".+\\.git(\\.unfinished)?");

    private final Path repositories;
    private final Supplier<Set<String>> locations;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "clone-sweep");
        made.setDaemon(true);
        return made;
    });

    /**
     * Not yet begun.
     *
     * @param repositories holds the clones; may be absent
     * @param locations of all repositories in the memory, and where they were before
     */
    public CloneSweep(Path repositories, Supplier<Set<String>> locations) {
        this.repositories = repositories;
        this.locations = locations;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::sweepOrSay, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One was just found to be removed. */
    public void soon() {
        try {
            thread.execute(this::sweepOrSay);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped; clones are looked at again at the next start", e);
        }
    }

    private void sweepOrSay() {
        try {
            sweep();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Clones in {} that nobody needs cannot be removed ({}); tried again within the hour",
                    repositories,
                    e.getMessage());
        }
    }

    void sweep() throws IOException {
        // Looked for first: whose clone is begun meanwhile is in the memory already.
        List<Path> clones = clones();
        if (clones.isEmpty()) {
            return;
        }
        Set<Path> kept = kept();
        for (Path clone : clones) {
            // Asked again: deleting takes its time, and it may be followed anew meanwhile.
            if (!kept.contains(clone) && !kept().contains(clone)) {
                CloneDirectory.delete(clone);
                LOG.info("Removed {}, the clone of a repository that was removed", clone);
            }
        }
    }

    private Set<Path> kept() {
        return locations.get().stream()
                .flatMap(it -> RemoteClone.at(repositories, it).stream())
                .flatMap(it -> it.paths().stream())
                .collect(Collectors.toSet());
    }

    private List<Path> clones() throws IOException {
        if (!Files.isDirectory(repositories)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(repositories, DEPTH)) {
            return walk.filter(it -> repositories.relativize(it).getNameCount() == DEPTH)
                    .filter(it -> CLONE.matcher(it.getFileName().toString()).matches())
                    .toList();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
