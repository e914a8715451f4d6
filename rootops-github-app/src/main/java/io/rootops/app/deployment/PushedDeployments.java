package io.rootops.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ForgeJson;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentNames;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The weakest signs of a deployment are in pushes: a version is tagged, or the default branch moves on. */
public final class PushedDeployments implements BiConsumer<TrackedRepository, JsonNode> {
    private static final String TAGS = "refs/tags/";
    private static final String BRANCHES = "refs/heads/";

    private final DeploymentMemory deployments;

    public PushedDeployments(DeploymentMemory deployments) {
        this.deployments = deployments;
    }

    @Override
    public void accept(TrackedRepository repository, JsonNode push) {
        read(push).ifPresent(it -> deployments.store(repository.id(), it));
    }

    /** Empty where it is neither, or takes something away. */
    static Optional<DeploymentEvent> read(JsonNode push) {
        String ref = ForgeJson.text(push.path("ref"), ForgeJson.LONGEST_NAME);
        // What was pushed may be the annotation of a tag; this is the commit.
        String sha = ForgeJson.sha(push.at("/head_commit/id"));
        Instant at = ForgeJson.time(push.at("/repository/pushed_at"));
        if (ref == null || sha == null || at == null || push.path("deleted").asBoolean()) {
            return Optional.empty();
        }
        if (ref.startsWith(TAGS) && DeploymentNames.version(ref.substring(TAGS.length()))) {
            String tag = ref.substring(TAGS.length());
            return Optional.of(told(Rung.TAG, tag + " " + sha, sha, tag, at));
        }
        String branch = push.at("/repository/default_branch").asText();
        return ref.equals(BRANCHES + branch) ? Optional.of(told(Rung.PUSH, sha, sha, branch, at)) : Optional.empty();
    }

    private static DeploymentEvent told(Rung source, String id, String sha, String ref, Instant at) {
        return DeploymentEvent.told(source, id, Environment.NONE, sha, ref, null, DeploymentState.SUCCESS, at, 0, at);
    }
}
