package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.FakeGitHub;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The jar beside a GitHub, and what its overview says. */
record GitHubRun(RootOpsProcess rootops) implements AutoCloseable {

    /** @param settings besides the addresses, and instead of a poll every 10 seconds */
    static GitHubRun start(Path home, FakeGitHub github, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_URL", github.address().web().toString(),
                "GITHUB_API_URL", github.address().api().toString(),
                "POLL_GITHUB_INTERVAL_SECONDS", "10"));
        environment.putAll(settings);
        return new GitHubRun(RootOpsProcess.start(home, environment, "serve"));
    }

    /**
     * A repository of one commit.
     *
     * @return its sha
     */
    static String fill(FakeGitHub github, String name, boolean isPrivate) throws IOException {
        try (GitFixture repository = GitFixture.bare(github.add(name, isPrivate))) {
            return repository
                    .commit()
                    .file("A.java", "class A {}\n// " + name + "\n")
                    .on("main");
        }
    }

    JsonNode await(String name, String state) {
        rootops.await(
                name + " to be " + state,
                () -> repository(name).path("state").asText().equals(state));
        return repository(name);
    }

    /** Why a repository cannot be read, as soon as that is so. */
    String problem(String name) {
        return await(name, "failed").path("problem").asText();
    }

    /** A clear sentence wherever people look, while everything else goes on. */
    void assertSaid(String sentence) throws Exception {
        assertThat(rootops.get("/dashboard").body()).contains(sentence);
        assertThat(check().path("state").asText()).isEqualTo("fail");
        assertThat(check().path("fix").asText()).contains(sentence);
        assertThat(rootops.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(rootops.json("/readyz").path("degraded"))
                .extracting(JsonNode::asText)
                .contains("github");
        assertThat(rootops.log()).contains(sentence).doesNotContain("\tat ");
    }

    JsonNode repository(String name) {
        return element("repositories", "name", name);
    }

    /** What is said of GitHub as a whole. */
    JsonNode check() {
        return element("backends", "subject", "github");
    }

    List<String> choices() {
        return elements("choices").map(it -> it.path("name").asText()).toList();
    }

    boolean knows(String sha) {
        return !commit(sha).path("sha").isMissingNode();
    }

    JsonNode commit(String sha) {
        return json("/api/dashboard/commits/" + sha);
    }

    private JsonNode element(String list, String key, String value) {
        return elements(list)
                .filter(it -> it.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> elements(String list) {
        return StreamSupport.stream(json("/api/dashboard/overview").path(list).spliterator(), false);
    }

    JsonNode json(String path) {
        try {
            return rootops.json(path);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        rootops.close();
    }
}
