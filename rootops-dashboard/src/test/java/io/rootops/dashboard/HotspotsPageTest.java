package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.FileChanges;
import io.rootops.core.pattern.Hotspots;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.HotspotsView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotspotsPageTest {
    private static final String REPOSITORY = "acme/shop";
    private static final List<FileChanges> FILES = List.of(
            file("src/cart/<b>Totals.java", 12, 400, new Count(100, 40)),
            file("src/cart/Lines.java", 4, 300, new Count(100, 10)),
            file("src/cartography/Map.java", 3, 9, Count.NONE));

    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    private static FileChanges file(String path, int commits, int lines, Count past) {
        return new FileChanges(path, commits, lines, 1, 81.6, Samples.NOW.minus(Duration.ofDays(3)), past);
    }

    private static HotspotsView view(@Nullable Integer days, @Nullable String path, int limit) {
        return HotspotsView.of(REPOSITORY, days, path, Hotspots.of(FILES), limit);
    }

    private String page(@Nullable HotspotsView view, List<String> repositories) {
        Map<String, Object> parts = new HashMap<>();
        parts.put("frame", Samples.frame(Section.HOTSPOTS, view == null ? null : REPOSITORY, repositories));
        parts.put("view", view);
        return new String(pages.render(200, "hotspots.jte", parts).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aFileTellsItsCountsAndLeadsToItsCommits() {
        assertThat(page(view(90, null, 50), List.of(REPOSITORY)))
                .contains(
                        "/dashboard/r/acme/shop/commits?path=src%2Fcart%2F%3Cb%3ETotals.java&amp;from=now-90d",
                        "40 of 100 went wrong",
                        "95 % interval 31 % to 50 %",
                        "class=\"tone-high\"",
                        "class=\"tone-usual\"",
                        "no outcome known",
                        "All files that changed are drawn",
                        "/api/v1/hotspots?repository=acme/shop&amp;days=90&amp;limit=50")
                .doesNotContain("<b>Totals");
    }

    @Test
    void aPathIsADirectoryOrAFileAndWhatIsNotListedIsCounted() {
        HotspotsView below = view(null, "src/cart", 1);

        assertThat(below.files()).isEqualTo(2);
        assertThat(below.linesTouched()).isEqualTo(700);
        assertThat(below.restLines()).isEqualTo(300);
        assertThat(view(null, "src/cart/Lines.java", 50).items()).hasSize(1);
        assertThat(view(null, "src/car", 50).items()).isEmpty();
        assertThat(page(below, List.of(REPOSITORY)))
                .contains(
                        "1 other file that changed, 300 lines touched",
                        "in all its history",
                        "One directory up",
                        "?days=all&amp;path=src&amp;limit=1",
                        "value=\"src/cart\"");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(page(null, List.of())).contains("RootOps follows none yet");
        assertThat(page(null, List.of(REPOSITORY, "acme/till"))).contains("/dashboard/r/acme/till/hotspots");
        assertThat(page(view(30, "lib", 50), List.of(REPOSITORY))).contains("No file at or below <code>lib</code>");
        assertThat(page(
                        HotspotsView.of(REPOSITORY, 90, null, Hotspots.of(List.of(FILES.get(2))), 50),
                        List.of(REPOSITORY)))
                .contains("No commit here is old enough to be judged");
    }

    @Test
    void aHistoryOfManyFilesMakesAPageOfAFew() {
        List<FileChanges> many = IntStream.range(0, 25_000)
                .mapToObj(it -> file("src/F" + it + ".java", 1 + it % 7, 1 + it % 90, new Count(10 + it % 40, it % 9)))
                .toList();

        HotspotsView view = HotspotsView.of(REPOSITORY, null, null, Hotspots.of(many), 50);

        assertThat(view.rest()).isEqualTo(24_950);
        assertThat(page(view, List.of(REPOSITORY))).hasSizeLessThan(100_000).contains("24,950 other files");
    }
}
