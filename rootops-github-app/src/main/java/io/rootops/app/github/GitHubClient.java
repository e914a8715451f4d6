package io.rootops.app.github;

import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.time.Duration;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** Makes clients of github-api that never wait and never ask who they are; all of them share their connections. */
final class GitHubClient {
    private final GitHubAddress address;
    private final GitHubHttp http;

    GitHubClient(GitHubAddress address, Duration patience) {
        this.address = address;
        this.http = new GitHubHttp(patience);
    }

    GitHub with(Secret token) throws IOException {
        return new GitHubBuilder()
                .withEndpoint(address.api().toString())
                .withConnector(http)
                .withRateLimitHandler(new RateLimitedException.OnRateLimit())
                .withAbuseLimitHandler(new RateLimitedException.OnAbuseLimit())
                .withAuthorizationProvider(() -> "token " + token.value())
                .build();
    }
}
