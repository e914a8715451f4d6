package io.rootops.app;

import io.rootops.app.github.GitHubTokens;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.Following;
import io.rootops.core.engine.ReadingProgress;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads repositories into the memory to the end of their histories, without a server. */
public final class Backfill implements AutoCloseable {
    private final Settings settings;
    private final Memory memory;

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence; also when a server holds the data
     *     directory
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public Backfill(Settings settings) {
        this(settings, new Memory(settings));
    }

    private Backfill(Settings settings, Memory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    /**
     * Opens the memory also where a server holds the data directory: beside it, like a replica.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public static Backfill beside(Settings settings) {
        return new Backfill(settings, Memory.beside(settings));
    }

    /** Takes up the directories and the repositories of the settings. */
    public List<TrackedRepository> follow(List<Path> directories) throws UnreadableRepositoryException {
        Following following = memory.following();
        List<TrackedRepository> followed = new ArrayList<>();
        for (Path directory : directories) {
            followed.add(follow(directory));
        }
        for (String name : settings.githubRepositories()) {
            followed.add(following.remote(name));
        }
        return followed;
    }

    /** Takes up just this one. */
    public TrackedRepository follow(Path directory) throws UnreadableRepositoryException {
        return memory.following().local(directory);
    }

    /** Gives those of these commits a score that wait for it. */
    public Analysis.Result analyze(TrackedRepository repository, List<String> shas) {
        return memory.analysis(part -> {}).analyze(repository.id(), shas);
    }

    /** Reads one to its end and learns from it; afterwards it is READY, or FAILED with its problem. */
    public TrackedRepository read(TrackedRepository repository, ReadingProgress progress) {
        RepositoryMemory repositories = memory.repositories();
        Announcements announcements = part -> {
            if (part == Announcements.Part.MINING) {
                repositories
                        .byId(repository.id())
                        .map(TrackedRepository::mining)
                        .ifPresent(it -> progress.read(it.done(), it.total()));
            }
        };
        memory.reading(GitHubTokens.of(settings, memory.connection(), InstantSource.system()), null, announcements)
                .read(repository.id());
        memory.learning(announcements).learn(repository.id());
        return repositories.byId(repository.id()).orElse(repository);
    }

    @Override
    public void close() {
        memory.close();
    }
}
