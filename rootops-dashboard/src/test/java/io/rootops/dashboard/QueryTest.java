package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.risk.RiskLevel;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @Test
    void reads_every_filter() {
        CommitFilter filter = CommitQuery.filter(
                query(Map.of(
                        "level",
                        "High",
                        "path",
                        "/src/main/",
                        "branch",
                        "x",
                        "from",
                        "now-7d",
                        "to",
                        "2026-03-14",
                        "q",
                        "totals")),
                Samples.repository(State.READY),
                Samples.NOW);

        assertThat(filter)
                .isEqualTo(new CommitFilter(
                        Samples.repository(State.READY).id(),
                        RiskLevel.HIGH,
                        "x",
                        "src/main",
                        Instant.parse("2026-03-07T12:00:00Z"),
                        Instant.parse("2026-03-15T00:00:00Z"),
                        "totals"));
    }

    @Test
    void the_default_branch_by_name_is_the_default_branch() {
        assertThat(CommitQuery.filter(query(Map.of("branch", "main")), Samples.repository(State.READY), Samples.NOW)
                        .branch())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "now, 2026-03-14T12:00:00Z",
        "now-24h, 2026-03-13T12:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T10:00:00+02:00, 2026-03-01T08:00:00Z"
    })
    void times_in_all_their_forms(String text, Instant expected) {
        assertThat(TimeParameter.from(query(Map.of("from", text)), Samples.NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "level, hgh, 'level ''hgh'' cannot be used; expected low, medium, high'",
        "from, yesterday, 'from ''yesterday'' cannot be used; expected now, now-7d'",
        "to, 2026-13-01, 'to ''2026-13-01'' cannot be used'",
        "from, now-99999999d, cannot be used"
    })
    void a_wrong_value_is_named_with_what_was_expected(String name, String value, String message) {
        assertThatThrownBy(() -> CommitQuery.filter(query(Map.of(name, value)), null, Samples.NOW))
                .isInstanceOfSatisfying(ProblemException.class, it -> {
                    assertThat(it.problem().status()).isEqualTo(400);
                    assertThat(it.problem().detail()).contains(message);
                    assertThat(it.problem().errors())
                            .singleElement()
                            .satisfies(wrong -> assertThat(wrong.parameter()).isEqualTo(name));
                });
    }

    @ParameterizedTest
    @CsvSource({"0", "201", "many", "1.5"})
    void a_limit_out_of_range_is_refused(String limit) {
        assertThatThrownBy(() -> query(Map.of("limit", limit)).number("limit", 50, 1, 200))
                .hasMessage("limit '" + limit + "' cannot be used; expected a whole number from 1 to 200");
    }

    private static Query query(Map<String, String> values) {
        return new Query("/api/dashboard/commits", values);
    }
}
