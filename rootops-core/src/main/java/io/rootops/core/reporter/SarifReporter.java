package io.rootops.core.reporter;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import io.rootops.core.risk.RiskLevel;
import java.io.IOException;

/**
 * The static analysis results interchange format, <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF
 * 2.1.0</a>: a result for each commit with a score. For who collects such files; the risk of a commit is no finding at a place
 * in a file, so it has no location.
 */
public final class SarifReporter implements RiskReporter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String RULE = "rootops/commit-risk";

    @Override
    public String format() {
        return "sarif";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        AsciiJson.write(out, json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(json);
            json.writeArrayFieldStart("results");
            for (ReportedCommit commit : summary.commits()) {
                if (commit.level() != null) {
                    result(commit, commit.level(), json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void tool(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "RootOps");
        json.writeArrayFieldStart("rules");
        json.writeStartObject();
        json.writeStringField("id", RULE);
        json.writeObjectFieldStart("shortDescription");
        json.writeStringField("text", "How likely a commit will have to be fixed or reverted");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(ReportedCommit commit, RiskLevel level, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", RULE);
        json.writeStringField("level", level(level));
        json.writeObjectFieldStart("message");
        String why = commit.reasons().isEmpty() ? "" : ". " + String.join("; ", commit.reasons());
        json.writeStringField(
                "text", Plain.line(commit.shortSha() + " " + commit.title() + ": " + commit.standing() + why));
        json.writeEndObject();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("commit/v1", commit.sha());
        json.writeEndObject();
        if (commit.percentile() != null) {
            json.writeNumberField("rank", commit.percentile().doubleValue());
        }
        if (commit.page() != null) {
            json.writeStringField("hostedViewerUri", commit.page());
        }
        json.writeEndObject();
    }

    private static String level(RiskLevel level) {
        return switch (level) {
            case HIGH -> "warning";
            case MEDIUM -> "note";
            case LOW -> "none";
        };
    }
}
