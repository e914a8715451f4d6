package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.DayCount;
import io.rootops.dashboard.Samples;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-14T11:59:30Z, just now",
        "2026-03-14T12:00:40Z, just now",
        "2026-03-14T11:56:00Z, 4 min ago",
        "2026-03-14T09:00:00Z, 3 h ago",
        "2026-03-02T12:00:00Z, 12 d ago",
        "2026-01-02T12:00:00Z, 2 Jan 2026",
        "2038-01-19T03:14:07Z, in the future",
        "1969-07-20T20:17:40Z, 20 Jul 1969"
    })
    void times_are_told_as_people_do(Instant then, String words) {
        assertThat(Shown.ago(then, Samples.NOW)).isEqualTo(words);
    }

    @Test
    void a_cut_never_halves_a_character() {
        assertThat(Shown.cut("ab🚀cd", 3)).isEqualTo("ab…");
        assertThat(Shown.cut("short", 5)).isEqualTo("short");
    }

    @Test
    void links_encode_every_name() {
        assertThat(Links.commits("local/a b#?%")).isEqualTo("/dashboard/r/local/a%20b%23%3F%25/commits");
        assertThat(Links.forgeFile("https://github.com/a/b", "1f", "d/<x> \"y\""))
                .isEqualTo("https://github.com/a/b/blob/1f/d/%3Cx%3E%20%22y%22");
        assertThat(Links.forgeCommit("javascript:alert(1)//", "1f")).isNull();
    }

    @Test
    void days_without_commits_are_there() {
        List<DayItem> strip = DayItem.strip(
                List.of(new DayCount(LocalDate.parse("2026-03-13"), 3, 2, 1)), LocalDate.parse("2026-03-14"), 3);

        assertThat(strip)
                .containsExactly(
                        new DayItem(LocalDate.parse("2026-03-12"), 0, 0, 0),
                        new DayItem(LocalDate.parse("2026-03-13"), 3, 2, 1),
                        new DayItem(LocalDate.parse("2026-03-14"), 0, 0, 0));
        assertThat(DayItem.sum(strip).total()).isEqualTo(6);
    }

    @Test
    void a_filter_changes_one_thing_and_forgets_the_place_in_the_list() {
        FilterView filter = new FilterView("/c", Map.of("q", "a&b=c"), List.of());

        assertThat(filter.href("level", "high")).isEqualTo("/c?q=a%26b%3Dc&level=high");
        assertThat(filter.href("q", null)).isEqualTo("/c");
        assertThat(filter.times())
                .filteredOn(FilterView.Choice::chosen)
                .singleElement()
                .satisfies(it -> assertThat(it.label()).isEqualTo("All time"));
    }

    @Test
    void the_progress_of_several_repositories_is_that_of_those_being_read() {
        Backfill ready =
                RepositoryItem.of(Samples.repository(State.READY), Samples.NOW).backfill();
        Backfill mining =
                RepositoryItem.of(Samples.repository(State.MINING), Samples.NOW).backfill();
        Backfill waiting = RepositoryItem.of(Samples.repository(State.WAITING), Samples.NOW)
                .backfill();

        assertThat(Backfill.sum(List.of(ready, mining, waiting))).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.MINING);
            assertThat(it.total()).isEqualTo(2 * 38_590);
        });
        assertThat(Backfill.sum(List.of()).state()).isEqualTo(State.READY);
    }
}
