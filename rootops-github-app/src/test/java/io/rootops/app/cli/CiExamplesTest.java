package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples of the documents: what is YAML parses, and its commands run with the variables of that CI. */
class CiExamplesTest {
    private static final Path DOCUMENTS = Path.of("../docs/how-to");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|sh)\\n(.*?)^```");
    private static final Pattern COMMAND = Pattern.compile("(?m)rootops (gate .*)$");

    @TempDir
    Path work;

    private Path repository;
    private String head;

    @BeforeEach
    void writesARepository() {
        repository = work.resolve("shop.git");
        try (GitFixture git = GitFixture.bare(repository)) {
            String first = git.commit().file("a", "1\n").message("First").on("main");
            head = git.commit(first).file("b", "1\n2\n").message("Second").on("main");
        }
    }

    @Test
    void ofGitHubActions() throws IOException {
        Path outputs = work.resolve("outputs");
        Map<String, String> variables = Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_SHA", head,
                "GITHUB_OUTPUT", outputs.toString(),
                "GITHUB_STEP_SUMMARY", work.resolve("summary").toString(),
                // As an expression of a variable that is not set.
                "ROOTOPS_URL", "",
                "ROOTOPS_TOKEN", "");

        assertThat(yaml("github-actions.md"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).containsKeys("name", "jobs"));
        assertThat(run("github-actions.md", variables)).hasSize(2);
        assertThat(outputs).content().contains("verdict=allow\n", "percentile=");
        assertThat(work.resolve("rootops.xml")).exists();
    }

    @Test
    void ofGitLab() throws IOException {
        Map<String, String> variables =
                Map.of("GITLAB_CI", "true", "CI_PROJECT_PATH", "acme/shop", "CI_COMMIT_SHA", head);

        assertThat(yaml("gitlab-ci.md"))
                .singleElement()
                .satisfies(it -> assertThat(it).containsOnlyKeys("risk", "deploy"));
        assertThat(run("gitlab-ci.md", variables)).singleElement().asString().startsWith("allow: acme/shop");
        assertThat(work.resolve("rootops.env")).content().contains("ROOTOPS_VERDICT=allow\n");
        assertThat(work.resolve("rootops.xml")).exists();
    }

    @Test
    void ofTheOthers() throws IOException {
        List<Map<String, String>> cis = List.of(
                Map.of(
                        "CIRCLECI", "true",
                        "CIRCLE_PROJECT_USERNAME", "acme",
                        "CIRCLE_PROJECT_REPONAME", "shop",
                        "CIRCLE_SHA1", head),
                Map.of("TF_BUILD", "True", "BUILD_REPOSITORY_NAME", "acme/shop", "BUILD_SOURCEVERSION", head),
                Map.of(
                        "BUILDKITE", "true",
                        "BUILDKITE_REPO", "git@github.com:acme/shop.git",
                        "BUILDKITE_COMMIT", head));

        assertThat(yaml("ci.md")).hasSize(3);
        for (Map<String, String> ci : cis) {
            assertThat(run("ci.md", ci))
                    .hasSize(4)
                    .allSatisfy(it -> assertThat(it).startsWith("allow: acme/shop"));
        }
        assertThat(work.resolve("reports/rootops.xml")).exists();
        assertThat(work.resolve("rootops.md")).exists();
    }

    private static List<Map<String, Object>> yaml(String document) throws IOException {
        List<Map<String, Object>> parsed = new ArrayList<>();
        BLOCK.matcher(Files.readString(DOCUMENTS.resolve(document)))
                .results()
                .filter(it -> it.group(1).equals("yaml"))
                .forEach(it -> parsed.add(new Yaml(new SafeConstructor(new LoaderOptions())).load(it.group(2))));
        return parsed;
    }

    /** What each command of the document prints; files go below the working directory of this test. */
    private List<String> run(String document, Map<String, String> variables) throws IOException {
        List<String> printed = new ArrayList<>();
        BLOCK.matcher(Files.readString(DOCUMENTS.resolve(document)))
                .results()
                .flatMap(block -> COMMAND.matcher(block.group(2)).results())
                .forEach(command -> {
                    List<String> words =
                            new ArrayList<>(Arrays.stream(command.group(1).split(" "))
                                    .map(it -> it.replaceFirst("^([a-z]+)=", "$1=" + work + "/"))
                                    .toList());
                    words.add("--repo=" + repository);
                    Run run = Run.with(new HashMap<>(variables), words.toArray(String[]::new));
                    assertThat(run.exitCode()).as(command.group() + run.err()).isZero();
                    printed.add(run.out());
                });
        return printed;
    }
}
