package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.outcome.Finding;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int COMMITS = 700;
    /** Takes features for a little safer than other commits. */
    private static final Prior STEADY = new Prior(
            "steady",
            new LogisticModel(List.of(Feature.WFEAT), new double[] {0}, new double[] {1}, new double[] {-0.05}, -1),
            ReferenceDistribution.of(new float[] {-1, 0}),
            List.of("acme/other"));

    private final Training training = new Training(Feature.learned());
    private final Comparison comparison = new Comparison(STEADY, training);
    private final Instant now = at(COMMITS).plus(Duration.ofDays(365));

    @Test
    void theNewOneWinsByTheNewestCommits() {
        assertThat(comparison.against(priorOnly(), history(COMMITS), now)).isEmpty();
    }

    @Test
    void statedOutcomesAreGuardedAlsoWhereAllThatWentWrongIsNew() {
        // Nothing bad is known before the half of the history, so that is no place to begin at.
        assertThat(comparison.against(priorOnly(), history(620), now))
                .hasValueSatisfying(it -> assertThat(it)
                        .startsWith("it ranks ")
                        .contains(" of the newest commits, reverts and named culprits, worse (AUC 0.4"));
    }

    private Present priorOnly() {
        Instant early = at(100);
        return new Present(
                new Learner(STEADY, training).unplaced(1, history(COMMITS).subList(0, 100), early), early);
    }

    /** From the 450th on fixes find most features bad; from the given one on reverts take back others. */
    private static List<LabelledCommit> history(int reverts) {
        List<LabelledCommit> commits = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            boolean feature = i % 3 == 0;
            OutcomeSource source = feature && i >= 450 && i % 5 != 0
                    ? OutcomeSource.SZZ
                    : !feature && i >= reverts && i % 8 == 0 ? OutcomeSource.REVERT : null;
            commits.add(commit(i, feature, source));
        }
        return commits;
    }

    private static LabelledCommit commit(int number, boolean feature, @Nullable OutcomeSource source) {
        float[] values = new float[Feature.values().length];
        values[Feature.WFEAT.ordinal()] = feature ? 1 : 0;
        Findings findings = source == null
                ? Findings.NONE
                : new Findings(
                        List.of(new Finding(at(number).plus(Duration.ofDays(30)), null, source, "fix" + number)));
        return new LabelledCommit("sha" + number, at(number), new Features(values), findings, false);
    }

    private static Instant at(int number) {
        return START.plus(Duration.ofDays(2L * number));
    }
}
