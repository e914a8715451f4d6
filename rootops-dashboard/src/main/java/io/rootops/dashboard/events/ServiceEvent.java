package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a CDEvent tells of a service: that a version of it runs in an environment now, or that it runs there no more.
 *
 * @param id that is the same however often it is told
 * @param runs false: it was removed
 * @param environment empty: it names none
 * @param repository as {@code owner/name}, that the event itself names; null: none
 * @param artifacts as {@code owner/name}, where its artifact may be from; empty: it does not say
 * @param certain that it is from one of these and no other
 * @param sha full and lower-case; null: it names none
 * @param version null: it names none
 * @param at null: it does not say
 */
public record ServiceEvent(
        String id,
        boolean runs,
        String service,
        String environment,
        @Nullable String repository,
        List<String> artifacts,
        boolean certain,
        @Nullable String sha,
        @Nullable String version,
        @Nullable Instant at) {
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Map<String, Boolean> RUNS = Map.of(
            "service.deployed", true,
            "service.upgraded", true,
            "service.rolledback", true,
            "service.removed", false);

    /**
     * Empty: an event that RootOps has no use for.
     *
     * @throws MalformedEventException when it is one of a service and cannot be read
     */
    public static Optional<ServiceEvent> of(CloudEvent event) throws MalformedEventException {
        Optional<CdEvent> told = CdEvent.of(event, RUNS.keySet());
        if (told.isEmpty()) {
            return Optional.empty();
        }
        CdEvent it = told.get();
        JsonNode content = it.content();
        JsonNode custom = it.data().path("customData");
        String artifactId = Fields.text(content.path("artifactId"), "subject.content.artifactId");
        Artifact artifact = artifactId == null ? Artifact.UNKNOWN : Artifact.of(artifactId);
        String sha = sha(custom);
        String version = Fields.text(custom.path("version"), "customData.version");
        return Optional.of(new ServiceEvent(
                event.key(),
                RUNS.getOrDefault(it.type(), false),
                CdEvent.lastPart(it.subject()),
                it.environment(),
                it.repository(),
                artifact.repositories(),
                artifact.certain(),
                sha == null ? artifact.sha() : sha,
                version == null ? artifact.version() : version,
                it.at()));
    }

    private static @Nullable String sha(JsonNode custom) throws MalformedEventException {
        String sha = Fields.text(custom.path("sha"), "customData.sha");
        if (sha != null && !SHA.matcher(sha).matches()) {
            throw new MalformedEventException("customData.sha", "the 40 digits of a commit's sha");
        }
        return sha == null ? null : sha.toLowerCase(Locale.ROOT);
    }
}
