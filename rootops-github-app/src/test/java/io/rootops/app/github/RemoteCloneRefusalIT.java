package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.app.github.RemoteClone.Scope;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.GitFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each in one sentence, with nothing left on disk and no token in it. */
class RemoteCloneRefusalIT {
    private static final Secret WRONG = new Secret("ghp_wrongWRONGwrong");

    @TempDir
    private Path directory;

    private FakeGitHub github;
    private String host;

    @BeforeEach
    void serve() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        host = "127.0.0.1:" + github.address().web().getPort();
        try (GitFixture secret = GitFixture.bare(github.add("acme/secret", true))) {
            secret.commit().file("a", "a").on("main");
        }
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void unknown_repository() {
        assertRefused(
                "acme/none",
                null,
                host + " has no public repository acme/none: check the name in GITHUB_REPO,"
                        + " or set GITHUB_TOKEN when it is private.");
        assertRefused(
                "acme/none",
                FakeGitHub.TOKEN,
                host + " has no repository acme/none, or GITHUB_TOKEN may not see"
                        + " it: check the name in GITHUB_REPO, or give the token read access to it.");
    }

    @Test
    void private_repository_without_a_token() {
        assertRefused("acme/secret", null, host + " has no public repository acme/secret: ");
    }

    @Test
    void token_refused() {
        assertRefused("acme/secret", WRONG, host + " refuses GITHUB_TOKEN (401): it is wrong, expired or revoked;");
    }

    @Test
    void token_that_may_not() {
        github.always(new FakeGitHub.Answer(403, Map.of(), "forbidden"));

        assertRefused(
                "acme/secret",
                FakeGitHub.TOKEN,
                host + " does not allow reading acme/secret (403): give" + " GITHUB_TOKEN read access");
    }

    @Test
    void rate_limit() {
        github.always(new FakeGitHub.Answer(429, Map.of(), "slow down"));

        assertRefused(
                "acme/secret",
                null,
                host + "'s rate limit is used up: RootOps tries again by itself; set"
                        + " GITHUB_TOKEN to be allowed 5,000 requests an hour.");
    }

    @Test
    void host_in_trouble() {
        github.always(new FakeGitHub.Answer(503, Map.of(), "unicorn"));

        assertRefused(
                "acme/secret", FakeGitHub.TOKEN, host + " answers with status 503: RootOps tries again by itself");
    }

    @Test
    void host_that_never_answers() {
        github.brake(new Brake(0));
        github.always(new FakeGitHub.Answer(200, Map.of(), "late"));

        assertRefused("acme/secret", null, host + " cannot be reached (no answer in time): ");
    }

    @Test
    void host_down() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertUnreachable("http://127.0.0.1:" + port, "127.0.0.1:" + port + " cannot be reached (connection refused)");
    }

    @Test
    void host_unknown() {
        assertUnreachable(
                "https://no-such-host.invalid", "no-such-host.invalid cannot be reached (its name is unknown)");
    }

    @Test
    void certificate_that_nobody_vouches_for() throws Exception {
        try (SelfSigned other = new SelfSigned(directory)) {
            assertUnreachable(
                    other.address().toString(), "127.0.0.1:" + other.address().getPort() + " cannot be reached (TLS: ");
        }
    }

    @Test
    void redirect_to_another_host_gets_neither_the_request_nor_the_token() throws Exception {
        try (FakeGitHub other = new FakeGitHub(directory.resolve("other"))) {
            github.move("acme/moved", other.address().web() + "/acme/moved.git");

            assertRefused(
                    "acme/moved",
                    FakeGitHub.TOKEN,
                    host + " cannot be reached (it redirects to another host, http://127.0.0.1): ");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "../..", "acme/..", "acme/.", "./shop", "acme/shop/x", "acme/sh op", "a\nb/c"})
    void what_is_no_name(String name) {
        assertRefused(
                name, null, "\"" + name + "\" is not the name of a repository: expected owner/name in GITHUB_REPO.");
        assertThat(github.requests()).isEmpty();
    }

    private void assertRefused(String name, @Nullable Secret token, String sentence) {
        RemoteClone clones = new RemoteClone(
                clones(), github.address(), GitHubTokens.fixed(token), CloneProgress.SILENT, Duration.ofSeconds(10));
        assertThatThrownBy(() -> clones.refresh(name, Scope.DEFAULT_BRANCH))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith(sentence)
                .satisfies(e -> assertThat(trace(e)).doesNotContain(FakeGitHub.TOKEN.value(), WRONG.value()));
        assertThat(clones().resolve(github.address().directory()).resolve(name + ".git"))
                .doesNotExist();
        assertThat(Files.exists(clones().resolve(github.address().directory()).resolve(name + ".git.unfinished")))
                .isFalse();
    }

    private void assertUnreachable(String web, String sentence) {
        URI address = URI.create(web);
        RemoteClone clones = new RemoteClone(
                clones(),
                new GitHubAddress(address, address),
                GitHubTokens.fixed(FakeGitHub.TOKEN),
                CloneProgress.SILENT,
                Duration.ofSeconds(5));
        assertThatThrownBy(() -> clones.refresh("acme/secret", Scope.DEFAULT_BRANCH))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith(sentence);
    }

    private Path clones() {
        return directory.resolve("clones");
    }

    private static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
