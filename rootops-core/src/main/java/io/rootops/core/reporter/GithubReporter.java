package io.rootops.core.reporter;

import io.rootops.core.gate.GateVerdict;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.io.IOException;

/**
 * Annotations for the log of GitHub Actions, by its
 * <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">workflow commands</a>.
 */
public final class GithubReporter implements RiskReporter {
    @Override
    public String format() {
        return "github";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        if (summary.verdict() == GateVerdict.HOLD || summary.verdict() == GateVerdict.UNKNOWN) {
            boolean hold = summary.verdict() == GateVerdict.HOLD;
            annotation(
                    hold ? "error" : "notice",
                    hold ? "RootOps: hold" : "RootOps: unknown",
                    String.join(" ", summary.reasons()),
                    out);
        }
        for (ReportedCommit commit : summary.commits()) {
            if (commit.standsAt(summary.holdPercentile())) {
                annotation(
                        "warning",
                        "RootOps: " + commit.shortSha() + " " + commit.title(),
                        commit.standing() + ". " + String.join("; ", commit.reasons()),
                        out);
            }
        }
    }

    /** Outputs of the step, as they are appended to the file of {@code GITHUB_OUTPUT}. */
    public static String outputs(RiskSummary summary) {
        StringBuilder lines = new StringBuilder();
        Outputs.of(summary)
                .forEach(it ->
                        lines.append(it.name()).append('=').append(it.value()).append('\n'));
        return lines.toString();
    }

    private static void annotation(String kind, String title, String message, Appendable out) throws IOException {
        out.append("::")
                .append(kind)
                .append(" title=")
                .append(data(title).replace(":", "%3A").replace(",", "%2C"))
                .append("::")
                .append(data(message))
                .append('\n');
    }

    private static String data(String text) {
        return Plain.line(text).replace("%", "%25");
    }
}
