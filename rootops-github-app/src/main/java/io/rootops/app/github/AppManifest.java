package io.rootops.app.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub is to make: the least that RootOps works with. By GitHub's document "Registering a GitHub App from a
 * manifest".
 */
public final class AppManifest {
    /** Each with what it is for, which the guide and the page say. */
    static final Map<String, String> PERMISSIONS = permissions();

    static final List<String> EVENTS = List.of(
            "push",
            "pull_request",
            "pull_request_review",
            "deployment",
            "deployment_status",
            "release",
            "workflow_run",
            "check_suite",
            "check_run",
            "status",
            "issues",
            "repository");
    private static final int LONGEST_NAME = 34;

    private final ObjectMapper json = new ObjectMapper();
    private final boolean comments;

    /** @param comments whether it is to write comments on pull requests */
    public AppManifest(boolean comments) {
        this.comments = comments;
    }

    /** The same, and what more comments on pull requests need. */
    static Map<String, String> permissions(boolean comments) {
        Map<String, String> needed = new LinkedHashMap<>(PERMISSIONS);
        if (comments) {
            needed.put("pull_requests", "write");
        }
        return needed;
    }

    /**
     * The manifest.
     *
     * @param name unique on all of GitHub; people may change it there
     * @param home where people find this RootOps
     * @param webhook where GitHub reaches it; null: it cannot, and there is no webhook
     * @param back where the person is sent to when the App is made
     */
    public String of(String name, URI home, @Nullable URI webhook, URI back) {
        ObjectNode manifest = json.createObjectNode()
                .put("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .put("url", home.toString())
                .put("redirect_url", back.toString())
                .put("public", false)
                .put("description", "Scores each commit by the risk that it will have to be fixed or reverted.");
        permissions(comments).forEach(manifest.putObject("default_permissions")::put);
        if (webhook != null) {
            // GitHub takes neither events without a webhook, nor a webhook without an address, active or not.
            manifest.putObject("hook_attributes").put("url", webhook.toString()).put("active", true);
            EVENTS.forEach(manifest.putArray("default_events")::add);
        }
        return manifest.toString();
    }

    private static Map<String, String> permissions() {
        Map<String, String> permissions = new LinkedHashMap<>();
        permissions.put("metadata", "read");
        permissions.put("contents", "read");
        permissions.put("pull_requests", "read");
        permissions.put("issues", "read");
        permissions.put("deployments", "read");
        permissions.put("actions", "read");
        permissions.put("statuses", "read");
        permissions.put("checks", "write");
        return permissions;
    }
}
