package io.rootops.core.signal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which source counts a line, at the borders of what the other has counted. */
class LogCoverageTest {
    private static final Instant FROM = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant TO = FROM.plusSeconds(60);
    private final LogCoverage coverage =
            new LogCoverage(Map.of("till", List.of(new LogCoverage.Span(FROM, TO))), Set.of("till"), true);

    private boolean counted(String service, Instant at) {
        return coverage.countsFromLoki(new LogLine(service, null, "a", at, "paid"));
    }

    @Test
    void aSpanHoldsItsEndAndNotItsBegin() {
        assertThat(counted("till", FROM)).isTrue();
        assertThat(counted("till", FROM.plusMillis(1))).isFalse();
        assertThat(counted("till", TO)).isFalse();
        assertThat(counted("till", TO.plusMillis(1))).isTrue();
        assertThat(counted("cart", TO)).as("of another service").isTrue();
    }

    @Test
    void whatOnlyMeetsASpanIsCounted() {
        assertThat(coverage.countsFromLoki("till", FROM.minusSeconds(60), FROM)).isTrue();
        assertThat(coverage.countsFromLoki("till", TO, TO.plusSeconds(60))).isTrue();
        assertThat(coverage.countsFromLoki("till", FROM.minusSeconds(60), FROM.plusMillis(1)))
                .isFalse();
        assertThat(coverage.countsFromLoki("till", TO.minusMillis(1), TO.plusSeconds(60)))
                .isFalse();
        assertThat(coverage.countsFromLoki("till", FROM.minusSeconds(60), TO.plusSeconds(60)))
                .as("around it")
                .isFalse();
        assertThat(coverage.countsFromLoki("cart", FROM, TO)).isTrue();
    }

    @Test
    void filesStandInForAServiceOfLokiOnlyWhileItIsAway() {
        LogLine line = new LogLine("till", null, "a", TO, "paid");
        assertThat(coverage.countsFromFile(line)).isFalse();
        assertThat(new LogCoverage(Map.of(), Set.of("till"), false).countsFromFile(line))
                .isTrue();
        assertThat(new LogCoverage(Map.of(), Set.of("cart"), true).countsFromFile(line))
                .as("Loki has none of its lines")
                .isTrue();
    }

    @Test
    void theOtherOneCountsAlikeWhereItKnowsTheSameOfTheService() {
        LogCoverage away = new LogCoverage(coverage.files(), coverage.loki(), false);
        assertThat(coverage.countsAlikeFromFiles("till", away)).isFalse();
        assertThat(coverage.countsAlikeFromLoki("till", away)).isTrue();
        LogCoverage nothing = new LogCoverage(Map.of(), Set.of(), true);
        assertThat(coverage.countsAlikeFromFiles("till", nothing)).isFalse();
        assertThat(coverage.countsAlikeFromFiles("cart", nothing)).isTrue();
        assertThat(coverage.countsAlikeFromLoki("till", nothing)).isFalse();
        assertThat(coverage.countsAlikeFromLoki("cart", nothing)).isTrue();
    }
}
