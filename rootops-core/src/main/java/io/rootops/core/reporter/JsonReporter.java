package io.rootops.core.reporter;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All of it for a program, in ASCII, so that no text in it can steer a terminal. */
public final class JsonReporter implements RiskReporter {
    private static final String SCHEMA = "rootops.gate/1";

    @Override
    public String format() {
        return "json";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        AsciiJson.write(out, json -> {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("repository", summary.repository());
            text("environment", summary.environment(), json);
            text(
                    "verdict",
                    summary.verdict() == null ? null : summary.verdict().name().toLowerCase(Locale.ROOT),
                    json);
            texts("reasons", summary.reasons(), json);
            texts("would_change", summary.wouldChange(), json);
            number("hold_percentile", summary.holdPercentile(), json);
            json.writeStringField("model_note", summary.modelNote());
            json.writeArrayFieldStart("commits");
            for (ReportedCommit commit : summary.commits()) {
                commit(commit, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void commit(ReportedCommit commit, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("sha", commit.sha());
        json.writeStringField("title", commit.title());
        number("percentile", commit.percentile(), json);
        if (commit.probability() == null) {
            json.writeNullField("probability");
        } else {
            json.writeNumberField("probability", commit.probability());
        }
        text("level", commit.level() == null ? null : commit.level().word(), json);
        texts("reasons", commit.reasons(), json);
        text("page", commit.page(), json);
        text("unscored_reason", commit.unscored(), json);
        json.writeEndObject();
    }

    private static void text(String name, @Nullable String text, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeString(text);
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void number(String name, @Nullable Integer number, JsonGenerator json) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }
}
