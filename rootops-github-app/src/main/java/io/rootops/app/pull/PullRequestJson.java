package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ForgeJson;
import io.rootops.core.pull.ClosingKeywords;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import java.time.Instant;
import java.util.Optional;

/** A pull request in GitHub's JSON: the same in events, lists and alone. Whatever it holds may be absent or odd. */
final class PullRequestJson {
    private PullRequestJson() {}

    /** Empty where it lacks what makes it one. */
    static Optional<PullRequest> read(JsonNode json) {
        String head = ForgeJson.sha(json.at("/head/sha"));
        String baseSha = ForgeJson.sha(json.at("/base/sha"));
        String baseRef = ForgeJson.text(json.at("/base/ref"), ForgeJson.LONGEST_NAME);
        Instant updated = ForgeJson.time(json.path("updated_at"));
        if (head == null || baseSha == null || baseRef == null || updated == null || !number(json.path("number"))) {
            return Optional.empty();
        }
        Instant mergedAt = ForgeJson.time(json.path("merged_at"));
        String title = ForgeJson.text(json.path("title"), ForgeJson.LONGEST_TITLE);
        JsonNode body = json.path("body");
        return Optional.of(new PullRequest(
                json.path("number").asInt(),
                json.path("id").asLong(),
                title == null ? "" : title,
                ForgeJson.text(json.at("/user/login"), ForgeJson.LONGEST_NAME),
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
                mergedAt == null ? null : ForgeJson.sha(json.path("merge_commit_sha")),
                body.isMissingNode() ? null : ClosingKeywords.issues(body.asText("")),
                updated));
    }

    private static boolean number(JsonNode node) {
        return node.isInt() && node.asInt() > 0;
    }
}
