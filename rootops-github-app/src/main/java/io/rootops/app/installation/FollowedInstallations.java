package io.rootops.app.installation;

import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.InstallationList;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.Announcements;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.schedule.InstallationSchedule;
import io.rootops.core.settings.Settings;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The App's installations from GitHub's lists to readings: the wiring of this package. */
public final class FollowedInstallations implements AutoCloseable {
    private final InstallationMemory memory;
    private final InstallationSchedule schedule;
    private final boolean narrowed;
    private final AtomicReference<Set<RepositoryId>> named = new AtomicReference<>(Set.of());

    /**
     * Not yet running.
     *
     * @param tokens of the App, whenever there is one
     * @param read called for each repository that is to be read now
     */
    public FollowedInstallations(
            Settings settings,
            GitHubTokens tokens,
            DataSource database,
            InstallationMemory memory,
            InstalledRepositories repositories,
            Consumer<RepositoryId> read,
            Announcements announcements) {
        this.memory = memory;
        this.narrowed = !settings.githubRepositories().isEmpty();
        InstantSource clock = InstantSource.system();
        GitHubAddress address = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        InstallationPolling polling = new InstallationPolling(
                tokens,
                new InstallationList(address, clock),
                memory,
                repositories,
                announcements,
                clock,
                new PollPause(settings.githubPollInterval(), RandomGenerator.getDefault()),
                settings.autoPolling());
        this.schedule = new InstallationSchedule(
                database, () -> polling.find(this::pollNow), id -> polling.poll(id, named(), read, this::findNow));
    }

    /** @param these followed because the settings name them */
    public void start(Set<RepositoryId> these) {
        named.set(Set.copyOf(these));
        schedule.findNow();
        memory.all().stream()
                .filter(KnownInstallation::live)
                .forEach(it -> pollNow(it.installation().id()));
        schedule.start();
    }

    /** For those who need GitHub's word. */
    public InstallationSchedule schedule() {
        return schedule;
    }

    private @Nullable Set<RepositoryId> named() {
        return narrowed ? named.get() : null;
    }

    private void pollNow(long installation) {
        schedule.pollNow(installation);
    }

    private void findNow() {
        schedule.findNow();
    }

    @Override
    public void close() {
        schedule.close();
    }
}
