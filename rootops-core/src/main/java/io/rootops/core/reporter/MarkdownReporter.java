package io.rootops.core.reporter;

import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** For summaries of builds, annotations and comments. Anybody's text stands as code, so that no forge makes links of it. */
public final class MarkdownReporter implements RiskReporter {
    private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    @Override
    public String format() {
        return "markdown";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        out.append("### RootOps: ").append(heading(summary)).append("\n\n");
        for (String reason : summary.reasons()) {
            out.append("- ").append(words(reason)).append('\n');
        }
        for (String change : summary.wouldChange()) {
            out.append("- Would change it: ").append(words(change)).append('\n');
        }
        if (!summary.commits().isEmpty()) {
            out.append("\n| Commit | Risk | Percentile | Probability | Title |\n| --- | --- | ---: | ---: | --- |\n");
            for (ReportedCommit commit : summary.commits()) {
                row(commit, out);
            }
            for (ReportedCommit commit : summary.riskiest().stream().toList()) {
                out.append("\nWhy ").append(code(commit.shortSha())).append(" stands there:\n\n");
                for (String reason : commit.reasons()) {
                    out.append("- ").append(words(reason)).append('\n');
                }
            }
        }
        out.append("\nRanks are ").append(words(summary.modelNote())).append(".\n");
    }

    private static String heading(RiskSummary summary) {
        if (summary.verdict() == null) {
            return "risk of " + code(summary.repository());
        }
        String where = summary.environment() == null ? "" : " to " + code(summary.environment());
        return summary.verdict().name().toLowerCase(Locale.ROOT) + " " + code(summary.repository()) + where;
    }

    private static void row(ReportedCommit commit, Appendable out) throws IOException {
        String sha = code(commit.shortSha());
        boolean linked = commit.page() != null && !commit.page().matches(".*[\\s()<>|].*");
        out.append("| ")
                .append(linked ? "[" + sha + "](" + commit.page() + ")" : sha)
                .append(" | ")
                .append(commit.level() == null ? "no score" : commit.level().word())
                .append(" | ")
                .append(commit.percentile() == null ? "" : commit.percentile().toString())
                .append(" | ")
                .append(commit.probability() == null ? "" : Math.round(100 * commit.probability()) + " %")
                .append(" | ")
                .append(code(commit.title()))
                .append(" |\n");
    }

    /** Our own words. */
    private static String words(String text) {
        return SIGNS.matcher(Plain.line(text)).replaceAll("\\\\$0");
    }

    /** In a table a bar ends a cell, even in code. */
    private static String code(String text) {
        String line = Plain.line(text).replace("|", "¦");
        if (line.isBlank()) {
            return "(blank)";
        }
        int longest = BACKTICKS
                .matcher(line)
                .results()
                .mapToInt(it -> it.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        return longest > 0 ? fence + " " + line + " " + fence : fence + line + fence;
    }
}
