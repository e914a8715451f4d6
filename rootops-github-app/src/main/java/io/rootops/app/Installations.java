package io.rootops.app;

import io.rootops.app.github.GitHubTokens;
import io.rootops.app.installation.FollowedInstallations;
import io.rootops.app.webhook.AskedInstallations;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.Announcements;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Settings;
import java.util.Set;

/** Where the App is installed; nothing as long as RootOps is none. */
final class Installations implements AutoCloseable {
    private final FollowedInstallations followed;
    private final AskedInstallations asked;

    Installations(
            Settings settings,
            Memory memory,
            GitHubTokens tokens,
            RepositorySchedule readings,
            Announcements announcements) {
        this.followed = new FollowedInstallations(
                settings,
                tokens,
                memory.dataSource(),
                memory.installations(),
                memory.installedRepositories(),
                readings::readNow,
                announcements);
        this.asked = new AskedInstallations(
                memory.installations(),
                memory.installedRepositories(),
                followed.schedule(),
                () -> tokens.app().isPresent());
    }

    /** For those who need GitHub's word. */
    AskedInstallations asked() {
        return asked;
    }

    /** @param named followed because the settings name them */
    void start(Set<RepositoryId> named) {
        followed.start(named);
    }

    @Override
    public void close() {
        followed.close();
    }
}
