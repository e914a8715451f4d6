package io.rootops.core.reporter;

import java.io.IOException;
import java.util.Locale;

/** Variables for the jobs that come after, as GitLab takes them. Words and numbers only: nothing of it needs quotes. */
public final class DotenvReporter implements RiskReporter {
    @Override
    public String format() {
        return "dotenv";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        for (Outputs.Output output : Outputs.of(summary)) {
            out.append("ROOTOPS_")
                    .append(output.name().toUpperCase(Locale.ROOT))
                    .append('=')
                    .append(output.value())
                    .append('\n');
        }
    }
}
