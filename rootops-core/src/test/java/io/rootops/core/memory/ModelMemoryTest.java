package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.TestDatabase;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
    private static final int COMMITS = 40_000;

    @Test
    void aLongHistoryIsRankedInPieces() {
        try (TestDatabase db = TestDatabase.create()) {
            TrackedRepository shop = new RepositoryMemory(db.dsl()).track("acme/shop", "/shop", Kind.LOCAL, null);
            int id = shop.id().value();
            db.execute("insert into author values (" + id + ", 1, 'a@example.org', 'A', false)");
            db.execute("insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                    + " committed_at, subject, files, lines_added, lines_deleted, rankable) select " + id
                    + ", i, decode(md5(i::text), 'hex'), i, '{}', 1, now(), now(), 'x', 1, i, 0, i % 10 <> 0"
                    + " from generate_series(1, " + COMMITS + ") i");
            db.execute("insert into commit_features select " + id + ", i, array_fill(0::real, array["
                    + Feature.LA.ordinal() + "]) || i::real || array_fill(0::real, array["
                    + (Feature.values().length - Feature.LA.ordinal() - 1) + "])"
                    + " from generate_series(1, " + COMMITS + ") i where i % 10 <> 0");

            new ModelMemory(db.dsl(), InstantSource.system()).rankAll(shop.id());

            assertThat(db.dsl().fetchValue("select count(*)::int from risk_score"))
                    .isEqualTo(COMMITS * 9 / 10);
            // Each is larger than the one before, so its place is its percentile, to a twentieth and rounding.
            assertThat(db.dsl()
                            .fetchValue("select count(*)::int from commit_memory where rankable and"
                                    + " (percentile is null or abs(percentile - 100.0 * position / " + COMMITS
                                    + ") > 0.06)"))
                    .isEqualTo(0);
            assertThat(new RepositoryMemory(db.dsl()).byId(shop.id()))
                    .hasValueSatisfying(it -> assertThat(it.scoredCommits()).isEqualTo(COMMITS * 9 / 10));
            assertThat(db.dsl().fetchValue("select sum(commits)::int from commit_day"))
                    .isEqualTo(COMMITS * 9 / 10);
        }
    }
}
