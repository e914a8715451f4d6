package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Secret;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubAccessIT {
    private static final Secret WRONG = new Secret("ghp_wrongWRONGwrong");

    @TempDir
    private Path directory;

    private FakeGitHub github;
    private String host;

    @BeforeEach
    void serve() throws Exception {
        github = new FakeGitHub(directory);
        host = "127.0.0.1:" + github.address().web().getPort();
        github.add("acme/shop", false);
        github.add("acme/secret", true);
        github.add("a/b", false);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void public_repository_without_a_token() throws Exception {
        assertThat(anonymous().repository("acme/shop"))
                .isEqualTo(new RepositoryFacts(
                        "acme/shop",
                        "trunk",
                        URI.create(github.address().web() + "/acme/shop"),
                        false,
                        Instant.parse("2026-01-19T12:00:00Z")));
        assertThat(anonymous().login()).isEmpty();
        assertThat(anonymous().readableRepositories(10)).isEmpty();
        assertThat(anonymous().requestsLeft()).hasValue(57);
    }

    @Test
    void private_repository_with_its_token() throws Exception {
        assertThat(access(FakeGitHub.TOKEN).repository("acme/secret").isPrivate())
                .isTrue();
        assertThat(access(FakeGitHub.TOKEN).login()).contains("octo");
    }

    @Test
    void repositories_of_a_token_last_pushed_to_first() throws Exception {
        assertThat(access(FakeGitHub.TOKEN).readableRepositories(2))
                .extracting(RepositoryFacts::name)
                .containsExactly("acme/secret", "acme/shop");
    }

    @Test
    void renamed_repository_is_found_under_its_new_name() throws Exception {
        github.move("acme/old", github.address().api() + "/repos/acme/shop");

        assertThat(anonymous().repository("acme/old").name()).isEqualTo("acme/shop");
    }

    @Test
    void redirect_to_another_host_is_not_followed() throws Exception {
        try (FakeGitHub other = new FakeGitHub(directory)) {
            github.move("acme/old", other.address().api() + "/repos/acme/shop");

            assertRefused(FakeGitHub.TOKEN, "acme/old", host + " cannot be reached (it redirects to another host, ");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void unknown_repository() {
        assertRefused(null, "acme/none", host + " has no public repository acme/none: ");
        assertRefused(null, "acme/secret", host + " has no public repository acme/secret: ");
        assertRefused(
                FakeGitHub.TOKEN, "acme/none", host + " has no repository acme/none, or GITHUB_TOKEN may not see");
        assertRefused(null, "acme", "\"acme\" is not the name of a repository: expected owner/name in GITHUB_REPO.");
    }

    @Test
    void token_refused() {
        assertRefused(WRONG, "acme/shop", host + " refuses GITHUB_TOKEN (401): it is wrong, expired or revoked;");
    }

    @Test
    void token_that_may_not() {
        github.always(new FakeGitHub.Answer(403, Map.of(), "{\"message\":\"Resource not accessible\"}"));

        assertRefused(
                FakeGitHub.TOKEN, "acme/shop", host + " does not allow reading acme/shop (403): give GITHUB_TOKEN");
    }

    @Test
    void rate_limit_says_until_when() {
        github.always(new FakeGitHub.Answer(
                403,
                Map.of("X-RateLimit-Limit", "60", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1900000000"),
                "{\"message\":\"API rate limit exceeded\"}"));

        assertRefused(
                null,
                "acme/shop",
                host + "'s rate limit is used up until 2030-03-17T17:46:40Z: RootOps tries"
                        + " again by itself; set GITHUB_TOKEN to be allowed 5,000 requests an hour.");
    }

    @Test
    void secondary_rate_limit_is_told_from_a_refusal() {
        github.always(
                new FakeGitHub.Answer(403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit.\"}"));

        assertRefused(FakeGitHub.TOKEN, "acme/shop", host + "'s rate limit is used up: RootOps tries again by itself.");
    }

    @Test
    void too_many_requests() {
        github.always(new FakeGitHub.Answer(429, Map.of("Retry-After", "30"), "{}"));

        assertRefused(FakeGitHub.TOKEN, "acme/shop", host + "'s rate limit is used up until ");
    }

    @Test
    void host_in_trouble() {
        github.always(new FakeGitHub.Answer(502, Map.of(), "<html>"));

        assertRefused(null, "acme/shop", host + " answers with status 502: ");
    }

    @Test
    void host_that_never_answers() {
        github.brake(new Brake(0));
        github.always(new FakeGitHub.Answer(200, Map.of(), "{}"));

        assertRefused(null, "acme/shop", host + " cannot be reached (no answer in time): check GITHUB_URL");
    }

    @Test
    void host_down_or_unknown() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI down = URI.create("http://127.0.0.1:" + port);
        assertThatThrownBy(() -> new GitHubAccess(new GitHubAddress(down, down), null).repository("a/b"))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith("127.0.0.1:" + port + " cannot be reached (connection refused)");
        URI unknown = URI.create("https://no-such-host.invalid");
        assertThatThrownBy(() -> new GitHubAccess(new GitHubAddress(unknown, unknown), null).repository("a/b"))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith("no-such-host.invalid cannot be reached (its name is unknown)");
    }

    @Test
    void certificate_that_nobody_vouches_for() throws Exception {
        try (SelfSigned other = new SelfSigned(directory)) {
            GitHubAddress address = new GitHubAddress(other.address(), other.address());
            assertThatThrownBy(() -> new GitHubAccess(address, FakeGitHub.TOKEN).repository("a/b"))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageStartingWith("127.0.0.1:" + other.address().getPort() + " cannot be reached (TLS: ")
                    .hasMessageContaining("trust store");
        }
    }

    private GitHubAccess anonymous() throws ForgeException {
        return access(null);
    }

    private GitHubAccess access(@Nullable Secret token) throws ForgeException {
        return new GitHubAccess(github.address(), token, Duration.ofSeconds(10));
    }

    private void assertRefused(@Nullable Secret token, String name, String sentence) {
        assertThatThrownBy(() -> access(token).repository(name))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining(FakeGitHub.TOKEN.value())
                .hasMessageNotContaining(WRONG.value());
    }
}
