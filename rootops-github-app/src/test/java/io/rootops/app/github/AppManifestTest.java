package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppManifestTest {
    /** By GitHub's document "Webhook events and payloads": which permission each event takes. */
    private static final List<String> NEEDED =
            List.of("actions", "checks", "contents", "deployments", "issues", "metadata", "pull_requests", "statuses");

    @Test
    void itAsksForWhatIsHandledAndNoMore() throws Exception {
        JsonNode manifest = new ObjectMapper()
                .readTree(new AppManifest(false)
                        .of(
                                "RootOps",
                                URI.create("https://rootops.example.com"),
                                URI.create("https://rootops.example.com/webhooks/github"),
                                URI.create("https://rootops.example.com/back")));

        assertThat(manifest.path("default_permissions").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(NEEDED);
        assertThat(manifest.path("default_permissions").findValuesAsText("checks"))
                .containsExactly("write");
        assertThat(manifest.path("default_permissions").toString()).containsOnlyOnce("write");
        assertThat(new ObjectMapper().convertValue(manifest.path("default_events"), String[].class))
                .containsExactlyInAnyOrder(
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
    }
}
