package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub tells the App itself: where it is installed, and tokens for these places. github-api asks twice more for
 * each token, and knows no delivery log; so this speaks HTTP itself. Thread-safe.
 */
public final class AppApi {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GitHubAddress github;
    private final GitHubApp app;
    private final AppProof proof;
    private final InstantSource clock;
    private final ForgeClock forgeClock;
    private final WholeAnswers http = new WholeAnswers(PATIENCE);
    private final ObjectMapper json = new ObjectMapper();
    /** 0: not asked for yet. */
    private volatile long number;

    public AppApi(GitHubAddress github, GitHubApp app, InstantSource clock) {
        this(github, app, clock, ahead -> {});
    }

    /** @param clocksDiffer told how far GitHub's clock is ahead when that begins, and nothing when it ends */
    AppApi(GitHubAddress github, GitHubApp app, InstantSource clock, Consumer<Duration> clocksDiffer) {
        this.forgeClock = new ForgeClock(clock, clocksDiffer);
        this.github = github;
        this.app = app;
        this.proof = new AppProof(app);
        this.clock = clock;
    }

    /**
     * A token for one installation.
     *
     * @param expires by GitHub's clock
     */
    public record InstallationToken(Secret token, Instant expires) {}

    /** Everywhere it is installed, suspended places too. */
    public List<AppInstallation> installations() throws ForgeException {
        List<AppInstallation> found = new ArrayList<>();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(api("/app/installations?per_page=100"));
        while (next.isPresent() && asked.add(next.get())) {
            HttpResponse<byte[]> response = asApp("GET", next.get());
            for (JsonNode it : body(response)) {
                found.add(InstallationJson.installation(it));
            }
            next = LimitHeaders.next(response, github.api());
        }
        return found;
    }

    /** @throws ForgeException also when the installation is gone or suspended */
    public InstallationToken token(long installation) throws ForgeException {
        JsonNode answer = body(asApp("POST", api("/app/installations/" + installation + "/access_tokens")));
        String token = answer.path("token").asText("");
        if (token.isEmpty()) {
            throw problem(new IOException("no token in the answer")).other();
        }
        return new InstallationToken(
                new Secret(token), time(answer.path("expires_at").asText()));
    }

    /** @param next to ask for the next page with; null: there is none */
    record Answer(JsonNode body, @Nullable String next) {}

    /**
     * What the App itself may read.
     *
     * @param path of the API, or what the page before had for the next one
     * @return empty when there is no such thing, or no more
     */
    Optional<Answer> find(String path) throws ForgeException {
        HttpResponse<byte[]> response = proven("GET", address(path));
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(new Answer(
                        body(answered(response)),
                        LimitHeaders.next(response, github.api())
                                .map(URI::toString)
                                .orElse(null)));
    }

    /** What every GitHub has is not there. */
    ForgeException gone(String path) {
        return problem(new IOException("status 404 of " + path)).answered(404, "GET " + path);
    }

    /** GitHub keeps none. */
    ForgeException noDeliveryLog() {
        return problem(new IOException("status 404")).noDeliveryLog();
    }

    /** How far GitHub's clock was ahead of ours when it last answered; zero: less than half a minute, negative: behind. */
    public Duration clockAhead() {
        return forgeClock.ahead();
    }

    /** The time by GitHub's clock, as far as ours was refused. */
    Instant signingTime() {
        return forgeClock.now();
    }

    /** The App's number, which GitHub is asked for where the settings have its client ID. */
    public long number() throws ForgeException {
        if (number == 0) {
            number = app.id().matches("[0-9]{1,18}")
                    ? Long.parseLong(app.id())
                    : body(asApp("GET", api("/app"))).path("id").asLong();
        }
        return number;
    }

    private HttpResponse<byte[]> asApp(String method, URI address) throws ForgeException {
        return answered(proven(method, address));
    }

    private HttpResponse<byte[]> proven(String method, URI address) throws ForgeException {
        HttpResponse<byte[]> response = send(method, address);
        return response.statusCode() == 401 && forgeClock.corrected(response) ? send(method, address) : response;
    }

    private HttpResponse<byte[]> answered(HttpResponse<byte[]> response) throws ForgeException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response;
        }
        GitHubProblem problem = problem(new IOException("status " + status));
        throw switch (status) {
            case 401 -> problem.appRefused(app.id());
            case 403, 429 ->
                LimitHeaders.until(response, clock.instant())
                        .map(problem::rateLimited)
                        .orElseGet(() -> status == 429 || secondaryLimit(response)
                                ? problem.rateLimited(null)
                                : problem.appForbidden(status));
            case 404 -> problem.notInstalled();
            default -> problem.answered(status);
        };
    }

    /** GitHub does not always say in a header that it wants us to wait. */
    private static boolean secondaryLimit(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .contains("secondary rate");
    }

    private HttpResponse<byte[]> send(String method, URI address) throws ForgeException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "RootOps")
                .header(
                        "Authorization",
                        "Bearer " + proof.token(forgeClock.now()).value())
                .method(method, BodyPublishers.noBody());
        try {
            HttpResponse<byte[]> response = http.to(request);
            forgeClock.answered(response);
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(new InterruptedIOException("stopped while asking")).other();
        } catch (IOException e) {
            GitHubProblem problem = problem(e);
            throw problem.unreachable().orElseGet(problem::other);
        }
    }

    private JsonNode body(HttpResponse<byte[]> response) throws ForgeException {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            // Jackson would quote the answer, which may hold a token.
            throw problem(new IOException("an answer that is no JSON")).other();
        }
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            // GitHub's last for an hour.
            return forgeClock.now().plus(Duration.ofMinutes(50));
        }
    }

    private URI address(String pathOrAddress) {
        return pathOrAddress.startsWith("/") ? api(pathOrAddress) : URI.create(pathOrAddress);
    }

    private URI api(String path) {
        return URI.create(github.api() + path);
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.api(), GitHubTokens.Identity.APP, cause);
    }
}
