package io.rootops.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.incident.ChangeKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events tell of changes that are no commits, and of incidents. */
class ToldEventsTest {
    private static CloudEvent structured(String type, String data) throws Exception {
        return read(
                "application/cloudevents+json",
                name -> null,
                "{\"specversion\": \"1.0\", \"id\": \"7\", \"source\": \"/flags\", \"type\": \"" + type
                        + "\", \"time\": \"2026-11-29T11:00:00+01:00\", \"data\": " + data + "}");
    }

    private static CloudEvent read(String contentType, Function<String, @Nullable String> header, String body)
            throws Exception {
        return CloudEvents.read(contentType, header, body.getBytes(StandardCharsets.UTF_8))
                .get(0);
    }

    private static ToldChange change(String data) throws Exception {
        return ToldChange.of(structured(ToldChange.TYPE, data)).orElseThrow();
    }

    @Test
    void aChangeIsReadInBothModes() throws Exception {
        String data = "{\"title\": \"Turn on new-checkout\", \"kind\": \"Feature_Flag\", \"service\": \"cart\","
                + " \"environment\": \"production\", \"repository\": \"acme/shop\", \"link\": \"https://flags.example.org\"}";
        ToldChange expected = new ToldChange(
                "/flags:7",
                ChangeKind.FEATURE_FLAG,
                "Turn on new-checkout",
                "cart",
                "production",
                "acme/shop",
                "https://flags.example.org",
                Instant.parse("2026-11-29T10:00:00Z"));
        Map<String, String> headers = Map.of(
                "ce-specversion", "1.0",
                "ce-type", "io.rootops.change",
                "ce-source", "/flags",
                "ce-id", "7",
                "ce-time", "2026-11-29T10:00:00Z");

        assertThat(change(data)).isEqualTo(expected);
        assertThat(ToldChange.of(read("application/json; charset=utf-8", headers::get, data)))
                .contains(expected);
    }

    @Test
    void aChangeNeedsATitleAndAKindAlone() throws Exception {
        assertThat(change("{\"title\": \"Add a node\", \"kind\": \"infrastructure\", \"service\": null}"))
                .isEqualTo(new ToldChange(
                        "/flags:7",
                        ChangeKind.INFRASTRUCTURE,
                        "Add a node",
                        "",
                        "",
                        null,
                        null,
                        Instant.parse("2026-11-29T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|data|title and kind",
                "{\"kind\": \"other\"}|data.title|not there",
                "{\"kind\": \"other\", \"title\": \" \"}|data.title|not there",
                "{\"kind\": \"other\", \"title\": 7}|data.title|a text",
                "{\"title\": \"a\"}|data.kind|not there",
                "{\"title\": \"a\", \"kind\": \"flag\"}|data.kind|feature_flag, configuration, infrastructure",
                "{\"title\": \"a\", \"kind\": \"other\", \"service\": {}}|data.service|a text",
                "{\"title\": \"a\", \"kind\": \"other\", \"link\": \"javascript:alert(1)\"}|data.link|http",
            })
    void whatCannotBeUsedIsNamed(String data, String field, String expected) {
        assertThatThrownBy(() -> change(data))
                .isInstanceOfSatisfying(
                        MalformedEventException.class,
                        it -> assertThat(it.field()).isEqualTo(field))
                .hasMessageContaining(expected);
        assertThatThrownBy(() ->
                        change("{\"title\": \"a\", \"kind\": \"other\", \"environment\": \"" + "x".repeat(201) + "\"}"))
                .hasMessageContaining("data.environment", "200");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.cdevents.incident.detected.0.3.0, false",
        "dev.cdevents.incident.reported.0.3.0-draft, false",
        "dev.cdevents.incident.resolved, true"
    })
    void anIncidentIsToldWhateverVersionStandsBehindItsType(String type, boolean over) throws Exception {
        ToldIncident told = ToldIncident.of(structured(
                        type,
                        "{\"context\": {\"specversion\": \"0.5.0\"}, \"subject\": {\"id\": \"42\", \"source\": \"/pager\","
                                + " \"content\": {\"description\": \"Slow\", \"environment\": {\"id\": \"prod\"},"
                                + " \"service\": {\"id\": \"/apps/cart\"}, \"ticketURI\": \"https://desk.example.org/42\"}},"
                                + " \"customData\": {\"repository\": \"acme/shop\"}}"))
                .orElseThrow();

        assertThat(told)
                .isEqualTo(new ToldIncident(
                        "/pager:42",
                        over,
                        "Slow",
                        "cart",
                        "prod",
                        "acme/shop",
                        "https://desk.example.org/42",
                        Instant.parse("2026-11-29T10:00:00Z")));
    }

    @Test
    void anIncidentMaySayLittle() throws Exception {
        ToldIncident told = ToldIncident.of(
                        structured("dev.cdevents.incident.detected.0.3.0", "{\"subject\": {\"id\": \"42\"}}"))
                .orElseThrow();

        assertThat(told.key()).isEqualTo("/flags:42");
        assertThat(told.title()).isEqualTo("Incident 42");
        assertThat(told.service()).isEmpty();
        assertThatThrownBy(() -> ToldIncident.of(structured("dev.cdevents.incident.resolved", "{\"subject\": {}}")))
                .hasMessageContaining("subject.id");
    }

    @Test
    void othersAreOfNoUse() throws Exception {
        for (String type : new String[] {"dev.cdevents.incident.closed", "io.rootops.change.flag", "io.rootops"}) {
            assertThat(ToldIncident.of(structured(type, "{}"))).as(type).isEmpty();
            assertThat(ToldChange.of(structured(type, "{}"))).as(type).isEmpty();
        }
    }
}
