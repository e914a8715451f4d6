package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Gets the App that GitHub made by a manifest, with its secrets; GitHub tells them once. */
public final class ManifestConversion {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GitHubAddress github;
    private final WholeAnswers http = new WholeAnswers(PATIENCE);
    private final ObjectMapper json = new ObjectMapper();

    public ManifestConversion(GitHubAddress github) {
        this.github = github;
    }

    /**
     * Asks for it.
     *
     * @param code that GitHub gave the person; letters and digits
     * @throws ForgeException when it is unknown, used or older than an hour, or GitHub does not answer
     */
    public RegisteredApp convert(String code) throws ForgeException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(github.api() + "/app-manifests/" + code + "/conversions"))
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "RootOps")
                .POST(BodyPublishers.noBody());
        HttpResponse<byte[]> response;
        try {
            response = http.to(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(new InterruptedIOException("stopped while asking")).other();
        } catch (IOException e) {
            GitHubProblem problem = problem(e);
            throw problem.unreachable().orElseGet(problem::other);
        }
        return switch (response.statusCode()) {
            case 201 -> app(response.body());
            case 404, 422 ->
                throw problem(new IOException("status " + response.statusCode()))
                        .unknownCode();
            default ->
                throw problem(new IOException("status " + response.statusCode()))
                        .answered(response.statusCode());
        };
    }

    private RegisteredApp app(byte[] body) throws ForgeException {
        JsonNode answer;
        try {
            answer = json.readTree(body);
        } catch (IOException e) {
            // Jackson would quote the answer, which holds secrets.
            throw problem(new IOException("an answer that is no JSON")).other();
        }
        URI page;
        try {
            page = URI.create(answer.path("html_url").asText());
        } catch (IllegalArgumentException e) {
            throw problem(new IOException("an App without an address")).other();
        }
        RegisteredApp app = new RegisteredApp(
                answer.path("id").asLong(),
                answer.path("slug").asText(),
                answer.path("name").asText(),
                answer.path("owner").path("login").asText(),
                page,
                new Secret(answer.path("pem").asText()),
                answer.hasNonNull("webhook_secret")
                        ? new Secret(answer.path("webhook_secret").asText())
                        : null);
        if (app.id() == 0 || !SameHost.same(github.web(), page)) {
            throw problem(new IOException("an answer that is no App of this host"))
                    .other();
        }
        try {
            app.asApp();
        } catch (IllegalArgumentException e) {
            throw problem(new IOException("an App without a private key")).other();
        }
        return app;
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.api(), GitHubTokens.Identity.ANYBODY, cause);
    }
}
