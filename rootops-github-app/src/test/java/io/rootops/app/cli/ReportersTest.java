package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.rootops.core.gate.GateVerdict;
import io.rootops.core.reporter.RiskReporter;
import io.rootops.core.reporter.RiskSummary;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import io.rootops.core.risk.RiskLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportersTest {
    private static final String SHA = "9f1c2ab7d0c5e6f8a9b0c1d2e3f405162738495a";
    /** What would end a tag, a cell, a command or a line, or move the cursor. */
    private static final String HOSTILE =
            "]]><x a='1'>&\"| `a` | ::error::boo%0A\n::warning::two\r\u001B[2J\u202E\u2028\uFFFE\uD800 [a](http://evil.test)";

    private final Map<String, RiskReporter> reporters = ServiceLoader.load(RiskReporter.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(RiskReporter::format, Function.identity()));

    @Test
    void allFormatsAreFound() {
        assertThat(reporters).containsOnlyKeys("text", "json", "markdown", "junit", "github", "dotenv", "sarif");
    }

    @ParameterizedTest
    @EnumSource(GateVerdict.class)
    void junitIsWhatItsSchemaSays(GateVerdict verdict) throws Exception {
        Schema schema;
        try (InputStream xsd = resource("junit-10.xsd")) {
            schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(xsd));
        }
        String written = write("junit", summary(verdict, HOSTILE));

        assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(written))))
                .doesNotThrowAnyException();
        assertThat(written).contains("tests=\"3\"").doesNotContain("\u001B", "\u202E");
        assertThat(written)
                .contains(verdict == GateVerdict.HOLD ? "failures=\"2\"" : "failures=\"1\"")
                .contains(verdict == GateVerdict.UNKNOWN ? "skipped=\"2\"" : "skipped=\"1\"");
    }

    @Test
    void sarifIsWhatItsSchemaSays() throws Exception {
        String written = write("sarif", summary(GateVerdict.HOLD, HOSTILE));

        try (InputStream schema = resource("sarif-schema-2.1.0.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(schema)
                            .validate(new ObjectMapper().readTree(written)))
                    .isEmpty();
        }
        JsonNode results = new ObjectMapper().readTree(written).at("/runs/0/results");
        assertThat(results).as("one without a score is no result").hasSize(1);
        assertThat(results.at("/0/level").asText()).isEqualTo("warning");
        assertThat(results.at("/0/partialFingerprints/commit~1v1").asText()).isEqualTo(SHA);
    }

    @Test
    void annotationsAreOneLineEachAndCannotBeForged() throws IOException {
        String written = write("github", summary(GateVerdict.HOLD, HOSTILE));

        assertThat(written.lines()).hasSize(2);
        assertThat(written.lines().toList().get(0)).startsWith("::error title=RootOps%3A hold::");
        assertThat(written.lines().toList().get(1))
                .startsWith("::warning title=RootOps%3A 9f1c2ab7d ]]>")
                .contains("%3A%3Aerror%3A%3Aboo%250A[U+000A]%3A%3Awarning");
        assertThat(write("github", summary(GateVerdict.ALLOW, "x")).lines())
                .as("a commit that stands high is told even where nothing holds")
                .singleElement()
                .asString()
                .startsWith("::warning ");
    }

    @Test
    void variablesAreWordsAndNumbers() throws IOException {
        assertThat(write("dotenv", summary(GateVerdict.HOLD, HOSTILE)))
                .isEqualTo("ROOTOPS_VERDICT=hold\nROOTOPS_PERCENTILE=97\nROOTOPS_LEVEL=high\n"
                        + "ROOTOPS_PROBABILITY=0.312\nROOTOPS_RISKIEST=" + SHA + "\n");
        assertThat(write("dotenv", new RiskSummary("a/b", null, null, List.of(), List.of(), null, "x", List.of())))
                .as("what is not known is left out")
                .isEmpty();
    }

    @Test
    void markdownKeepsAnybodysTextInCode() throws IOException {
        String written = write("markdown", summary(GateVerdict.HOLD, HOSTILE));

        assertThat(written.lines().filter(it -> it.startsWith("| ")))
                .as("head, rule, and a row for each commit")
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.chars().filter(c -> c == '|')).hasSize(6));
        assertThat(written)
                .contains("### RootOps: hold `acme/shop` to `production`")
                .doesNotContain("\u001B");
        assertThat(written.lines().filter(it -> it.startsWith("- ")))
                .allSatisfy(it -> assertThat(it).doesNotContainPattern("(?<!\\\\)\\]\\("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "junit", "github", "dotenv", "sarif"})
    void noFormatLetsTextSteerATerminal(String format) throws IOException {
        assertThat(write(format, summary(GateVerdict.HOLD, HOSTILE)))
                .doesNotContain("\u001B", "\u202E", "\u2028", "\r");
    }

    @Test
    void jsonSaysAllOfIt() throws IOException {
        JsonNode written = new ObjectMapper().readTree(write("json", summary(GateVerdict.HOLD, "Take orders twice")));

        assertThat(written.get("schema").asText()).isEqualTo("rootops.gate/1");
        assertThat(written.get("verdict").asText()).isEqualTo("hold");
        assertThat(written.get("hold_percentile").asInt()).isEqualTo(95);
        assertThat(written.at("/commits/0/title").asText()).isEqualTo("Take orders twice");
        assertThat(written.at("/commits/0/level").asText()).isEqualTo("high");
        assertThat(written.at("/commits/1/percentile").isNull()).isTrue();
        assertThat(written.at("/commits/1/unscored_reason").asText()).isEqualTo("A merge.");
    }

    private String write(String format, RiskSummary summary) throws IOException {
        StringBuilder text = new StringBuilder();
        Objects.requireNonNull(reporters.get(format)).write(summary, text);
        return text.toString();
    }

    private static RiskSummary summary(GateVerdict verdict, String text) {
        return new RiskSummary(
                "acme/shop",
                "production",
                verdict,
                List.of("Commit 9f1c2ab7d stands at percentile 97. " + text),
                List.of("A deployment without it. " + text),
                95,
                "learned from 97 outcomes here + prior",
                List.of(
                        new ReportedCommit(
                                SHA,
                                text,
                                97,
                                0.3123,
                                RiskLevel.HIGH,
                                List.of("412 lines added", text),
                                "https://rootops.test/dashboard/r/acme/shop/commits/" + SHA,
                                null),
                        new ReportedCommit("1".repeat(40), text, null, null, null, List.of(), null, "A merge.")));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ReportersTest.class.getResourceAsStream("schemas/" + name), name);
    }
}
