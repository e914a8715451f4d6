package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.pull.ClosingKeywords;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pull request in GitHub's JSON: the same in events, lists and alone. Whatever it holds may be absent or odd. */
final class PullRequestJson {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_NAME = 300;

    private PullRequestJson() {}

    /** Empty where it lacks what makes it one. */
    static Optional<PullRequest> read(JsonNode json) {
        String head = sha(json.at("/head/sha"));
        String baseSha = sha(json.at("/base/sha"));
        String baseRef = text(json.at("/base/ref"), LONGEST_NAME);
        Instant updated = time(json.path("updated_at"));
        if (head == null || baseSha == null || baseRef == null || updated == null || !number(json.path("number"))) {
            return Optional.empty();
        }
        Instant mergedAt = time(json.path("merged_at"));
        String title = text(json.path("title"), LONGEST_TITLE);
        JsonNode body = json.path("body");
        return Optional.of(new PullRequest(
                json.path("number").asInt(),
                json.path("id").asLong(),
                title == null ? "" : title,
                text(json.at("/user/login"), LONGEST_NAME),
                mergedAt != null
                        ? State.MERGED
                        : json.path("state").asText().equals("open") ? State.OPEN : State.CLOSED,
                json.path("draft").asBoolean(),
                !json.at("/head/repo/id").equals(json.at("/base/repo/id")),
                head,
                baseRef,
                baseSha,
                mergedAt,
                // Of an open one it is a merge that GitHub tries out.
                mergedAt == null ? null : sha(json.path("merge_commit_sha")),
                body.isMissingNode() ? null : ClosingKeywords.issues(body.asText("")),
                updated));
    }

    private static boolean number(JsonNode node) {
        return node.isInt() && node.asInt() > 0;
    }

    private static @Nullable String sha(JsonNode node) {
        return node.isTextual() && SHA.matcher(node.asText()).matches() ? node.asText() : null;
    }

    /** PostgreSQL holds no NUL. */
    static @Nullable String text(JsonNode node, int most) {
        if (!node.isTextual()) {
            return null;
        }
        String text = node.asText().replace("\0", "");
        return text.substring(0, Math.min(most, text.length()));
    }

    private static @Nullable Instant time(JsonNode node) {
        try {
            return node.isTextual() ? OffsetDateTime.parse(node.asText()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
