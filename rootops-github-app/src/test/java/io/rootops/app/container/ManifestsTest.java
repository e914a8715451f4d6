package io.rootops.app.container;

import static io.rootops.app.container.DeployFile.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of Kubernetes, by the description of its API. */
class ManifestsTest {
    private static final String EMBEDDED = "deploy/k8s/embedded/deployment.yaml";
    private static final String EXTERNAL = "deploy/k8s/external/deployment.yaml";

    static List<String> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(DeployFile.ROOT.resolve("deploy/k8s"))) {
            return files.filter(Files::isRegularFile)
                    .map(it -> DeployFile.ROOT.relativize(it).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void kubernetesKnowsEveryField(String file) throws IOException {
        JsonObject manifest = DeployFile.yaml(file);

        assertThatCode(() -> DeployFile.checkManifest(manifest)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image: rootops            | imagge: rootops
            readOnlyRootFilesystem:   | readOnlyRootFileSystem:
            terminationGracePeriodS   | terminationGracePeriodM
            enableServiceLinks: false | enableServiceLink: false
            type: Recreate            | typ: Recreate
            path: /livez              | paths: /livez
            optional: true            | optionally: true
            claimName: rootops        | claim: rootops
            memory: 1Gi               | memory: one gigabyte
            periodSeconds: 5          | periodSeconds: [5]
            selector:                 | selektor:
            """)
    void whatKubernetesDoesNotKnowIsFound(String known, String invented) throws IOException {
        String text = DeployFile.text(EMBEDDED);
        assertThat(text).contains(known);
        JsonObject manifest = DeployFile.parse(text.replaceFirst(known, invented));

        assertThatThrownBy(() -> DeployFile.checkManifest(manifest)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theEmbeddedDatabaseHasOneProcessAndAVolume() throws IOException {
        JsonObject deployment = DeployFile.yaml(EMBEDDED);

        assertThat(at(deployment, "spec", "replicas").getAsInt()).isOne();
        assertThat(at(deployment, "spec", "strategy", "type").getAsString()).isEqualTo("Recreate");
        String claim = at(pod(deployment), "volumes", 0, "persistentVolumeClaim", "claimName")
                .getAsString();
        assertThat(at(DeployFile.yaml("deploy/k8s/embedded/volume.yaml"), "metadata", "name")
                        .getAsString())
                .isEqualTo(claim);
        assertThat(at(container(deployment), "env").toString()).doesNotContain("DATABASE_URL");
    }

    @Test
    void replicasOnAnExternalDatabaseAreReplacedOneAfterTheOther() throws IOException {
        JsonObject deployment = DeployFile.yaml(EXTERNAL);

        assertThat(at(deployment, "spec", "replicas").getAsInt()).isGreaterThan(1);
        assertThat(at(deployment, "spec", "strategy", "type").getAsString()).isEqualTo("RollingUpdate");
        assertThat(at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable")
                        .getAsInt())
                .isZero();
        assertThat(environment(deployment, "DATABASE_URL").has("value")).isFalse();
        assertThat(environment(deployment, "ROOTOPS_KEY_FILE").get("value").getAsString())
                .startsWith(mounted(deployment, "key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, EXTERNAL})
    void podsMayDoNoMoreThanTheyMust(String file) throws IOException {
        JsonObject deployment = DeployFile.yaml(file);
        JsonElement pod = pod(deployment);
        JsonElement container = container(deployment);

        assertThat(at(pod, "securityContext", "runAsNonRoot").getAsBoolean()).isTrue();
        assertThat(at(pod, "securityContext", "runAsUser").getAsInt()).isEqualTo(10001);
        assertThat(at(pod, "securityContext", "seccompProfile", "type").getAsString())
                .isEqualTo("RuntimeDefault");
        assertThat(at(pod, "securityContext", "fsGroupChangePolicy").getAsString())
                .isEqualTo("OnRootMismatch");
        assertThat(at(pod, "automountServiceAccountToken").getAsBoolean()).isFalse();
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem").getAsBoolean())
                .isTrue();
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation").getAsBoolean())
                .isFalse();
        assertThat(at(container, "securityContext", "capabilities", "drop").toString())
                .isEqualTo("[\"ALL\"]");
        assertThat(mounted(deployment, "data")).isEqualTo("/data");
        assertThat(mounted(deployment, "tmp")).isEqualTo("/tmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, EXTERNAL})
    void podsAreAskedHowTheyAreAndGivenTimeToEnd(String file) throws IOException {
        JsonObject deployment = DeployFile.yaml(file);
        JsonElement container = container(deployment);

        assertThat(at(container, "livenessProbe", "httpGet", "path").getAsString())
                .isEqualTo("/livez");
        assertThat(at(container, "readinessProbe", "httpGet", "path").getAsString())
                .isEqualTo("/readyz");
        assertThat(at(container, "startupProbe", "httpGet", "port").getAsString())
                .isEqualTo(at(container, "ports", 0, "name").getAsString());
        assertThat(at(pod(deployment), "terminationGracePeriodSeconds").getAsInt())
                .isGreaterThan(20);
        assertThat(at(container, "resources", "limits", "memory").getAsString()).isEqualTo("1Gi");
    }

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, EXTERNAL})
    void secretsComeFromASecretAndNoServiceBecomesASetting(String file) throws IOException {
        JsonObject deployment = DeployFile.yaml(file);

        for (String secret : List.of("GITHUB_TOKEN", "GITHUB_WEBHOOK_SECRET", "PAGERDUTY_WEBHOOK_SECRET")) {
            assertThat(at(environment(deployment, secret), "valueFrom", "secretKeyRef", "key")
                            .getAsString())
                    .isEqualTo(secret);
        }
        // A Service of the name rootops is told to pods as ROOTOPS_PORT=tcp://…
        assertThat(at(pod(deployment), "enableServiceLinks").getAsBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "external"})
    void theServiceFindsThePods(String way) throws IOException {
        JsonObject deployment = DeployFile.yaml("deploy/k8s/" + way + "/deployment.yaml");
        JsonObject service = DeployFile.yaml("deploy/k8s/" + way + "/service.yaml");

        assertThat(at(service, "spec", "selector"))
                .isEqualTo(at(deployment, "spec", "selector", "matchLabels"))
                .isEqualTo(at(deployment, "spec", "template", "metadata", "labels"));
        assertThat(at(service, "spec", "ports", 0, "targetPort").getAsString())
                .isEqualTo(at(container(deployment), "ports", 0, "name").getAsString());
    }

    private static JsonElement pod(JsonObject deployment) {
        return at(deployment, "spec", "template", "spec");
    }

    private static JsonElement container(JsonObject deployment) {
        return at(pod(deployment), "containers", 0);
    }

    private static JsonObject environment(JsonObject deployment, String name) {
        return named(at(container(deployment), "env"), name);
    }

    private static String mounted(JsonObject deployment, String volume) {
        return named(at(container(deployment), "volumeMounts"), volume)
                .get("mountPath")
                .getAsString();
    }

    private static JsonObject named(JsonElement list, String name) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(it -> it.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name + " in " + list));
    }
}
