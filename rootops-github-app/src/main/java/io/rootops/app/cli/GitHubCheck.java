package io.rootops.app.cli;

import io.rootops.app.github.AppApi;
import io.rootops.app.github.GitHubAccess;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.RepositoryFacts;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

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
        GitHubApp app = settings.githubApp();
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
            checks.addAll(app(app, address));
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

    private static List<BackendCheck> app(GitHubApp app, GitHubAddress address) {
        AppApi api = new AppApi(address, app, InstantSource.system());
        List<BackendCheck> checks = new ArrayList<>();
        try {
            List<AppInstallation> installed = api.installations();
            checks.add(
                    installed.isEmpty()
                            ? Doctor.warn(
                                    "github",
                                    address.api() + ", " + app + " is installed nowhere",
                                    "install it on a user or an organisation, from the App's page on GitHub")
                            : Doctor.ok("github", address.api() + ", " + app + " is installed at " + names(installed)));
        } catch (ForgeException e) {
            checks.add(Doctor.fail("github", e.getMessage(), address.api().toString()));
        }
        if (!api.clockAhead().isZero()) {
            checks.add(Doctor.warn(
                    "clock",
                    "GitHub's clock differs from this machine's by "
                            + api.clockAhead().abs().toSeconds() + " s, so it refuses what is signed here",
                    "set the clock by NTP; until then RootOps goes by GitHub's"));
        }
        return checks;
    }

    private static String names(List<AppInstallation> installed) {
        return installed.stream()
                .map(it -> it.account() + (it.suspendedAt() != null ? " (suspended)" : ""))
                .collect(Collectors.joining(", "));
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
