package io.rootops.app.deployment;

import static io.rootops.app.github.ForgeJson.LONGEST_NAME;
import static io.rootops.app.github.ForgeJson.id;
import static io.rootops.app.github.ForgeJson.sha;
import static io.rootops.app.github.ForgeJson.text;
import static io.rootops.app.github.ForgeJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentNames;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import java.time.Instant;
import java.util.Optional;

/** A run of a workflow in GitHub's JSON, where it is one that deploys. Each attempt is a deployment of its own. */
final class WorkflowRunJson {
    private WorkflowRunJson() {}

    /**
     * Empty where it does not deploy: by its name, or since it is not of the default branch itself. A fork's branch may
     * have the same name.
     */
    static Optional<DeploymentEvent> read(JsonNode run, String defaultBranch) {
        Long id = id(run.path("id"));
        String sha = sha(run.path("head_sha"));
        Instant created = time(run.path("created_at"));
        String name = text(run.path("name"), LONGEST_NAME);
        if (id == null || sha == null || created == null) {
            return Optional.empty();
        }
        boolean ours = run.path("head_branch").asText().equals(defaultBranch)
                && run.at("/head_repository/id").equals(run.at("/repository/id"))
                && !run.path("event").asText().startsWith("pull_request");
        if (!ours || !DeploymentNames.deploys(name, text(run.path("path"), LONGEST_NAME))) {
            return Optional.empty();
        }
        Instant started = time(run.path("run_started_at"));
        Instant updated = time(run.path("updated_at"));
        return Optional.of(DeploymentEvent.told(
                Rung.WORKFLOW_RUN,
                id + "/" + Math.max(1, run.path("run_attempt").asInt(1)),
                Environment.NONE,
                sha,
                defaultBranch,
                name,
                state(run),
                updated == null ? created : updated,
                0,
                started == null ? created : started));
    }

    private static DeploymentState state(JsonNode run) {
        return switch (run.path("status").asText()) {
            case "completed" ->
                switch (run.path("conclusion").asText()) {
                    case "success" -> DeploymentState.SUCCESS;
                    case "failure", "timed_out", "startup_failure" -> DeploymentState.FAILURE;
                    default -> DeploymentState.CANCELLED;
                };
            case "in_progress" -> DeploymentState.IN_PROGRESS;
            default -> DeploymentState.QUEUED;
        };
    }
}
