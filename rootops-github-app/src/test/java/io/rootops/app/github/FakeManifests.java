package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an App by a manifest as GitHub does: its form takes what a browser posts, checks it as GitHub's document says, and
 * leads back with a code that is exchanged once. The answer has the shape of {@code POST /app-manifests/{code}/conversions}
 * in GitHub's OpenAPI description.
 */
public final class FakeManifests {
    public static final long ID = 77;
    public static final String WEBHOOK_SECRET = "made-by-github-for-the-app";

    private final ObjectMapper json = new ObjectMapper();
    private final KeyPair keys;
    private final Map<String, JsonNode> codes = new HashMap<>();
    private @Nullable String posted;

    public FakeManifests(KeyPair keys) {
        this.keys = keys;
    }

    /** The whole form that was posted last; null: none. */
    public synchronized @Nullable String posted() {
        return posted;
    }

    /** {@code POST /settings/apps/new} and that of an organisation. */
    synchronized FakeGitHub.Answer form(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posted = form;
        JsonNode manifest = json.readTree(
                URLDecoder.decode(form.replaceFirst("^(?:.*&)?manifest=([^&]*).*$", "$1"), StandardCharsets.UTF_8));
        String problem = problem(manifest);
        if (problem != null) {
            return new FakeGitHub.Answer(422, Map.of(), "Invalid GitHub App configuration: " + problem);
        }
        String code = "c0de" + codes.size();
        codes.put(code, manifest);
        String state = exchange.getRequestURI().getRawQuery().replaceFirst("^.*state=", "");
        return new FakeGitHub.Answer(
                302,
                Map.of("Location", manifest.path("redirect_url").asText() + "?code=" + code + "&state=" + state),
                "");
    }

    private static @Nullable String problem(JsonNode manifest) {
        if (!manifest.path("url").asText().startsWith("http")
                || !manifest.path("redirect_url").asText().startsWith("http")) {
            return "\"url\" wasn't supplied";
        }
        if (manifest.path("name").asText().isEmpty()
                || manifest.path("name").asText().length() > 34) {
            return "the name is too long";
        }
        JsonNode hook = manifest.path("hook_attributes");
        if (hook.isObject()
                && (!hook.path("url").asText().startsWith("http")
                        || hook.path("url").asText().contains("localhost"))) {
            return "the hook's \"url\" wasn't supplied or is not reachable";
        }
        return hook.isMissingNode() && manifest.has("default_events") ? "events without a hook" : null;
    }

    /** {@code POST /app-manifests/{code}/conversions}. */
    synchronized FakeGitHub.Answer convert(String code, URI web) {
        JsonNode manifest = codes.remove(code);
        if (manifest == null) {
            return new FakeGitHub.Answer(404, Map.of(), "{\"message\":\"Not Found\"}");
        }
        boolean hook = manifest.has("hook_attributes");
        return new FakeGitHub.Answer(
                201,
                Map.of(),
                json.createObjectNode()
                        .put("id", ID)
                        .put("slug", "rootops-for-octo")
                        .put("node_id", "MDExOkludGVncmF0aW9uMQ==")
                        .put("client_id", "Iv1.8a61f9b3a7aba766")
                        .put("client_secret", "never-stored-client-secret")
                        .put("webhook_secret", hook ? WEBHOOK_SECRET : null)
                        .put("pem", pkcs1())
                        .put("name", manifest.path("name").asText())
                        .put("html_url", web + "/apps/rootops-for-octo")
                        .put("external_url", manifest.path("url").asText())
                        .put("created_at", "2026-01-01T00:00:00Z")
                        .put("updated_at", "2026-01-01T00:00:00Z")
                        .set(
                                "owner",
                                json.createObjectNode().put("login", "octo").put("id", 1))
                        .toString());
    }

    /** As GitHub hands it out; what stands before it in PKCS#8 has 26 bytes for a key of 2,048 bits. */
    private String pkcs1() {
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        return "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Arrays.copyOfRange(pkcs8, 26, pkcs8.length))
                + "\n-----END RSA PRIVATE KEY-----\n";
    }
}
