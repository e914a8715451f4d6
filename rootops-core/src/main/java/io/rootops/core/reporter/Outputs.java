package io.rootops.core.reporter;

import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a later step of a pipeline decides by, as words and numbers; what is not known is left out. */
final class Outputs {
    private Outputs() {}

    /** @param name lower-case */
    record Output(String name, String value) {}

    static List<Output> of(RiskSummary summary) {
        List<Output> outputs = new ArrayList<>();
        if (summary.verdict() != null) {
            outputs.add(new Output("verdict", summary.verdict().name().toLowerCase(Locale.ROOT)));
        }
        for (ReportedCommit riskiest : summary.riskiest().stream().toList()) {
            outputs.add(new Output("percentile", String.valueOf(riskiest.percentile())));
            if (riskiest.level() != null) {
                outputs.add(new Output("level", riskiest.level().word()));
            }
            if (riskiest.probability() != null) {
                outputs.add(new Output("probability", String.format(Locale.ROOT, "%.3f", riskiest.probability())));
            }
            outputs.add(new Output("riskiest", riskiest.sha()));
        }
        return outputs;
    }
}
