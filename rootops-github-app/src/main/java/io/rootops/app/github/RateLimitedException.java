package io.rootops.app.github;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** GitHub wants us to wait. Thrown at once, so that no thread sleeps over it. */
final class RateLimitedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Instant until;

    private RateLimitedException(GitHubConnectorResponse response) {
        super("rate limit reached (" + response.statusCode() + ")");
        this.until = until(response);
    }

    @Nullable
    Instant until() {
        return until;
    }

    private static @Nullable Instant until(GitHubConnectorResponse response) {
        String wait = response.header("Retry-After");
        if (wait != null && wait.matches("[0-9]{1,6}")) {
            return Instant.now().plusSeconds(Long.parseLong(wait));
        }
        // It stands in every answer, and says how long to wait only where nothing is left.
        if (!"0".equals(response.header("X-RateLimit-Remaining"))) {
            return null;
        }
        String reset = response.header("X-RateLimit-Reset");
        return reset != null && reset.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(reset)) : null;
    }

    static final class OnRateLimit extends GitHubRateLimitHandler {
        @Override
        public void onError(GitHubConnectorResponse response) throws IOException {
            throw new RateLimitedException(response);
        }
    }

    static final class OnAbuseLimit extends GitHubAbuseLimitHandler {
        @Override
        public void onError(GitHubConnectorResponse response) throws IOException {
            throw new RateLimitedException(response);
        }
    }
}
