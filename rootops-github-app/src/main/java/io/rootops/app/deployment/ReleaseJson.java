package io.rootops.app.deployment;

import static io.rootops.app.github.ForgeJson.LONGEST_NAME;
import static io.rootops.app.github.ForgeJson.id;
import static io.rootops.app.github.ForgeJson.text;
import static io.rootops.app.github.ForgeJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A release in GitHub's JSON. Its commit is that of its tag, which has to be asked for: what it was made of, the
 * {@code target_commitish}, says nothing where the tag was there before.
 */
final class ReleaseJson {
    private static final Set<String> CHANGES = Set.of("edited", "released", "unpublished");

    private ReleaseJson() {}

    /**
     * Empty where it lacks what makes it one.
     *
     * @param action of the event; empty in a list
     * @param told when the list was asked for, or the event came
     */
    static Optional<DeploymentEvent> read(JsonNode release, String action, Instant told) {
        Long id = id(release.path("id"));
        Instant created = time(release.path("created_at"));
        String tag = text(release.path("tag_name"), LONGEST_NAME);
        if (id == null || created == null || tag == null) {
            return Optional.empty();
        }
        Instant published = time(release.path("published_at"));
        Instant updated = time(release.path("updated_at"));
        DeploymentState state = state(release, action, published);
        Instant at = updated != null ? updated : published != null ? published : created;
        return Optional.of(new DeploymentEvent(
                Rung.RELEASE,
                Long.toString(id),
                Environment.NONE,
                null,
                tag,
                text(release.path("name"), LONGEST_NAME),
                state,
                at,
                // GitHub may not say when it was changed. What a list says stands now, and a change came after the
                // publishing,
                // of which events may come late.
                action.isEmpty() || CHANGES.contains(action) ? told.getEpochSecond() : 0,
                created,
                null,
                state == DeploymentState.SUCCESS ? published : null,
                null));
    }

    private static DeploymentState state(JsonNode release, String action, @Nullable Instant published) {
        if (action.equals("deleted")) {
            return DeploymentState.DELETED;
        }
        if (action.equals("unpublished") || release.path("draft").asBoolean() || published == null) {
            return DeploymentState.DRAFT;
        }
        return release.path("prerelease").asBoolean() ? DeploymentState.PRERELEASE : DeploymentState.SUCCESS;
    }
}
