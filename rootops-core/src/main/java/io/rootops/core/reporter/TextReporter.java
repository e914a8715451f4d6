package io.rootops.core.reporter;

import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.io.IOException;
import java.util.Locale;

/** For people who read a log. */
public final class TextReporter implements RiskReporter {
    @Override
    public String format() {
        return "text";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        if (summary.verdict() != null) {
            String where = summary.environment() == null ? "" : " to " + Plain.line(summary.environment());
            out.append(summary.verdict().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(Plain.line(summary.repository()))
                    .append(where)
                    .append('\n');
        }
        for (String reason : summary.reasons()) {
            out.append("  ").append(Plain.line(reason)).append('\n');
        }
        for (String change : summary.wouldChange()) {
            out.append("  Would change it: ").append(Plain.line(change)).append('\n');
        }
        for (ReportedCommit commit : summary.commits()) {
            out.append(commit.shortSha())
                    .append("  ")
                    .append(commit.standing())
                    .append("  ")
                    .append(Plain.line(commit.title()))
                    .append('\n');
            for (String reason : commit.reasons()) {
                out.append("    ").append(Plain.line(reason)).append('\n');
            }
            if (commit.unscored() != null) {
                out.append("    ").append(Plain.line(commit.unscored())).append('\n');
            }
            if (commit.page() != null) {
                out.append("    ").append(Plain.line(commit.page())).append('\n');
            }
        }
        out.append("Ranks are ").append(Plain.line(summary.modelNote())).append(".\n");
    }
}
