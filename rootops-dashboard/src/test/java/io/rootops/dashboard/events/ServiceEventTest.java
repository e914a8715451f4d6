package io.rootops.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of the names that events carry. */
class ServiceEventTest {
    private static final String SHA = "2f5c1e0b7a9d4c3e8f6a1b0c9d8e7f6a5b4c3d2e";
    private static final String DIGEST = "sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";

    private final ObjectMapper json = new ObjectMapper();

    private ServiceEvent deployed(String artifact) throws Exception {
        return deployed(
                Map.of("id", "till"), Map.of("environment", Map.of("id", "production"), "artifactId", artifact));
    }

    private ServiceEvent deployed(Map<String, Object> subject, Map<String, Object> content) throws Exception {
        Map<String, Object> whole = new HashMap<>(subject);
        whole.put("content", content);
        Map<String, String> headers = Map.of(
                "ce-specversion", "1.0",
                "ce-type", "dev.cdevents.service.deployed.0.3.0",
                "ce-source", "/ci",
                "ce-id", "Z%C3%BCrich+1");
        byte[] body = json.writeValueAsBytes(Map.of(
                "context", Map.of("specversion", "0.5.0", "timestamp", "2026-01-01T10:00:00+02:00"), "subject", whole));
        List<CloudEvent> events = CloudEvents.read("application/json", headers::get, body);
        return ServiceEvent.of(events.get(0)).orElseThrow();
    }

    @Test
    void attributesMayBeHeaders() throws Exception {
        ServiceEvent event = deployed("v1");

        assertThat(event.id()).isEqualTo("/ci:Z\u00fcrich+1");
        assertThat(event.at()).isEqualTo(Instant.parse("2026-01-01T08:00:00Z"));
        assertThat(event.environment()).isEqualTo("production");
        assertThat(event.runs()).isTrue();
    }

    @Test
    void aPackageNamesItsRepositoryOnAForge() throws Exception {
        ServiceEvent event = deployed("pkg:github/acme/shop@" + SHA.toUpperCase(Locale.ROOT) + "#src");

        assertThat(event.artifacts()).containsExactly("acme/shop");
        assertThat(event.certain()).isTrue();
        assertThat(event.sha()).isEqualTo(SHA);
    }

    @Test
    void aPackageTellsItsSourceByAQualifier() throws Exception {
        ServiceEvent event = deployed(
                "pkg:maven/org.acme/till@1.4.0?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Facme%2Fshop.git%40" + SHA);

        assertThat(event.artifacts()).containsExactly("acme/shop");
        assertThat(event.certain()).isTrue();
        assertThat(event.sha()).isEqualTo(SHA);
        assertThat(event.version()).isEqualTo("1.4.0");
    }

    @Test
    void anImageIsTaggedOrHasADigest() throws Exception {
        ServiceEvent tagged =
                deployed("pkg:oci/till@" + DIGEST.replace(":", "%3A") + "?repository_url=ghcr.io/acme/till&tag=v1.4");
        assertThat(tagged.version()).isEqualTo("v1.4");
        assertThat(tagged.artifacts()).containsExactly("acme/till");
        assertThat(tagged.certain()).isFalse();
        assertThat(tagged.sha()).isNull();

        assertThat(deployed("pkg:oci/till@" + DIGEST).version()).isEqualTo("sha256:0b31b1c02ff4");
        assertThat(deployed("ghcr.io/acme/till@" + DIGEST).version()).isEqualTo("sha256:0b31b1c02ff4");
        ServiceEvent image = deployed("localhost:5000/acme/till:" + SHA);
        assertThat(image.artifacts()).containsExactly("acme/till");
        assertThat(image.sha()).isEqualTo(SHA);
        assertThat(deployed("acme/till").artifacts()).containsExactly("acme/till");
        assertThat(deployed("acme/till").version()).isNull();
    }

    @Test
    void whatIsNoNameOfAnImageIsAVersion() throws Exception {
        assertThat(deployed("v1.4").version()).isEqualTo("v1.4");
        assertThat(deployed(SHA).sha()).isEqualTo(SHA);
    }

    @Test
    void namesThatAreNoneHurtNobody() throws Exception {
        for (String odd : List.of(
                "pkg:", "pkg:?", "pkg:github", "pkg:github/@", "pkg:%zz/a@%zz?a&=&tag", "@", ":", "/", "a:/", "//:@")) {
            assertThat(deployed(odd).sha()).as(odd).isNull();
        }
    }

    @Test
    void aServiceIsCalledByTheLastPartOfAPath() throws Exception {
        assertThat(deployed(Map.of("id", "/apps/prod/till/"), Map.of()).service())
                .isEqualTo("till");
        assertThat(deployed(Map.of("id", "/"), Map.of()).service()).isEqualTo("/");
        assertThat(deployed(Map.of("id", "till"), Map.of("environment", "staging"))
                        .environment())
                .isEqualTo("staging");
        assertThat(deployed(Map.of("id", "till"), Map.of()).environment()).isEmpty();
    }

    @Test
    void othersAreOfNoUse() throws Exception {
        for (String type : List.of(
                "dev.cdevents.incident.detected.0.3.0",
                "dev.cdevents.service.published.0.2.0",
                "dev.cdevents.service.deployed-not",
                "com.example.tea")) {
            String body = "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"a\", \"type\": \"" + type + "\"}";
            List<CloudEvent> events = CloudEvents.read(
                    "application/cloudevents+json", name -> null, body.getBytes(StandardCharsets.UTF_8));
            assertThat(ServiceEvent.of(events.get(0))).as(type).isEmpty();
        }
    }

    private ServiceEvent identified(String id) throws Exception {
        String body = "{\"specversion\": \"1.0\", \"id\": \"" + id + "\", \"source\": \"" + "a".repeat(200)
                + "\", \"type\": \"dev.cdevents.service.removed\", \"data\": {\"subject\": {\"id\": \"till\"}}}";
        List<CloudEvent> events =
                CloudEvents.read("application/cloudevents+json", name -> null, body.getBytes(StandardCharsets.UTF_8));
        return ServiceEvent.of(events.get(0)).orElseThrow();
    }

    @Test
    void aLongNameIsShortenedAndStaysTheSame() throws Exception {
        assertThat(identified("b".repeat(54)).id()).hasSize(255);
        assertThat(identified("b".repeat(55)).id()).hasSize(36);
        assertThat(identified("b".repeat(400)).id())
                .isEqualTo(identified("b".repeat(400)).id())
                .isNotEqualTo(identified("b".repeat(401)).id());
    }

    @Test
    void anEnvironmentMayNotBeLong() throws Exception {
        assertThat(deployed(Map.of("id", "till"), Map.of("environment", "e".repeat(255)))
                        .environment())
                .hasSize(255);
        assertThatThrownBy(() -> deployed(Map.of("id", "till"), Map.of("environment", "e".repeat(256))))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("255");
    }

    @Test
    void theDataMayBeInBase64() throws Exception {
        String body =
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"a\", \"type\": \"dev.cdevents.service.removed\","
                        + " \"data_base64\": \"eyJzdWJqZWN0IjogeyJpZCI6ICJ0aWxsIn19\"}";
        List<CloudEvent> events = CloudEvents.read(
                "application/cloudevents+json; charset=utf-8", name -> null, body.getBytes(StandardCharsets.UTF_8));

        ServiceEvent event = ServiceEvent.of(events.get(0)).orElseThrow();
        assertThat(event.service()).isEqualTo("till");
        assertThat(event.runs()).isFalse();
    }
}
