package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private final Random random = new Random(8);

    @Test
    void takesThePriorsShareOfTheWayToTheRate() {
        // Every outcome is known by now: nothing to correct for being late.
        List<Calibration.Row> rows = rows(1_900, -1, 0.4, 3_000, 30);

        // Logit .4 is -.405: from -1 it is .595 away.
        assertThat(Calibration.shift(rows, 1)).isCloseTo(0.6, within(0.12));
        assertThat(Calibration.shift(rows, 0.5)).isCloseTo(Calibration.shift(rows, 1) / 2, within(1e-9));
        assertThat(Calibration.shift(rows, 0)).isZero();
    }

    @Test
    void outcomesNotKnownYetAreExpected() {
        List<Calibration.Row> all = rows(1_900, -1, 0.3, 400, 300);
        List<Calibration.Row> known = all.stream()
                .map(it -> it.bad() && it.delayDays() > it.ageDays()
                        ? new Calibration.Row(it.logit(), it.ageDays(), false, 0)
                        : it)
                .toList();
        double seen = known.stream().filter(Calibration.Row::bad).count() / 1_900.0;

        double plain = Math.log(seen / (1 - seen)) + 1;
        assertThat(Calibration.shift(known, 1)).isGreaterThan(plain + 0.1);
    }

    @Test
    void staysWithinItsCap() {
        assertThat(Calibration.shift(rows(1_000, -6, 0.9, 3_000, 30), 1)).isCloseTo(1.5, within(1e-9));
        assertThat(Calibration.shift(rows(4_000, 6, 0.05, 3_000, 30), 1)).isCloseTo(-1.5, within(1e-9));
    }

    @Test
    void isNothingWhereLittleIsKnown() {
        assertThat(Calibration.shift(List.of(), 1)).isZero();
        assertThat(Calibration.shift(rows(199, -1, 0.5, 3_000, 30), 1)).isZero();
        assertThat(Calibration.shift(rows(400, -1, 0.05, 3_000, 30), 1)).isZero();
    }

    /** All of one logit, bad at the given rate, and known after a delay of the given mean. */
    private List<Calibration.Row> rows(int count, double logit, double rate, double oldest, double delay) {
        List<Calibration.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double age = oldest * (count - i) / count + 91;
            rows.add(new Calibration.Row(
                    logit, age, random.nextDouble() < rate, -delay * Math.log(1 - random.nextDouble())));
        }
        return rows;
    }
}
