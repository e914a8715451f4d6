package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
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
    private static final Pattern TYPE = Pattern.compile("dev\\.cdevents\\.([a-z]+\\.[a-z]+)(\\.[0-9].*)?");
    private static final int LONGEST_KEY = 255;
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
        Matcher type = TYPE.matcher(event.type());
        Boolean runs = type.matches() ? RUNS.get(type.group(1)) : null;
        if (runs == null) {
            return Optional.empty();
        }
        JsonNode data = event.data();
        if (!data.isObject()) {
            throw new MalformedEventException("data", "a CDEvent as a JSON object with context and subject");
        }
        JsonNode content = data.at("/subject/content");
        JsonNode custom = data.path("customData");
        String artifactId = Fields.text(content.path("artifactId"), "subject.content.artifactId");
        Artifact artifact = artifactId == null ? Artifact.UNKNOWN : Artifact.of(artifactId);
        String sha = sha(custom);
        String version = Fields.text(custom.path("version"), "customData.version");
        return Optional.of(new ServiceEvent(
                id(event),
                runs,
                service(data),
                environment(content.path("environment")),
                Fields.text(custom.path("repository"), "customData.repository"),
                artifact.repositories(),
                artifact.certain(),
                sha == null ? artifact.sha() : sha,
                version == null ? artifact.version() : version,
                time(event, data)));
    }

    /** A long one by what it hashes to: it is a key. */
    private static String id(CloudEvent event) {
        String id = event.source() + ":" + event.id();
        return id.length() > LONGEST_KEY
                ? UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString()
                : id;
    }

    /** Its last part, where it is a path. */
    private static String service(JsonNode data) throws MalformedEventException {
        String id = Fields.needed(Fields.text(data.at("/subject/id"), "subject.id"), "subject.id");
        String name = id.replaceFirst("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return name.isEmpty() ? id : name;
    }

    private static String environment(JsonNode environment) throws MalformedEventException {
        String name = "subject.content.environment.id";
        String id = Fields.text(environment.isObject() ? environment.path("id") : environment, name);
        String key = Fields.text(id, name, LONGEST_KEY);
        return key == null ? "" : key;
    }

    private static @Nullable String sha(JsonNode custom) throws MalformedEventException {
        String sha = Fields.text(custom.path("sha"), "customData.sha");
        if (sha != null && !SHA.matcher(sha).matches()) {
            throw new MalformedEventException("customData.sha", "the 40 digits of a commit's sha");
        }
        return sha == null ? null : sha.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant time(CloudEvent event, JsonNode data) throws MalformedEventException {
        return event.time() != null
                ? event.time()
                : Fields.time(Fields.text(data.at("/context/timestamp"), "context.timestamp"), "context.timestamp");
    }
}
