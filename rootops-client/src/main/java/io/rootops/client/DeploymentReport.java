package io.rootops.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, told to RootOps so that it is watched. Texts have at most 200 characters. Null: not told.
 *
 * @param repository owner/name; needed where RootOps follows several
 * @param sha the 40 digits of the commit that was deployed; it need not be known yet
 * @param environment where to, such as {@code production}
 * @param service without it, all services that are known to be of the repository
 * @param version such as a tag
 * @param source what tells of it, such as {@code jenkins}
 * @param externalId the deployment's name there: told twice under it, it is one. Without it a report is not tried again
 * @param state how far it is
 * @param deployedAt when it got its state, in the last 14 days; null: now
 */
public record DeploymentReport(
        @Nullable String repository,
        @Nullable String sha,
        @Nullable String environment,
        @Nullable String service,
        @Nullable String version,
        @Nullable String source,
        @Nullable String externalId,
        State state,
        @Nullable Instant deployedAt) {

    /** How far it is. */
    public enum State {
        /** It serves. */
        SUCCESS,
        /** It is on its way. */
        IN_PROGRESS,
        /** It came to nothing. */
        FAILURE
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "repository", repository);
        put(json, "sha", sha);
        put(json, "environment", environment);
        put(json, "service", service);
        put(json, "version", version);
        put(json, "source", source);
        put(json, "external_id", externalId);
        put(json, "state", state.name().toLowerCase(Locale.ROOT));
        put(json, "deployed_at", deployedAt == null ? null : deployedAt.toString());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
