package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CiEnvironmentTest {
    private static final String SHA = "9f1c2ab7d0c5e6f8a9b0c1d2e3f405162738495a";
    private static final String HEAD = "1".repeat(40);
    private static final String BASE = "2".repeat(40);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GitHub Actions  | GITHUB_ACTIONS=true GITHUB_REPOSITORY=acme/shop GITHUB_SHA=SHA | SHA |",
                "GitLab CI       | GITLAB_CI=true CI_PROJECT_PATH=acme/shop CI_COMMIT_SHA=SHA | SHA |",
                "GitLab CI       | GITLAB_CI=true CI_PROJECT_PATH=acme/shop CI_COMMIT_SHA=SHA"
                        + " CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=HEAD CI_MERGE_REQUEST_DIFF_BASE_SHA=BASE | HEAD | BASE",
                "GitLab CI       | GITLAB_CI=true CI_PROJECT_PATH=acme/shop CI_COMMIT_SHA=SHA"
                        + " CI_MERGE_REQUEST_SOURCE_BRANCH_SHA= | SHA |",
                "CircleCI        | CIRCLECI=true CIRCLE_PROJECT_USERNAME=acme CIRCLE_PROJECT_REPONAME=shop CIRCLE_SHA1=SHA"
                        + " | SHA |",
                "Buildkite       | BUILDKITE=true BUILDKITE_REPO=git@github.com:acme/shop.git BUILDKITE_COMMIT=SHA | SHA |",
                "Buildkite       | BUILDKITE=true BUILDKITE_REPO=https://github.com/acme/shop BUILDKITE_COMMIT=HEAD~ | |",
                "Azure Pipelines | TF_BUILD=True BUILD_REPOSITORY_NAME=acme/shop BUILD_SOURCEVERSION=SHA | SHA |",
                "Azure Pipelines | TF_BUILD=True BUILD_REPOSITORY_NAME=shop BUILD_SOURCEVERSION=SHA"
                        + " BUILD_REPOSITORY_URI=https://dev.azure.com/acme/shop"
                        + " SYSTEM_PULLREQUEST_SOURCECOMMITID=HEAD | HEAD |",
                "Jenkins         | JENKINS_URL=http://j/ GIT_URL=ssh://git@git.example.com:2222/acme/shop.git/"
                        + " GIT_COMMIT=SHA | SHA |"
            })
    void eachCiTellsItsCommit(String ci, String variables, @Nullable String sha, @Nullable String base) {
        assertThat(CiEnvironment.of(variables(variables)))
                .isEqualTo(new CiEnvironment(ci, "acme/shop", word(sha), word(base)));
    }

    @Test
    void aPullRequestOnGitHubIsItsOwnHeadAndNotTheMergeThatIsBuilt(@TempDir Path directory) throws IOException {
        Path event = directory.resolve("event.json");
        Files.writeString(
                event, "{\"pull_request\":{\"head\":{\"sha\":\"" + HEAD + "\"},\"base\":{\"sha\":\"" + BASE + "\"}}}");
        Map<String, String> variables =
                variables("GITHUB_ACTIONS=true GITHUB_REPOSITORY=acme/shop GITHUB_SHA=SHA GITHUB_EVENT_PATH=" + event);

        assertThat(CiEnvironment.of(variables)).isEqualTo(new CiEnvironment("GitHub Actions", "acme/shop", HEAD, BASE));

        Files.writeString(event, "no JSON");
        assertThat(CiEnvironment.of(variables).sha()).isEqualTo(SHA);
        Files.delete(event);
        assertThat(CiEnvironment.of(variables).sha()).isEqualTo(SHA);
    }

    @Test
    void outsideOfACiNothingIsTold() {
        assertThat(CiEnvironment.of(Map.of("HOME", "/home/ana"))).isEqualTo(new CiEnvironment(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, acme/shop",
        "https://user:secret@github.com/acme/shop, acme/shop",
        "git@github.com:acme/shop.git, acme/shop",
        "https://git.example.com/group/sub/shop/, sub/shop",
        "shop.git, ",
        ", "
    })
    void aRemoteEndsWithItsName(@Nullable String remote, @Nullable String name) {
        assertThat(CiEnvironment.remote(remote)).isEqualTo(name);
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : text.split(" ")) {
            int equals = variable.indexOf('=');
            String value = variable.substring(equals + 1);
            variables.put(
                    variable.substring(0, equals),
                    switch (value) {
                        case "SHA" -> SHA;
                        case "HEAD" -> HEAD;
                        case "BASE" -> BASE;
                        default -> value;
                    });
        }
        return variables;
    }

    private static @Nullable String word(@Nullable String word) {
        return word == null ? null : word.equals("SHA") ? SHA : word.equals("HEAD") ? HEAD : BASE;
    }
}
