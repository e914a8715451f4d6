package io.rootops.app;

import io.rootops.app.github.GitHubTokens;
import io.rootops.app.installation.FollowedInstallations;
import io.rootops.app.webhook.AskedInstallations;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.Announcements;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the App is installed; nothing where RootOps is none. */
final class Installations implements AutoCloseable {
    private final @Nullable FollowedInstallations followed;
    private final AskedInstallations asked;

    Installations(
            Settings settings,
            Memory memory,
            GitHubTokens tokens,
            RepositorySchedule readings,
            Announcements announcements) {
        this.followed = tokens.app()
                .map(it -> new FollowedInstallations(
                        settings,
                        it,
                        memory.dataSource(),
                        memory.installations(),
                        memory.installedRepositories(),
                        readings::readNow,
                        announcements))
                .orElse(null);
        this.asked = new AskedInstallations(
                memory.installations(), memory.installedRepositories(), followed == null ? null : followed.schedule());
    }

    /** For those who need GitHub's word. */
    AskedInstallations asked() {
        return asked;
    }

    /** @param named followed because the settings name them */
    void start(Set<RepositoryId> named) {
        if (followed != null) {
            followed.start(named);
        }
    }

    @Override
    public void close() {
        if (followed != null) {
            followed.close();
        }
    }
}
