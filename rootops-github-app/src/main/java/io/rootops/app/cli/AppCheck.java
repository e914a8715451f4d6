package io.rootops.app.cli;

import io.rootops.app.github.AppApi;
import io.rootops.app.github.AppSetup;
import io.rootops.app.github.AppSetup.Installation;
import io.rootops.app.github.ClockCheck;
import io.rootops.app.github.GitHubAddress;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.GitHubApp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the GitHub App is set up as RootOps needs it, whether GitHub reaches RootOps, and the clock. */
final class AppCheck {
    private static final String PATH = "/webhooks/github";
    private static final String WEBHOOKS = "webhooks";

    private final GitHubApp app;
    private final boolean secret;
    private final boolean comments;
    private final GitHubAddress github;

    /**
     * @param secret whether RootOps has one that deliveries may be signed with
     * @param comments whether it is to write comments on pull requests
     */
    AppCheck(GitHubApp app, boolean secret, boolean comments, GitHubAddress github) {
        this.app = app;
        this.secret = secret;
        this.comments = comments;
        this.github = github;
    }

    List<BackendCheck> examine() {
        AppApi api = new AppApi(github, app, InstantSource.system());
        List<BackendCheck> checks = new ArrayList<>();
        try {
            AppSetup setup = AppSetup.of(api);
            checks.add(installed(setup));
            checks.addAll(permissions(setup));
            checks.add(webhook(setup));
        } catch (ForgeException e) {
            checks.add(Doctor.fail("github", e.getMessage(), github.api().toString()));
        }
        if (!api.clockAhead().isZero()) {
            checks.add(ClockCheck.of(github, api.clockAhead()));
        }
        return checks;
    }

    private BackendCheck installed(AppSetup setup) {
        String who = github.api() + ", " + app + (setup.name().isEmpty() ? "" : " (" + setup.name() + ")");
        if (setup.installations().isEmpty()) {
            return Doctor.warn(
                    "github",
                    who + " is installed nowhere",
                    "install it on a user or an organisation, from the App's page on GitHub");
        }
        return Doctor.ok(
                "github",
                who + " is installed at "
                        + setup.installations().stream()
                                .map(it -> it.account() + (it.suspended() ? " (suspended)" : ""))
                                .collect(Collectors.joining(", ")));
    }

    private List<BackendCheck> permissions(AppSetup setup) {
        List<BackendCheck> checks = new ArrayList<>();
        List<String> missing = setup.permissions().missing(comments);
        if (!missing.isEmpty()) {
            checks.add(Doctor.warn(
                    "github",
                    "the App lacks " + String.join(", ", missing),
                    "give it these under Permissions in the App's settings; each account then has to accept them"));
        }
        for (Installation it : setup.installations()) {
            List<String> there = it.permissions().missing(comments);
            if (missing.isEmpty() && !there.isEmpty()) {
                checks.add(Doctor.warn(
                        "github",
                        it.account() + " has not accepted " + String.join(", ", there),
                        "an owner of " + it.account() + " accepts them under Settings > GitHub Apps"));
            }
        }
        return checks;
    }

    private BackendCheck webhook(AppSetup setup) {
        AppSetup.Webhook webhook = setup.webhook();
        if (webhook == null) {
            return Doctor.none(
                    WEBHOOKS,
                    "the App has no webhook; pushes are found by polling",
                    "pushes within seconds: set the App's webhook to the address where GitHub reaches RootOps, and "
                            + PATH);
        }
        String problem = problem(webhook, setup.missingEvents());
        String settings = "mend it under Webhook in the App's settings";
        if (!secret) {
            return Doctor.fail(
                    WEBHOOKS,
                    "the App delivers to " + webhook.url() + ", and RootOps has no secret to check that by",
                    "set GITHUB_WEBHOOK_SECRET to the one of the App's settings",
                    webhook.url());
        }
        if (problem != null) {
            return Doctor.warn(WEBHOOKS, problem, settings);
        }
        return delivered(webhook, setup.deliveries());
    }

    private static @Nullable String problem(AppSetup.Webhook webhook, List<String> missingEvents) {
        if (!webhook.url().endsWith(PATH)) {
            return "the App delivers to " + webhook.url() + ", which does not end in " + PATH;
        }
        if (!webhook.json()) {
            return "the App delivers to " + webhook.url() + " as a form, and RootOps takes application/json only";
        }
        if (!webhook.signed()) {
            return "the App delivers to " + webhook.url() + " without a secret, and RootOps refuses that";
        }
        return missingEvents.isEmpty()
                ? null
                : "the App is not told of " + String.join(", ", missingEvents)
                        + "; tick them under Permissions & events";
    }

    private static BackendCheck delivered(AppSetup.Webhook webhook, List<DeliveryLog.Entry> deliveries) {
        String to = "GitHub delivers to " + webhook.url();
        if (deliveries.isEmpty()) {
            return Doctor.ok(WEBHOOKS, to + "; it has delivered nothing in the last days");
        }
        DeliveryLog.Entry newest = deliveries.get(0);
        long arrived = deliveries.stream().filter(DeliveryLog.Entry::arrived).count();
        String counts = arrived + " of the last " + deliveries.size() + " arrived";
        if (newest.arrived()) {
            return Doctor.ok(WEBHOOKS, to + "; " + counts);
        }
        String text = to + "; " + counts + ", the newest, of " + newest.deliveredAt() + ", did not: "
                + switch (newest.status()) {
                    case 0 -> "nobody answered";
                    case 401 -> "RootOps refused its signature (401)";
                    default -> "it was answered " + newest.status();
                };
        return Doctor.warn(
                WEBHOOKS,
                text,
                newest.status() == 401
                        ? "set GITHUB_WEBHOOK_SECRET to the secret of the App's settings; what was missed is read from"
                                + " GitHub's log"
                        : "let GitHub reach that address, through any proxy and firewall; until then RootOps reads"
                                + " GitHub's log of deliveries and polls");
    }
}
