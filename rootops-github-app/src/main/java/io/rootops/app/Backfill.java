package io.rootops.app;

import io.rootops.app.github.CloneProgress;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubForge;
import io.rootops.app.github.RemoteClone;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.Following;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.ReadingProgress;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads repositories into the memory to the end of their histories, without a server. */
public final class Backfill implements AutoCloseable {
    private static final int THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Settings settings;
    private final Database database;
    private final RepositoryMemory repositories;
    private final Following following;

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence; also when a server holds the data
     *     directory
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public Backfill(Settings settings) {
        this.settings = settings;
        if (settings.databaseUrl() == null) {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.home());
            parts.push(postgres);
            this.database = Database.embedded(postgres);
        } else {
            this.database = Database.open(settings.databaseUrl().value());
        }
        parts.push(database);
        this.repositories = new RepositoryMemory(database.dsl());
        this.following = new Following(repositories, settings.githubUrl());
    }

    /** Takes up the directories and the repositories of the settings. */
    public List<TrackedRepository> follow(List<Path> directories) throws UnreadableRepositoryException {
        List<TrackedRepository> followed = new ArrayList<>();
        for (Path directory : directories) {
            followed.add(following.local(directory));
        }
        for (String name : settings.githubRepositories()) {
            followed.add(following.remote(name, null));
        }
        return followed;
    }

    /** Reads one to its end; afterwards it is READY, or FAILED with its problem. */
    public TrackedRepository read(TrackedRepository repository, ReadingProgress progress) {
        Announcements announcements = part -> {
            if (part == Announcements.Part.MINING) {
                repositories
                        .byId(repository.id())
                        .map(TrackedRepository::mining)
                        .ifPresent(it -> progress.read(it.done(), it.total()));
            }
        };
        InstantSource clock = InstantSource.system();
        RemoteClone clones = new RemoteClone(
                settings.home().resolve("repositories"),
                new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()),
                settings.githubToken(),
                CloneProgress.SILENT);
        new RepositoryReading(
                        repositories,
                        new GitHubForge(clones),
                        new Ingest(database.dsl(), clock, announcements, THREADS),
                        new OtherBranches(database.dsl(), clock, announcements),
                        announcements)
                .read(repository.id());
        return repositories.byId(repository.id()).orElse(repository);
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
