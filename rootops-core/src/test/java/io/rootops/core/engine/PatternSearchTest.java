package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatternSearchTest {
    /** When the outcomes of all commits are known, and none was made for a while. */
    private static final InstantSource CLOCK =
            InstantSource.fixed(InventedHistory.at(700).plus(Duration.ofDays(100)));

    private static TestDatabase db;
    private static RepositoryId shop;

    @BeforeAll
    static void store() {
        db = TestDatabase.create();
        shop = new InventedHistory(700, true).store(db);
        // Every third commit, those that speak of a feature, is of one directory.
        db.execute("insert into path (repository_id, id, path) values (" + shop.value() + ", 1, 'till/A.java'), ("
                + shop.value() + ", 2, 'shelf/B.java')");
        db.execute(
                "insert into file_change (repository_id, commit_id, path_id, file_id, status, is_binary, lines_added,"
                        + " lines_deleted) select repository_id, id, case when position % 3 = 1 then 1 else 2 end,"
                        + " case when position % 3 = 1 then 1 else 2 end, 'M', false, 1, 1 from commit_memory");
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static PatternSearch search(InstantSource clock, double threshold) {
        return search(clock, threshold, true);
    }

    private static PatternSearch search(InstantSource clock, double threshold, boolean continuous) {
        return new PatternSearch(db.dsl(), clock, part -> {}, PatternRule.of(threshold), continuous);
    }

    @Test
    void whatIsFoundIsKeptAndLookedForAgainOnlyWhenSomethingIsNew() {
        PatternMemory memory = new PatternMemory(db.dsl());
        PatternSearch search = search(CLOCK, 0.7);
        assertThat(search.due(shop)).isTrue();

        search.search(shop);

        assertThat(search.due(shop)).isFalse();
        assertThat(search.due(new RepositoryId(99))).isFalse();
        assertThat(memory.search(shop).orElseThrow().base().known()).isEqualTo(700);
        List<Pattern> found = memory.found(shop);
        Pattern till = found.stream()
                .filter(it -> it.trait().kind() == PatternKind.PATH)
                .findFirst()
                .orElseThrow();
        assertThat(till.trait().subject()).isEqualTo("till");
        assertThat(till.state()).isEqualTo(Pattern.State.PATTERN);
        assertThat(till.count().known()).isEqualTo(234);
        assertThat(till.checked()).isNotEqualTo(Count.NONE);
        assertThat(till.examples()).hasSize(10).allMatch(it -> it.length() == 40);
        assertThat(found)
                .isSortedAccordingTo((a, b) -> a.state() == b.state()
                        ? Double.compare(b.confidence(), a.confidence())
                        : a.state().compareTo(b.state()));
        assertThat(found).anyMatch(it -> it.trait().words().equals("speaks of a new feature"));

        // Nothing changed: the same again.
        InstantSource later = InstantSource.fixed(CLOCK.instant().plus(Duration.ofDays(8)));
        assertThat(search(later, 0.7).due(shop)).isTrue();
        search(later, 0.7).search(shop);
        Instant since = till.foundAt();
        assertThat(memory.found(shop))
                .filteredOn(it -> it.trait().equals(till.trait()))
                .first()
                .extracting(Pattern::foundAt)
                .isEqualTo(since);

        // Another threshold asks again, and so does a new outcome.
        assertThat(search(later, 0.9).due(shop)).isTrue();
        assertThat(search(later, 0.7).due(shop)).isFalse();
        db.execute("update repository set outcome_revision = outcome_revision + 1");
        assertThat(search(later, 0.7).due(shop)).isTrue();

        // Without continuous learning, another threshold alone.
        assertThat(search(later, 0.7, false).due(shop)).isFalse();
        assertThat(search(later, 0.9, false).due(shop)).isTrue();
    }
}
