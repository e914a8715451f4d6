package io.rootops.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.RangeRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayedRangesTest {
    private static final Instant NOW = Instant.parse("2026-03-14T00:00:00Z");
    private static final double SAID = 0.2;

    @Test
    void whereCommitsShareTheirFateARangeIsLessRiskyThanIndependentOnesWouldBe() {
        // Days on which all of sixteen goes wrong, and days on which nothing does: each commit in one of five.
        List<HeldOut> replay = replay(4_000, i -> new Random(i / 16).nextInt(5) == 0);

        RangeRisk risk = ReplayedRanges.calibrated(replay, NOW);

        assertThat(risk.share()).isLessThan(0.1);
        assertThat(risk.probability(of(8))).isLessThan(RangeRisk.INDEPENDENT.probability(of(8)) - 0.4);
        // What was said of ranges of eight is what became of them.
        assertThat(risk.probability(of(8))).isCloseTo(share(replay, 8), within(0.05));
    }

    @Test
    void whereTheyDoNotItIsThatOfIndependentOnes() {
        Random random = new Random(3);
        List<HeldOut> replay = replay(4_000, i -> random.nextInt(5) == 0);

        RangeRisk risk = ReplayedRanges.calibrated(replay, NOW);

        assertThat(risk.share()).isCloseTo(1, within(0.1));
        assertThat(risk.probability(of(4))).isCloseTo(share(replay, 4), within(0.05));
    }

    @Test
    void commitsTooYoungToTellCountForNothing() {
        List<HeldOut> replay = replay(4_000, i -> new Random(i / 16).nextInt(5) == 0);

        assertThat(ReplayedRanges.calibrated(replay, replay.get(0).committedAt().plus(Learner.WAIT)))
                .isEqualTo(RangeRisk.INDEPENDENT);
        assertThat(ReplayedRanges.calibrated(List.of(), NOW)).isEqualTo(RangeRisk.INDEPENDENT);
    }

    private interface Fate {
        boolean bad(int commit);
    }

    private static List<HeldOut> replay(int commits, Fate fate) {
        List<HeldOut> all = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            Instant at = NOW.minus(Duration.ofDays(100)).minus(Duration.ofHours(commits - i));
            boolean bad = fate.bad(i);
            double logit = Math.log(SAID / (1 - SAID));
            all.add(new HeldOut(
                    String.format("%040x", i),
                    at,
                    0,
                    logit,
                    logit,
                    SAID,
                    10,
                    1,
                    bad ? at.plus(Duration.ofDays(9)) : null,
                    bad ? OutcomeSource.SZZ : null,
                    bad ? "fix" : null,
                    false));
        }
        return all;
    }

    private static double[] of(int commits) {
        double[] probabilities = new double[commits];
        java.util.Arrays.fill(probabilities, SAID);
        return probabilities;
    }

    /** Of the ranges of that size, those with a bad commit. */
    private static double share(List<HeldOut> replay, int size) {
        int bad = 0;
        for (int from = 0; from + size <= replay.size(); from += size) {
            bad += replay.subList(from, from + size).stream().anyMatch(HeldOut::bad) ? 1 : 0;
        }
        return (double) bad * size / replay.size();
    }
}
