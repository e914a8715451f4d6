package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.client.RootOpsException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void leavesAbsentWhatIsAbsentOrNull() throws RootOpsException {
        CommitRisk risk = risk("""
                {"status":"scored","percentile":null,"reasons":null,"calibration":null,"something_new":{"a":[1]}}""");

        assertThat(risk)
                .isEqualTo(new CommitRisk(
                        "acme/shop",
                        "9f1c2ab",
                        CommitRisk.Status.SCORED,
                        null,
                        null,
                        null,
                        CommitRisk.Level.UNKNOWN,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void readsWordsOfALaterServerAsUnknown() throws RootOpsException {
        CommitRisk risk = risk("""
                {"status":"simmering","level":"extreme","calibration":{"state":"borrowed"}}""");

        assertThat(risk.status()).isEqualTo(CommitRisk.Status.UNKNOWN);
        assertThat(risk.level()).isEqualTo(CommitRisk.Level.UNKNOWN);
        assertThat(risk.calibration()).isEqualTo(new Calibration(Calibration.State.UNKNOWN, null, null));
        assertThat(Gate.of(json("{\"verdict\":\"maybe\"}"), URI.create("http://r.test"))
                        .verdict())
                .isEqualTo(Gate.Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{}; status",
                "{'status':7}; status",
                "{'status':'scored','percentile':'91'}; percentile",
                "{'status':'scored','percentile':true}; percentile",
                "{'status':'scored','percentile':101}; percentile",
                "{'status':'scored','score':1e999}; score",
                "{'status':'scored','probability':-0.1}; probability",
                "{'status':'scored','level':3}; level",
                "{'status':'scored','reasons':{}}; reasons",
                "{'status':'scored','reasons':['a']}; reasons",
                "{'status':'scored','reasons':[{'code':'a','text':'b'},{'code':'a'}]}; reasons[1].text",
                "{'status':'scored','scored_at':'yesterday'}; scored_at",
                "{'status':'scored','calibration':[]}; calibration",
                "{'status':'scored','calibration':{'state':'prior','commits':1.5}}; calibration.commits",
                "{'status':'scored','calibration':{'state':'prior','commits':-1}}; calibration.commits",
                "{'status':'scored','calibration':{'state':'prior','outcomes':99999999999999999999}}; calibration.outcomes"
            })
    void namesTheFieldThatIsOfAnotherType(String json, String field) {
        RootOpsException e = catchThrowableOfType(RootOpsException.class, () -> risk(json.replace('\'', '"')));

        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.GARBAGE);
        assertThat(e).hasMessageStartingWith("The answer's field " + field + " is not what it should be");
    }

    @Test
    void keepsControlCharactersOutOfTexts() throws RootOpsException {
        CommitRisk risk = risk("""
                {"status":"scored","message":"a\\u001b[8mha:\\r\\nb\\u202ec\\u2028d\\u0000\\ud800",
                 "reasons":[{"code":"x","text":"\\u0007é ☃ 👍"}]}""");

        assertThat(risk.message()).isEqualTo("a [8mha: b c d");
        assertThat(risk.reasons()).extracting(Reason::text).containsExactly("é ☃ 👍");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "/commits/1",
                "//evil.test/",
                "https:///no-host",
                "https://user:pw@evil.test/",
                "https://a b/",
                "mailto:a@b.test"
            })
    void keepsOnlyLinksOfTheWeb(String link) throws RootOpsException {
        assertThat(risk("{\"status\":\"scored\",\"url\":\"" + link + "\"}").url())
                .isNull();
    }

    @Test
    void keepsLinksOfTheWeb() throws RootOpsException {
        assertThat(risk("{\"status\":\"scored\",\"url\":\"HTTPS://r.test/commits/1?a=b#c\"}")
                        .url())
                .isEqualTo(URI.create("HTTPS://r.test/commits/1?a=b#c"));
    }

    @ParameterizedTest
    @CsvSource({
        "/incidents/1, https://r.test/below/incidents/1",
        "https://other.test/x, https://other.test/x",
        "//other.test/x, https://r.test/below//other.test/x",
        "javascript:alert(1), "
    })
    void takesAPathForAPageOfThisServer(String evidence, @Nullable URI link) throws RootOpsException {
        Gate gate = Gate.of(
                json("{\"verdict\":\"hold\",\"reasons\":[{\"kind\":\"incident\",\"text\":\"x\",\"evidence_url\":\""
                        + evidence + "\"}]}"),
                URI.create("https://r.test/below"));

        assertThat(gate.reasons()).extracting(GateReason::evidenceUrl).containsExactly(link);
    }

    @Test
    void readsTimesOfAnyZone() throws RootOpsException {
        assertThat(risk("{\"status\":\"scored\",\"scored_at\":\"2026-11-25T12:00:00.5+02:00\"}")
                        .scoredAt())
                .isEqualTo(Instant.parse("2026-11-25T10:00:00.5Z"));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(catchThrowableOfType(RootOpsException.class, () -> json(deep))
                        .kind())
                .isEqualTo(Kind.GARBAGE);
    }

    private static CommitRisk risk(String json) throws RootOpsException {
        return CommitRisk.of(json(json), "acme/shop", "9f1c2ab");
    }

    private static JsonObject json(String json) throws RootOpsException {
        return JsonObject.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
