package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.testing.TestDatabase;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of an earlier release is taken over with all that it holds. */
class UpgradeTest {
    @Test
    void aMemoryOfTheFirstReleaseKeepsItsCommitsAndScores() {
        try (TestDatabase db = TestDatabase.createEmpty()) {
            Flyway.configure()
                    .dataSource(db.dataSource())
                    .locations("classpath:db/migration")
                    .target("1")
                    .load()
                    .migrate();
            db.execute("insert into repository (name, location, kind, mined_head, miner_version, state, commits,"
                    + " scored_commits) values ('acme/shop', '/shop', 'local', '\\x01', 1, 'ready', 1, 1)");
            db.execute("insert into author values (1, 1, 'ana@example.org', 'Ana', false)");
            db.execute("insert into commit_memory values (1, 1, '\\x" + "ab".repeat(20) + "', 1, '{}', 1, now(), now(),"
                    + " 'Change', 1, 10, 2, true, false, 1, 99.5, 'high')");
            db.execute("insert into commit_message values (1, 1, 'Change')");
            db.execute("insert into risk_model values (1, 1, 'size', now(), 1, '{12}', true)");
            db.execute("insert into risk_score values (1, 1, 1, 12, 99.5, now())");

            try (Database upgraded = db.open()) {
                TrackedRepository shop =
                        new RepositoryMemory(upgraded.dsl()).named("acme/shop").orElseThrow();
                assertThat(shop.scoredCommits()).isEqualTo(1);
                assertThat(new CommitMemory(upgraded.dsl()).find(shop.id(), "abababab"))
                        .isInstanceOfSatisfying(
                                ShaMatch.Found.class,
                                it -> assertThat(it.commit().summary().risk())
                                        .isNotNull()
                                        .satisfies(risk ->
                                                assertThat(risk.percentile()).isEqualTo(99)));
                assertThat(new ModelMemory(upgraded.dsl(), InstantSource.system()).promoted(shop.id()))
                        .hasValueSatisfying(
                                it -> assertThat(it.model().version()).isEqualTo(1));
                assertThat(upgraded.dsl().fetchValue("select count(*)::int from commit_memory where analyzed"))
                        .isEqualTo(1);
            }
        }
    }
}
