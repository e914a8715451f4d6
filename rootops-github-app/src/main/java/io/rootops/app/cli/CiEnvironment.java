package io.rootops.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a build knows of its commit, by the variables that its CI sets.
 *
 * @param ci its name; null: none that is known
 * @param repository owner/name; null: not told
 * @param sha of the commit that is built, of a pull request its own head and not the merge that some CIs make; null: not told
 * @param base sha of what a pull request is to be merged into; null: none is built, or not told
 */
record CiEnvironment(
        @Nullable String ci,
        @Nullable String repository,
        @Nullable String sha,
        @Nullable String base) {
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{40}");
    /** Of an address of git in any form: its last two parts. */
    private static final Pattern REMOTE = Pattern.compile("(?:^|[/:])([\\w.-]+/[\\w.-]+?)(?:\\.git)?/?$");

    static CiEnvironment of(Map<String, String> variables) {
        if (variables.containsKey("GITHUB_ACTIONS")) {
            return gitHub(variables);
        }
        if (variables.containsKey("GITLAB_CI")) {
            String head = sha(variables.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"));
            return new CiEnvironment(
                    "GitLab CI",
                    variables.get("CI_PROJECT_PATH"),
                    head == null ? sha(variables.get("CI_COMMIT_SHA")) : head,
                    sha(variables.get("CI_MERGE_REQUEST_DIFF_BASE_SHA")));
        }
        if (variables.containsKey("CIRCLECI")) {
            String owner = variables.get("CIRCLE_PROJECT_USERNAME");
            String name = variables.get("CIRCLE_PROJECT_REPONAME");
            return new CiEnvironment(
                    "CircleCI",
                    owner == null || name == null ? null : owner + "/" + name,
                    sha(variables.get("CIRCLE_SHA1")),
                    null);
        }
        if (variables.containsKey("BUILDKITE")) {
            return new CiEnvironment(
                    "Buildkite", remote(variables.get("BUILDKITE_REPO")), sha(variables.get("BUILDKITE_COMMIT")), null);
        }
        if (variables.containsKey("TF_BUILD")) {
            String head = sha(variables.get("SYSTEM_PULLREQUEST_SOURCECOMMITID"));
            String name = variables.get("BUILD_REPOSITORY_NAME");
            return new CiEnvironment(
                    "Azure Pipelines",
                    name == null || !name.contains("/") ? remote(variables.get("BUILD_REPOSITORY_URI")) : name,
                    head == null ? sha(variables.get("BUILD_SOURCEVERSION")) : head,
                    null);
        }
        if (variables.containsKey("JENKINS_URL") || variables.containsKey("GIT_COMMIT")) {
            return new CiEnvironment(
                    "Jenkins", remote(variables.get("GIT_URL")), sha(variables.get("GIT_COMMIT")), null);
        }
        return new CiEnvironment(null, null, null, null);
    }

    /** There GITHUB_SHA of a pull request is a merge that nobody pushed. */
    private static CiEnvironment gitHub(Map<String, String> variables) {
        JsonNode pull = event(variables.get("GITHUB_EVENT_PATH")).path("pull_request");
        String head = sha(pull.at("/head/sha").asText());
        return new CiEnvironment(
                "GitHub Actions",
                variables.get("GITHUB_REPOSITORY"),
                head == null ? sha(variables.get("GITHUB_SHA")) : head,
                sha(pull.at("/base/sha").asText()));
    }

    private static JsonNode event(@Nullable String path) {
        JsonMapper json = new JsonMapper();
        try {
            return path == null || !Files.isReadable(Path.of(path))
                    ? json.createObjectNode()
                    : json.readTree(Path.of(path).toFile());
        } catch (IOException | InvalidPathException e) {
            // Without it the variables have to do.
            return json.createObjectNode();
        }
    }

    private static @Nullable String sha(@Nullable String text) {
        return text == null || !SHA.matcher(text).matches() ? null : text;
    }

    /** owner/name of a remote's address; null where it has none. */
    static @Nullable String remote(@Nullable String address) {
        Matcher matcher = REMOTE.matcher(address == null ? "" : address.strip());
        return matcher.find() ? matcher.group(1) : null;
    }
}
