package io.rootops.app.cli;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether GitHub answers, lets us in, and knows the repositories; and by the way, whether our clock is right. */
final class GitHubCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Settings settings;
    private final boolean offline;

    GitHubCheck(Settings settings, boolean offline) {
        this.settings = settings;
        this.offline = offline;
    }

    List<BackendCheck> examine() {
        String address = settings.githubApiUrl().toString();
        if (settings.githubRepositories().isEmpty() && settings.githubToken() == null) {
            return List.of(
                    Doctor.none("github", "none followed", "repositories on GitHub: set GITHUB_REPO=owner/name"));
        }
        if (offline) {
            return List.of(Doctor.none("github", address + ", not asked (--offline)", null));
        }
        try {
            HttpResponse<String> limits = get("/rate_limit");
            List<BackendCheck> checks = new ArrayList<>();
            checks.add(account(address, limits));
            if (checks.get(0).state() != BackendCheck.State.FAIL) {
                for (String name : settings.githubRepositories()) {
                    checks.add(repository(name, get("/repos/" + name).statusCode()));
                }
            }
            clock(limits).ifPresent(checks::add);
            return checks;
        } catch (IOException e) {
            return List.of(Doctor.fail(
                    "github",
                    "cannot be reached ("
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")",
                    "check the network, and GITHUB_URL and GITHUB_API_URL",
                    address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Doctor.fail("github", "the question was interrupted", "ask again", address));
        }
    }

    private BackendCheck account(String address, HttpResponse<String> limits) {
        String who = settings.githubToken() == null ? "without a token" : "with a token";
        return switch (limits.statusCode()) {
            case 200 -> {
                Optional<String> left = limits.headers().firstValue("x-ratelimit-remaining");
                Optional<String> most = limits.headers().firstValue("x-ratelimit-limit");
                String calls = left.isPresent() && most.isPresent()
                        ? ", " + left.get() + " of " + most.get() + " calls left this hour"
                        : "";
                yield Doctor.ok("github", address + " " + who + calls);
            }
            case 401 ->
                Doctor.fail(
                        "github",
                        "refuses the token (401)",
                        "make a new token that may read the repositories and put it into GITHUB_TOKEN",
                        address);
            // An Enterprise Server may have its rate limits switched off.
            case 404 -> Doctor.ok("github", address + " " + who + ", no rate limit");
            default ->
                Doctor.fail(
                        "github",
                        "answers " + limits.statusCode(),
                        "wait until the limit is over, or set a GITHUB_TOKEN that has more calls",
                        address);
        };
    }

    private BackendCheck repository(String name, int status) {
        String tried = settings.githubApiUrl() + "/repos/" + name;
        return switch (status) {
            case 200, 301 -> Doctor.ok("github", name + " can be read");
            case 404 ->
                Doctor.fail(
                        "github",
                        name + " is unknown, or private and hidden from this token",
                        "correct the name in GITHUB_REPO, or set a GITHUB_TOKEN that may read it",
                        tried);
            default ->
                Doctor.fail(
                        "github",
                        name + " is refused (" + status + ")",
                        "set a GITHUB_TOKEN that may read it, or wait until the rate limit is over",
                        tried);
        };
    }

    private static Optional<BackendCheck> clock(HttpResponse<String> answer) {
        try {
            return answer.headers().firstValue("date").map(it -> {
                Instant theirs = ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration skew = Duration.between(theirs, Instant.now()).abs();
                String text = "within " + (skew.toSeconds() + 1) + " s of GitHub's";
                return skew.compareTo(SKEW) > 0
                        ? Doctor.warn("clock", text, "set this machine's clock, for instance by NTP")
                        : Doctor.ok("clock", text);
            });
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a proxy that writes dates its own way says nothing of our clock
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.githubApiUrl() + path))
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.github+json");
        if (settings.githubToken() != null) {
            request.header("Authorization", "Bearer " + settings.githubToken().value());
        }
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
