package io.rootops.app.github;

import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.settings.Settings;
import java.util.List;
import java.util.Optional;

/** Which GitHub App RootOps is; that may change while it runs. Thread-safe; answers at once. */
public interface AppIdentity {
    /** Empty: none. */
    Optional<GitHubApp> app();

    /** Any of them may have signed a webhook; empty: webhooks are refused. */
    List<Secret> webhookSecrets();

    /** What the environment says, for good. */
    static AppIdentity of(Settings settings) {
        return new AppIdentity() {
            @Override
            public Optional<GitHubApp> app() {
                return Optional.ofNullable(settings.githubApp());
            }

            @Override
            public List<Secret> webhookSecrets() {
                return settings.webhookSecrets();
            }
        };
    }
}
