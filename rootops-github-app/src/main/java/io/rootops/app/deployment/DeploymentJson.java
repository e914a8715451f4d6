package io.rootops.app.deployment;

import static io.rootops.app.github.ForgeJson.LONGEST_NAME;
import static io.rootops.app.github.ForgeJson.flag;
import static io.rootops.app.github.ForgeJson.id;
import static io.rootops.app.github.ForgeJson.sha;
import static io.rootops.app.github.ForgeJson.text;
import static io.rootops.app.github.ForgeJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A deployment and its statuses in GitHub's JSON: the same in events and in lists. */
final class DeploymentJson {
    private static final Map<String, DeploymentState> STATES = Map.of(
            "queued", DeploymentState.QUEUED,
            "waiting", DeploymentState.QUEUED,
            "pending", DeploymentState.PENDING,
            "in_progress", DeploymentState.IN_PROGRESS,
            "success", DeploymentState.SUCCESS,
            "failure", DeploymentState.FAILURE,
            "error", DeploymentState.ERROR,
            "inactive", DeploymentState.INACTIVE);

    private DeploymentJson() {}

    /** As it was asked for, before any status; empty where it lacks what makes it one. */
    static Optional<DeploymentEvent> asked(JsonNode deployment) {
        Long id = id(deployment.path("id"));
        String sha = sha(deployment.path("sha"));
        Instant created = time(deployment.path("created_at"));
        if (id == null || sha == null || created == null) {
            return Optional.empty();
        }
        return Optional.of(DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                Long.toString(id),
                environment(deployment),
                sha,
                text(deployment.path("ref"), LONGEST_NAME),
                null,
                DeploymentState.PENDING,
                created,
                0,
                created));
    }

    /**
     * By one of its statuses, which may tell of another environment than the deployment itself.
     *
     * @param asked the deployment
     */
    static Optional<DeploymentEvent> status(DeploymentEvent asked, JsonNode status) {
        DeploymentState state = STATES.get(status.path("state").asText());
        Instant at = time(status.path("created_at"));
        Long number = id(status.path("id"));
        if (state == null || at == null || number == null) {
            return Optional.empty();
        }
        String name = text(status.path("environment"), LONGEST_NAME);
        Environment environment = name == null
                        || name.isBlank()
                        || name.equals(asked.environment().name())
                ? asked.environment()
                : new Environment(name, null, asked.environment().saidTransient());
        return Optional.of(DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                asked.externalId(),
                environment,
                asked.sha(),
                asked.ref(),
                null,
                state,
                at,
                number,
                asked.createdAt()));
    }

    private static Environment environment(JsonNode deployment) {
        String name = text(deployment.path("environment"), LONGEST_NAME);
        return new Environment(
                name == null ? "" : name,
                flag(deployment.path("production_environment")),
                flag(deployment.path("transient_environment")));
    }
}
