package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kohsuke.stapler.DataBoundSetter;

/** The steps in the documents' examples: each exists, with each of the settings that it is given. */
class ExamplesTest {
    private static final Pattern STEP = Pattern.compile("(rootOps\\w+)\\(([^)]*)\\)");
    private static final Pattern SETTING = Pattern.compile("(\\w+):");
    private static final Map<String, Class<? extends RootOpsStep>> STEPS = Map.of(
            "rootOpsRisk", RootOpsRiskStep.class,
            "rootOpsGate", RootOpsGateStep.class,
            "rootOpsDeployment", RootOpsDeploymentStep.class);

    @ParameterizedTest
    @CsvSource({"Jenkinsfile, 3", "jenkins.md, 3"})
    void useWhatIsThere(String document, int steps) throws IOException {
        String text = Files.readString(Path.of("../docs/how-to").resolve(document));

        assertThat(STEP.matcher(text).results().toList()).hasSize(steps).allSatisfy(step -> {
            assertThat(STEPS).containsKey(step.group(1));
            Class<?> type = Objects.requireNonNull(STEPS.get(step.group(1)));
            List<String> settings = SETTING.matcher(step.group(2))
                    .results()
                    .map(it -> it.group(1))
                    .toList();
            assertThat(settings)
                    .as(step.group())
                    .isNotEmpty()
                    .allSatisfy(setting -> assertThat(Arrays.stream(type.getMethods())
                                    .filter(it -> it.isAnnotationPresent(DataBoundSetter.class))
                                    .map(it -> it.getName().substring("set".length())))
                            .anySatisfy(it -> assertThat(it).isEqualToIgnoringCase(setting)));
        });
    }
}
