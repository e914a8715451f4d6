package io.rootops.core.signal.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.origin.Declaration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredServicesTest {
    @ParameterizedTest
    @CsvSource({
        "compose.yaml, true",
        "deploy/docker-compose.prod.yml, true",
        "k8s/till/deployment.yaml, true",
        "compose.json, false",
        "README.md, false",
        "test/compose.yaml, false",
        "examples/shop/k8s.yml, false",
        ".github/workflows/ci.yml, false",
        "a/.devcontainer/docker-compose.yml, false"
    })
    void filesThatMayDeclareServices(String file, boolean may) {
        assertThat(DeclaredServices.mayBeIn(file)).isEqualTo(may);
    }

    @Test
    void servicesOfAComposeFileWithWhatTheyAreBuiltFrom() {
        assertThat(DeclaredServices.of("deploy/docker-compose.yml", """
                x-common: &common {restart: always}
                services:
                  till:
                    <<: *common
                    build: ../services/till/
                  cart:
                    build: {context: ./cart, dockerfile: Dockerfile.prod}
                    image: ghcr.io/acme/cart:1.2
                  whole:
                    build: {dockerfile: deploy/Dockerfile, context: ..}
                  ready: {image: "localhost:5000/acme/pay@sha256:0123"}
                  outside: {build: ../../elsewhere}
                  remote: {build: "https://github.com/acme/mail.git#main"}
                  filled: {build: "${WHERE}"}
                  nothing: {command: [sleep]}
                  odd: 2024-13-45
                """))
                .containsExactly(
                        new Declaration("till", "deploy/docker-compose.yml", "services/till", null),
                        new Declaration("cart", "deploy/docker-compose.yml", "deploy/cart", "acme/cart"),
                        new Declaration("whole", "deploy/docker-compose.yml", "", null),
                        new Declaration("ready", "deploy/docker-compose.yml", null, "acme/pay"));
    }

    @Test
    void workloadsOfAManifestWithTheirImages() {
        assertThat(DeclaredServices.of("k8s.yaml", """
                kind: Service
                metadata: {name: till-svc}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: till-v2}
                spec:
                  template:
                    metadata: {labels: {app: till, app.kubernetes.io/name: till}}
                    spec:
                      initContainers: [{name: wait, image: busybox}]
                      containers:
                        - {name: main, image: "registry.example.com:5000/acme/till:v2"}
                        - {name: proxy, image: envoyproxy/envoy}
                ---
                kind: List
                items:
                  - kind: StatefulSet
                    metadata: {name: ledger}
                    spec: {template: {spec: {containers: [{image: ledger}]}}}
                ---
                kind: CronJob
                metadata: {name: report}
                """))
                .containsExactly(
                        new Declaration("till-v2", "k8s.yaml", null, "acme/till"),
                        new Declaration("till", "k8s.yaml", null, "acme/till"),
                        new Declaration("till-v2", "k8s.yaml", null, "envoyproxy/envoy"),
                        new Declaration("till", "k8s.yaml", null, "envoyproxy/envoy"),
                        new Declaration("ledger", "k8s.yaml", null, "ledger"));
    }

    @Test
    void whatCameBeforeWhatIsNoYamlStands() {
        assertThat(DeclaredServices.of("k8s.yaml", """
                kind: Deployment
                metadata: {name: till}
                spec: {template: {spec: {containers: [{image: till}]}}}
                ---
                kind: Deployment
                {{- if .Values.on }}
                metadata: {name: cart}
                """))
                .containsExactly(new Declaration("till", "k8s.yaml", null, "till"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "services",
                "services: [till]",
                "services: {till: {build: [.]}, 7: {build: .}}",
                "services: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://localhost/']]",
                "services: {till: {build: !!int x}}",
                "&a services: &b {till: *b}",
                "services: {till: {build: &b {context: *b}}}",
                "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
                        + "f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"
            })
    void hostileFilesAreSurvived(String text) {
        assertThat(DeclaredServices.of("compose.yaml", text))
                .allSatisfy(it -> assertThat(it.service()).isEqualTo("7"));
    }

    @Test
    void whatIsNestedDeepOrLongIsLeft() {
        assertThat(DeclaredServices.of("compose.yaml", "services: " + "[".repeat(100_000)))
                .isEmpty();
        assertThat(DeclaredServices.of("compose.yaml", "services: {a: {build: .}}\n" + "# x\n".repeat(100_000)))
                .isEmpty();
        StringBuilder many = new StringBuilder("services:\n");
        for (int i = 0; i < 1_000; i++) {
            many.append("  s").append(i).append(": {build: .}\n");
        }
        assertThat(DeclaredServices.of("compose.yaml", many.toString())).hasSize(500);
    }
}
