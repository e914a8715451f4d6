package io.rootops.app.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestJsonTest {
    private static final String OPEN = """
            {"number": 7, "id": 70, "title": "Pay", "user": {"login": "ada"}, "state": "open", "draft": true,
             "body": "Closes #12, fixes: #3 and see #4", "merge_commit_sha": "%2$s",
             "head": {"sha": "%1$s", "repo": {"id": 2}}, "base": {"sha": "%2$s", "ref": "main", "repo": {"id": 1}},
             "updated_at": "2026-05-01T12:00:00Z", "merged_at": null}""".formatted("a".repeat(40), "b".repeat(40));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void anOpenOneHasNoMergeWhateverGitHubTriesOut() throws Exception {
        PullRequest pull = PullRequestJson.read(json.readTree(OPEN)).orElseThrow();

        assertThat(pull.state()).isEqualTo(State.OPEN);
        assertThat(pull.mergeCommitSha()).isNull();
        assertThat(pull.draft()).isTrue();
        assertThat(pull.fromFork()).isTrue();
        assertThat(pull.closes()).containsExactly(3, 12);
        assertThat(pull.authorLogin()).isEqualTo("ada");
    }

    @Test
    void aMergedOneHasOneAndOneThatWasOnlyClosedHasNone() throws Exception {
        ObjectNode merged = (ObjectNode) json.readTree(OPEN);
        merged.put("state", "closed").put("merged_at", "2026-05-01T11:59:59Z").remove("body");
        ObjectNode closed = (ObjectNode) json.readTree(OPEN);
        closed.put("state", "closed").putNull("user");

        assertThat(PullRequestJson.read(merged)).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(State.MERGED);
            assertThat(it.mergeCommitSha()).isEqualTo("b".repeat(40));
            assertThat(it.closes()).as("its text is not told").isNull();
        });
        assertThat(PullRequestJson.read(closed)).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(State.CLOSED);
            assertThat(it.mergeCommitSha()).isNull();
            assertThat(it.authorLogin()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "head", "base", "updated_at"})
    void whatLacksThatIsNone(String field) throws Exception {
        JsonNode without = ((ObjectNode) json.readTree(OPEN)).without(field);

        assertThat(PullRequestJson.read(without)).isEmpty();
        assertThat(PullRequestJson.read(((ObjectNode) json.readTree(OPEN)).put(field, "odd")))
                .isEmpty();
    }
}
