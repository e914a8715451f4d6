package io.rootops.app.cli;

import io.rootops.app.github.GitHubAccess;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.RepositoryFacts;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Whether GitHub answers, lets us in, and shows the repositories. */
final class GitHubCheck {
    private final Settings settings;
    private final boolean offline;

    GitHubCheck(Settings settings, boolean offline) {
        this.settings = settings;
        this.offline = offline;
    }

    List<BackendCheck> examine() {
        String api = settings.githubApiUrl().toString();
        if (settings.githubRepositories().isEmpty() && settings.githubToken() == null) {
            return List.of(
                    Doctor.none("github", "none followed", "repositories on GitHub: set GITHUB_REPO=owner/name"));
        }
        if (offline) {
            return List.of(Doctor.none("github", api + ", not asked (--offline)", null));
        }
        List<BackendCheck> checks = new ArrayList<>();
        try {
            GitHubAccess github = new GitHubAccess(
                    new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()), settings.githubToken());
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
