package io.rootops.client;

import io.rootops.client.RootOpsException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a RootOps server, and tells it of deployments. No call takes longer than its settings say: what could pass is tried
 * once more, and after three calls in a row that found RootOps away none is tried for a minute. It follows no redirect, so
 * that the token goes nowhere else. Thread-safe; keep one for a server, as it keeps connections and answers.
 */
public final class RootOpsClient {
    private static final int MOST_SHAS = 100;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{7,64}");

    private final URI server;
    private final Calls calls;

    /**
     * Opens no connection yet.
     *
     * @param settings of the server
     * @param http with the caller's proxy, trusted certificates and threads; how long to connect, redirects and version are set
     *     here
     */
    public RootOpsClient(ClientSettings settings, HttpClient.Builder http) {
        this(settings, http, InstantSource.system());
    }

    RootOpsClient(ClientSettings settings, HttpClient.Builder http, InstantSource clock) {
        this.server = settings.server();
        this.calls = new Calls(settings, http, clock);
    }

    /**
     * Asks whether RootOps is there and knows the token.
     *
     * @return what it says of itself
     * @throws RootOpsException where it is not, or does not
     */
    public Ping ping() throws RootOpsException {
        return Ping.of(calls.get("/api/v1/ping", Duration.ZERO));
    }

    /**
     * The risk of a commit; PENDING where it has no score by the end of the wait.
     *
     * @param repository owner/name; null: whichever has the commit
     * @param sha complete, or from 7 digits
     * @param wait for a score that is not there yet, in whole seconds; more than 30 are 30; the call may take that much longer
     * @return with the commit's complete sha
     * @throws RootOpsException such as UNKNOWN_REPOSITORY, UNKNOWN_COMMIT, or AMBIGUOUS for a short sha
     */
    public CommitRisk risk(@Nullable String repository, String sha, Duration wait) throws RootOpsException {
        Duration patience = wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        String query = patience.toSeconds() == 0 ? "" : "?wait=" + patience.toSeconds();
        return CommitRisk.of(
                calls.get("/api/v1" + below(repository) + "/commits/" + sha(sha) + "/risk" + query, patience),
                repository,
                sha);
    }

    /**
     * The risks of several commits of one repository; one that is not known has the status UNKNOWN.
     *
     * @param repository owner/name
     * @param shas at most 100
     * @return as RootOps lists them; none for none
     * @throws RootOpsException where there is no answer, such as UNKNOWN_REPOSITORY
     * @throws IllegalArgumentException for more than 100
     */
    public List<CommitRisk> risks(String repository, List<String> shas) throws RootOpsException {
        if (shas.size() > MOST_SHAS) {
            throw new IllegalArgumentException(
                    shas.size() + " commits at once; expected at most " + MOST_SHAS + ". Ask in parts.");
        }
        if (shas.isEmpty()) {
            return List.of();
        }
        for (String sha : shas) {
            sha(sha);
        }
        return calls.ask("/api/v1" + below(repository) + "/commits/risk", Map.of("shas", List.copyOf(shas)))
                .objects("items", it -> CommitRisk.of(it, repository, null));
    }

    /**
     * Whether a commit is safe to deploy now.
     *
     * @param repository owner/name; null: the only one
     * @param sha complete or short
     * @param environment where to; null: production
     * @param service where services of the repository are deployed apart, which one; null: not apart
     * @return a verdict, of which UNKNOWN is no reason to wait
     * @throws RootOpsException where there is no answer
     */
    public Gate gate(@Nullable String repository, String sha, @Nullable String environment, @Nullable String service)
            throws RootOpsException {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("repository", repository);
        parameters.put("sha", sha(sha));
        parameters.put("environment", environment);
        parameters.put("service", service);
        String query = parameters.entrySet().stream()
                .filter(it -> it.getValue() != null && !it.getValue().isBlank())
                .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return Gate.of(calls.get("/api/v1/gate?" + query, Duration.ZERO), server);
    }

    /**
     * Tells of a deployment.
     *
     * @param report what is told
     * @throws RootOpsException where RootOps has not said that it has it
     */
    public void deployment(DeploymentReport report) throws RootOpsException {
        calls.tell("/api/v1/intelligence/deployment", report.json(), report.externalId());
    }

    private static String below(@Nullable String repository) throws RootOpsException {
        if (repository == null) {
            return "";
        }
        List<String> names = List.of(repository.split("/", -1));
        if (names.size() != 2 || names.stream().anyMatch(it -> it.isBlank() || it.equals(".") || it.equals(".."))) {
            throw new RootOpsException(
                    Kind.REFUSED,
                    "The repository is called '" + JsonObject.clean(repository)
                            + "'; expected owner/name, such as acme/shop.");
        }
        return "/repositories/" + encoded(names.get(0)) + "/" + encoded(names.get(1));
    }

    private static String sha(String sha) throws RootOpsException {
        if (!SHA.matcher(sha).matches()) {
            throw new RootOpsException(
                    Kind.REFUSED,
                    "The commit is called '" + JsonObject.clean(sha)
                            + "'; expected its sha, 7 hexadecimal digits or more.");
        }
        return sha;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
