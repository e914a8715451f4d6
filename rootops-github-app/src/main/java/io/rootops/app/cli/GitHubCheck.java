package io.rootops.app.cli;

import io.rootops.app.github.GitHubAccess;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.RepositoryFacts;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether GitHub answers, lets us in, and shows the repositories. */
final class GitHubCheck {
    private final Settings settings;
    private final @Nullable GitHubApp app;
    private final boolean secret;
    private final boolean offline;

    /**
     * @param app that RootOps is; null: none that is known
     * @param secret whether RootOps has one that webhooks may be signed with
     */
    GitHubCheck(Settings settings, @Nullable GitHubApp app, boolean secret, boolean offline) {
        this.settings = settings;
        this.app = app;
        this.secret = secret;
        this.offline = offline;
    }

    List<BackendCheck> examine() {
        String api = settings.githubApiUrl().toString();
        if (settings.githubRepositories().isEmpty() && settings.githubToken() == null && app == null) {
            return List.of(
                    Doctor.none("github", "none followed", "repositories on GitHub: set GITHUB_REPO=owner/name"));
        }
        if (offline) {
            return List.of(Doctor.none("github", api + ", not asked (--offline)", null));
        }
        List<BackendCheck> checks = new ArrayList<>();
        GitHubAddress address = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        if (app != null) {
            checks.addAll(new AppCheck(app, secret, settings.pullRequestComments(), address).examine());
            if (settings.githubToken() == null) {
                return checks;
            }
        }
        try {
            GitHubAccess github = new GitHubAccess(address, settings.githubToken());
            String who = github.login().map(it -> "token of " + it).orElse("without a token");
            checks.add(Doctor.ok("github", api + ", " + who + left(github.requestsLeft())));
            for (String name : settings.githubRepositories()) {
                checks.add(repository(github, name));
            }
        } catch (ForgeException e) {
            checks.add(Doctor.fail("github", e.getMessage(), api));
        }
        return checks;
    }

    private BackendCheck repository(GitHubAccess github, String name) {
        try {
            RepositoryFacts facts = github.repository(name);
            return Doctor.ok("github", facts.name() + " can be read, " + (facts.isPrivate() ? "private" : "public"));
        } catch (ForgeException e) {
            return Doctor.fail("github", e.getMessage(), settings.githubUrl() + "/" + name);
        }
    }

    private static String left(OptionalInt requests) {
        return requests.isEmpty()
                ? ""
                : String.format(Locale.ENGLISH, ", %,d requests left this hour", requests.getAsInt());
    }
}
