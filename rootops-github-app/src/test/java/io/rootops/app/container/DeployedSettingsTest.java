package io.rootops.app.container;

import static io.rootops.app.container.DeployFile.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.rootops.core.settings.Setting;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names by which files hand settings on: a wrong one would be left out without a word. */
class DeployedSettingsTest {
    private static final Set<String> SETTINGS =
            Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toUnmodifiableSet());
    /** Given by the image, or by what is around it. */
    private static final Set<String> OF_THE_IMAGE = Set.of(
            "ROOTOPS_HOME",
            "ROOTOPS_BIND",
            "ROOTOPS_PORT",
            "ROOTOPS_WEBHOOK_PORT",
            "ROOTOPS_KEY_FILE",
            "ROOTOPS_DEBUG");
    /** Of Java and the system. */
    private static final Set<String> OTHERS = Set.of("LANG");

    static List<String> manifests() throws IOException {
        return ManifestsTest.manifests();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void ofKubernetes(String file) throws IOException {
        JsonObject manifest = DeployFile.yaml(file);
        if (!at(manifest, "kind").getAsString().equals("Deployment")) {
            return;
        }
        Set<String> names = new TreeSet<>();
        for (JsonElement variable :
                at(manifest, "spec", "template", "spec", "containers", 0, "env").getAsJsonArray()) {
            names.add(at(variable, "name").getAsString());
        }
        assertThat(names).contains("GITHUB_TOKEN", "GITHUB_REPO");
        assertThat(SETTINGS).containsAll(names);
    }

    @Test
    void ofCompose() throws IOException {
        JsonObject service =
                at(DeployFile.yaml("compose.yaml"), "services", "rootops").getAsJsonObject();
        JsonObject environment = at(service, "environment").getAsJsonObject();

        assertThat(environment.keySet()).contains("GITHUB_TOKEN", "GITHUB_REPO", "LOKI_URL", "DATABASE_URL");
        assertThat(environment.keySet()).allMatch(SETTINGS::contains);
        assertThat(SETTINGS)
                .as("each has to be named, else it is left out")
                .allMatch(it -> environment.has(it) || OF_THE_IMAGE.contains(it));
        assertThat(environment.entrySet())
                .as("handed on, none of them given")
                .allMatch(it -> it.getValue().isJsonNull());
        assertThat(at(service, "volumes", 0).getAsString()).isEqualTo("rootops:/data");
        assertThat(at(service, "ports", 0).getAsString()).isEqualTo("8000:8000");
        assertThat(at(service, "read_only").getAsBoolean()).isTrue();
        assertThat(at(DeployFile.yaml("compose.yaml"), "volumes")
                        .getAsJsonObject()
                        .keySet())
                .containsExactly("rootops");
    }

    @Test
    void ofComposeWithItsOwnPostgres() throws IOException {
        JsonObject file = DeployFile.yaml("compose.postgres.yaml");
        JsonObject environment = at(file, "services", "rootops", "environment").getAsJsonObject();

        assertThat(SETTINGS).containsAll(environment.keySet());
        assertThat(at(environment, "DATABASE_URL").getAsString())
                .startsWith("postgres://rootops:${POSTGRES_PASSWORD:?")
                .endsWith("}@postgres:5432/rootops");
        assertThat(at(file, "services", "postgres", "environment", "POSTGRES_DB")
                        .getAsString())
                .isEqualTo("rootops");
    }

    @Test
    void ofTheImage() throws IOException {
        Set<String> names = variables("Dockerfile", "(?m)^(?:ENV|   ) +([A-Z_]+)=");

        assertThat(names).contains("ROOTOPS_HOME", "ROOTOPS_BIND").allMatch(DeployedSettingsTest::known);
        assertThat(variables("deploy/image/rehearse", "(ROOTOPS_[A-Z_]+)=")).allMatch(DeployedSettingsTest::known);
    }

    @Test
    void ofSystemd() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher line =
                Pattern.compile("(?m)^Environment=(.*)$").matcher(DeployFile.text("deploy/systemd/rootops.service"));
        while (line.find()) {
            for (String word : line.group(1).split(" ")) {
                names.add(word.substring(0, word.indexOf('=')));
            }
        }
        assertThat(names).contains("ROOTOPS_HOME").allMatch(DeployedSettingsTest::known);
    }

    private static boolean known(String name) {
        return SETTINGS.contains(name) || OTHERS.contains(name);
    }

    private static Set<String> variables(String file, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile(pattern).matcher(DeployFile.text(file));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
