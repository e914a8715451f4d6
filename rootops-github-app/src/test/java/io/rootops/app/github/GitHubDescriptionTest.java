package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GitHubDescriptionTest {
    private static final String CHECK_RUNS = "/repos/acme/shop/check-runs";

    @Test
    void tellsWhatGitHubWouldNotTake() {
        assertThat(problems("GET", "/repos/acme/shop/pulls", "state=open&sort=updated", ""))
                .isEmpty();
        assertThat(problems("GET", "/repos/acme/shop/commits/a1/check-runs", "check_name=RootOps&filter=latest", ""))
                .isEmpty();
        assertThat(problems("GET", "/repos/acme/shop/statuses/a1", null, "")).isEmpty();
        assertThat(problems("GET", "/repos/acme/shop/pulls", "status=open", ""))
                .containsExactly("GET /repos/{owner}/{repo}/pulls: no parameter status");
        assertThat(problems("GET", "/repos/acme/shop/pull", null, ""))
                .containsExactly("GitHub has no GET /repos/acme/shop/pull");
        assertThat(problems("POST", CHECK_RUNS, null, ""))
                .singleElement()
                .asString()
                .endsWith("a body is missing");
        assertThat(problems("POST", CHECK_RUNS, null, "{\"name\":\"RootOps\"}"))
                .anyMatch(it -> it.contains("head_sha"));
        assertThat(problems("POST", CHECK_RUNS, null, "{\"name\":\"RootOps\",\"head_sha\":7}"))
                .anyMatch(it -> it.contains("head_sha"));
        assertThat(problems("POST", "/repos/acme/shop/issues/1/comments", null, "{\"body\":\"Hi\",\"to\":\"all\"}"))
                .singleElement()
                .asString()
                .endsWith("no property to");
        assertThat(problems("POST", CHECK_RUNS, null, "{\"name\":\"RootOps\",\"head_sha\":\"a1\"}"))
                .isEmpty();
    }

    @Test
    void tellsWhatGitHubWouldNotAnswer() {
        assertThat(answerProblems("GET", "/repos/acme/shop/pulls", 200, "[{\"number\":1,\"state\":\"open\"}]"))
                .isEmpty();
        assertThat(answerProblems("GET", "/repos/acme/shop/pulls", 200, "[{\"number\":\"1\"}]"))
                .singleElement()
                .asString()
                .startsWith("the answer to GET /repos/{owner}/{repo}/pulls: ")
                .contains("integer expected");
        assertThat(answerProblems("GET", "/repos/acme/shop/pulls", 200, "{}"))
                .singleElement()
                .asString()
                .endsWith("object found, array expected");
        assertThat(answerProblems("GET", "/repos/acme/shop/pulls", 200, "[{\"base\":{\"shaa\":\"a1\"}}]"))
                .containsExactly("the answer to GET /repos/{owner}/{repo}/pulls: no field answer[].base.shaa");
        assertThat(answerProblems("POST", CHECK_RUNS, 201, "{\"conclusion\":\"well\"}"))
                .anyMatch(it -> it.contains("conclusion"));
        assertThat(answerProblems("POST", CHECK_RUNS, 200, "{}"))
                .containsExactly("the answer to POST /repos/{owner}/{repo}/check-runs: answers 200");
        // What tests of failures do.
        assertThat(answerProblems("POST", CHECK_RUNS, 502, "<html>")).isEmpty();
        assertThat(answerProblems("POST", CHECK_RUNS, 201, "{\"concl")).isEmpty();
    }

    private static List<String> answerProblems(String method, String path, int status, String body) {
        assumeThat(GitHubDescription.installed()).as("Node is there").isPresent();
        return GitHubDescription.installed()
                .orElseThrow()
                .answerProblems(method, path, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(String method, String path, @Nullable String query, String body) {
        assumeThat(GitHubDescription.installed()).as("Node is there").isPresent();
        return GitHubDescription.installed()
                .orElseThrow()
                .problems(method, path, query, body.getBytes(StandardCharsets.UTF_8));
    }
}
