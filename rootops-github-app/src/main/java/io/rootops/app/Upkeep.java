package io.rootops.app;

import io.rootops.app.github.RemoteClone;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.RepositoryRemoval;
import io.rootops.core.privacy.Person;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What is taken out of the memory, for the command line, whether a server runs or not. */
public final class Upkeep implements AutoCloseable {
    private final Settings settings;
    private final OpenedDatabase opened;

    private Upkeep(Settings settings, OpenedDatabase opened) {
        this.settings = settings;
        this.opened = opened;
    }

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public static Upkeep open(Settings settings) {
        return new Upkeep(settings, OpenedDatabase.of(settings));
    }

    /** By its name on the dashboard. */
    public Optional<TrackedRepository> repository(String name) {
        return new RepositoryMemory(opened.database().dsl()).named(name);
    }

    /** Why it would be followed again at once; empty: it would not. */
    public Optional<String> followedBy(TrackedRepository repository) {
        if (settings.githubRepositories().contains(repository.name())) {
            return Optional.of("GITHUB_REPO names it: take it out there and start the server again");
        }
        return new RepositoryRemoval(opened.database().dsl())
                .installedBy(repository.id())
                .map(
                        it -> "the GitHub App is installed on it by " + it
                                + ": take it out of the installation on GitHub, and look on the page Repositories that it is paused");
    }

    /** Whether a server may follow it, whose settings are not known here: it was not told to let it be. */
    public boolean mayBeFollowed(TrackedRepository repository) {
        return repository.kind() == TrackedRepository.Kind.GITHUB && repository.pause() == null;
    }

    /** Removes it with all that was learned of it, and its clone in this data directory. */
    public void remove(TrackedRepository repository) {
        for (String location : new RepositoryRemoval(opened.database().dsl()).remove(repository.id())) {
            if (repository.kind() == TrackedRepository.Kind.GITHUB) {
                try {
                    RemoteClone.remove(settings.home().resolve("repositories"), location);
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            repository.name() + " is out of the memory, but its clone in "
                                    + settings.home().resolve("repositories") + " cannot be removed ("
                                    + e.getMessage() + "): remove it by hand",
                            e);
                }
            }
        }
    }

    /** Puts a pseudonym in the place of a person everywhere. */
    public ForgottenPeople.Result forget(Person person) {
        return new ForgottenPeople(opened.database().dsl()).forget(person);
    }

    @Override
    public void close() {
        opened.close();
    }
}
