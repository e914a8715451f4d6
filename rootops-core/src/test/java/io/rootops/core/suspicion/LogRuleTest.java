package io.rootops.core.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ErrorTemplate;
import io.rootops.core.signal.verdict.ServiceLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogRuleTest {
    private static final ServiceName TILL = new ServiceName("till", "production");
    private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");
    private static final int HOUR = 12;
    private static final int DAY = 24 * HOUR;
    private static final int END = (int) LogRule.HISTORY.dividedBy(LogRule.STEP);

    private final double[] lines = filled(50);
    private final double[] errors = filled(0);

    private static double[] filled(double value) {
        double[] values = new double[END];
        Arrays.fill(values, value);
        return values;
    }

    private static void set(double[] counts, int from, int to, double value) {
        Arrays.fill(counts, END - from, END - to, value);
    }

    private static Series series(double[] counts) {
        return Series.of(NOW.minus(LogRule.HISTORY), LogRule.STEP, counts);
    }

    private LogRule rule(ErrorTemplate... templates) {
        return rule(NOW.minus(LogRule.HISTORY), templates);
    }

    private LogRule rule(Instant since, ErrorTemplate... templates) {
        return new LogRule(TILL, new ServiceLogs(series(lines), series(errors), List.of(templates), since, null), NOW);
    }

    private static ErrorTemplate template(@Nullable Instant last, double[] counts) {
        return new ErrorTemplate("7", last, series(counts));
    }

    @Test
    void errorsThatRiseFurtherThanEverAndLastAreTold() {
        set(errors, 6, 0, 4);

        List<Finding> found = rule().errors();

        assertThat(found).extracting(Finding::kind).containsExactly(Kind.ERRORS_JUMP, Kind.ERROR_SHARE_JUMP);
        assertThat(found.get(0).value()).isEqualTo(24);
        assertThat(found.get(0).expected()).isEqualTo(0.25);
        assertThat(found.get(0).asLarge()).isZero();
        assertThat(found.get(0).placebos()).isGreaterThan(20 * DAY);
    }

    @Test
    void aBurstThatIsOverIsNot() {
        set(errors, 6, 5, 100);

        assertThat(rule().errors()).isEmpty();
    }

    @Test
    void whatCameBeforeIsNoNews() {
        set(errors, 6, 0, 4);
        set(errors, 5 * DAY, 5 * DAY - 6, 4);

        assertThat(rule().errors()).isEmpty();
    }

    @Test
    void whatTheSameHourOfLastWeekHadIsExpected() {
        set(errors, 6, 0, 4);
        // A little less, so that it alone would not be as large.
        set(errors, 7 * DAY + 6, 7 * DAY, 3);

        assertThat(rule().errors()).isEmpty();
    }

    @Test
    void fewerThanTwentyLinesTellNothingOfErrors() {
        set(errors, 6, 0, 3);
        Arrays.fill(lines, END - 6, END, 3);
        assertThat(rule().errors()).as("18 lines").isEmpty();

        Arrays.fill(lines, END - 6, END, 4);
        assertThat(rule().errors()).as("24 lines").isNotEmpty();
    }

    @Test
    void twoDaysOfHistoryAreNeeded() {
        set(errors, 6, 0, 4);
        set(lines, END, 2 * DAY, Double.NaN);
        set(errors, END, 2 * DAY, Double.NaN);

        assertThat(rule(NOW.minus(Duration.ofHours(47))).errors()).isEmpty();
        assertThat(rule(NOW.minus(Duration.ofHours(48))).errors()).isNotEmpty();
    }

    @Test
    void aNewErrorNeedsNoStatisticsButADayOfLogs() {
        double[] counts = filled(0);
        counts[END - 2] = 1;

        assertThat(rule(template(null, counts)).errors()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.NEW_ERROR);
            assertThat(it.template()).isEqualTo(7);
            assertThat(it.value()).isEqualTo(1);
            assertThat(it.first()).isEqualTo(NOW.minus(Duration.ofMinutes(10)));
            assertThat(it.expected()).isNull();
        });
        assertThat(rule(template(NOW.minus(Duration.ofDays(15)), counts)).errors())
                .as("it came more than two weeks ago")
                .hasSize(1);
        assertThat(rule(template(NOW.minus(Duration.ofDays(13)), counts)).errors())
                .as("it came less than two weeks ago")
                .isEmpty();
        assertThat(rule(NOW.minus(Duration.ofHours(23)), template(null, counts)).errors())
                .as("it is not known for a day")
                .isEmpty();
    }

    @Test
    void oneTemplateThatRisesIsNamed() {
        double[] counts = filled(0);
        set(counts, 6, 0, 4);
        Arrays.fill(errors, 40);

        assertThat(rule(template(NOW.minus(Duration.ofDays(1)), counts)).errors())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(Kind.TEMPLATE_JUMP);
                    assertThat(it.template()).isEqualTo(7);
                });
    }

    @Test
    void aServiceThatSuddenlySaysNothingIsSilent() {
        set(lines, 3, 0, 0);

        assertThat(rule().silence()).hasValueSatisfying(it -> {
            assertThat(it.kind()).isEqualTo(Kind.SILENCE);
            assertThat(it.value()).isEqualTo(900);
            assertThat(it.expected()).isEqualTo(150);
            assertThat(it.first()).isEqualTo(NOW.minus(Duration.ofMinutes(15)));
        });
        set(lines, 3, 2, 1);
        assertThat(rule().silence()).as("ten minutes").isEmpty();
    }

    @Test
    void aServiceThatIsOftenSilentIsNot() {
        set(lines, 3, 0, 0);
        set(lines, 3 * DAY, 3 * DAY - 3, 0);

        assertThat(rule().silence()).isEmpty();
    }

    @Test
    void whatSaysLittleIsNotMissedSoon() {
        Arrays.fill(lines, 2);
        set(lines, 9, 0, 0);
        assertThat(rule().silence()).as("18 lines were expected").isEmpty();

        set(lines, 10, 0, 0);
        assertThat(rule().silence()).as("20 lines were expected").isPresent();
    }

    @Test
    void theHourOfLastWeekSaysWhetherSilenceIsUsual() {
        set(lines, 3, 0, 0);
        // Two lines a step then: too few to miss.
        set(lines, 7 * DAY + 9, 7 * DAY - 6, 2);

        assertThat(rule().silence()).isEmpty();
    }
}
