package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outcomes of a few commits, as lists of commits ask for them. */
class OutcomeMemoryTest {
    private static final String BAD = "a".repeat(40);
    private static final String FIX = "b".repeat(40);
    private static final String REVERT = "c".repeat(40);
    private static final String AGAIN = "d".repeat(40);

    private TestDatabase db;
    private OutcomeMemory outcomes;
    private RepositoryId shop;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        outcomes = new OutcomeMemory(db.dsl());
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "/srv/shop", Kind.LOCAL, null)
                .id();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void theMostTrustedEvidenceCountsFromTheEarliest() {
        store(BAD, "szz", FIX, true, "2026-03-01T00:00:00Z");
        store(BAD, "revert", REVERT, true, "2026-03-04T00:00:00Z");
        store(FIX, "szz", REVERT, false, "2026-03-04T00:00:00Z");

        assertThat(outcomes.labels(shop, List.of(BAD, FIX, AGAIN)))
                .containsExactly(
                        Map.entry(BAD, new Label(Instant.parse("2026-03-01T00:00:00Z"), OutcomeSource.REVERT, REVERT)));
        assertThat(outcomes.labels(new RepositoryId(99), List.of(BAD))).isEmpty();
        assertThat(outcomes.labels(shop, List.of())).isEmpty();
    }

    @Test
    void aRevertThatWasRevertedCountsNoMore() {
        store(BAD, "revert", REVERT, true, "2026-03-01T00:00:00Z");
        store(REVERT, "revert", AGAIN, true, "2026-03-02T00:00:00Z");

        assertThat(outcomes.labels(shop, List.of(BAD))).isEmpty();
        assertThat(outcomes.labels(shop, List.of(REVERT))).containsOnlyKeys(REVERT);
    }

    private void store(String sha, String source, String evidence, boolean strong, String knownAt) {
        db.execute(String.format(
                "insert into outcome values (%d, '\\x%s', '%s', '%s', %s, '%s', 0)",
                shop.value(), sha, source, evidence, strong, knownAt));
    }
}
