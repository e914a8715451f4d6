package io.rootops.app.check;

import static io.rootops.app.github.ForgeJson.LONGEST_NAME;
import static io.rootops.app.github.ForgeJson.id;
import static io.rootops.app.github.ForgeJson.sha;
import static io.rootops.app.github.ForgeJson.text;
import static io.rootops.app.github.ForgeJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Kind;
import io.rootops.core.check.CheckConclusion.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Check runs, check suites and commit statuses in GitHub's JSON. Each is empty where it lacks what makes it one. */
final class CheckJson {
    private CheckJson() {}

    static Optional<CheckConclusion> run(JsonNode run) {
        Instant started = time(run.path("started_at"));
        Instant completed = time(run.path("completed_at"));
        // An app may say that it began before it had said so: what is completed is newer all the same.
        Instant at = Stream.of(started, completed)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Long suite = id(run.at("/check_suite/id"));
        return check(
                run, Kind.CHECK_RUN, suite == null ? 0 : suite, text(run.path("name"), LONGEST_NAME), at, completed);
    }

    /** An app may have several suites of a commit, so each goes by its number. */
    static Optional<CheckConclusion> suite(JsonNode suite) {
        Instant updated = time(suite.path("updated_at"));
        Long id = id(suite.path("id"));
        boolean completed = suite.path("status").asText().equals("completed");
        return updated == null
                ? Optional.empty()
                : check(
                        suite,
                        Kind.CHECK_SUITE,
                        0,
                        id == null ? null : Long.toString(id),
                        updated,
                        completed ? updated : null);
    }

    /** The payload of the event itself. */
    static Optional<CheckConclusion> status(JsonNode status) {
        return status(status, sha(status.path("sha")));
    }

    /** One of a commit's, in a list of which each is the newest of its context. */
    static Optional<CheckConclusion> status(JsonNode status, @Nullable String sha) {
        Long id = id(status.path("id"));
        String context = text(status.path("context"), LONGEST_NAME);
        Instant created = time(status.path("created_at"));
        if (id == null || sha == null || context == null || created == null) {
            return Optional.empty();
        }
        String state = text(status.path("state"), LONGEST_NAME);
        boolean pending = state == null || state.equals("pending");
        return Optional.of(new CheckConclusion(
                sha,
                Kind.STATUS,
                0,
                0,
                context,
                id,
                null,
                pending ? Progress.IN_PROGRESS : Progress.COMPLETED,
                pending ? null : state,
                created,
                pending ? null : created));
    }

    private static Optional<CheckConclusion> check(
            JsonNode json, Kind kind, long suite, @Nullable String name, Instant at, @Nullable Instant completed) {
        Long id = id(json.path("id"));
        String sha = sha(json.path("head_sha"));
        if (id == null || sha == null || name == null) {
            return Optional.empty();
        }
        JsonNode app = json.path("app");
        Long appId = id(app.path("id"));
        Progress progress = progress(json.path("status").asText());
        return Optional.of(new CheckConclusion(
                sha,
                kind,
                appId == null ? 0 : appId,
                suite,
                name,
                id,
                text(app.path("name"), LONGEST_NAME),
                progress,
                progress == Progress.COMPLETED ? text(json.path("conclusion"), LONGEST_NAME) : null,
                at,
                progress == Progress.COMPLETED ? completed : null));
    }

    private static Progress progress(String status) {
        return switch (status) {
            case "completed" -> Progress.COMPLETED;
            case "in_progress" -> Progress.IN_PROGRESS;
            default -> Progress.QUEUED;
        };
    }
}
