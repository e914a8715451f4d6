package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.privacy.Person;
import io.rootops.core.testing.MemoryRows;
import io.rootops.core.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken out of a memory that has a row in each table is in none of them any more. */
class RemovalTest {
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public' order by 1";

    private TestDatabase db;

    @BeforeEach
    void fill() {
        db = TestDatabase.create();
        int schema = db.dsl()
                .fetchSingle("select max(version::int) from flyway_schema_history")
                .get(0, int.class);
        MemoryRows.insert(db, schema, 2);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aRemovedRepositoryHasNoRowLeftInAnyTableAndTheOtherHasAllOfIts() {
        Map<String, Integer> other = rows(2);
        assertThat(rows(1)).isEqualTo(other).hasSizeGreaterThan(30).doesNotContainValue(0);
        assertThat(count("scheduled_tasks", "task_instance = '1'")).isEqualTo(1);

        List<String> locations = new RepositoryRemoval(db.dsl()).remove(new RepositoryId(1));

        assertThat(locations).containsExactly("https://github.com/acme/shop1.git", "https://github.com/acme/old1.git");
        assertThat(rows(1))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(rows(2)).isEqualTo(other);
        for (String tasks : List.of("scheduled_tasks", "poll_tasks")) {
            assertThat(count(tasks, "task_instance = '1'")).isZero();
            assertThat(count(tasks, "task_instance = '2'")).isEqualTo(1);
        }
        assertThat(count("webhook_inbox", "github_id = 1001")).isZero();
        assertThat(count("webhook_inbox", "github_id = 1002")).isEqualTo(1);
        assertThat(new RepositoryRemoval(db.dsl()).remove(new RepositoryId(1))).isEmpty();
    }

    @Test
    void whatAnAppIsInstalledOnWouldBeFollowedAgain() {
        RepositoryRemoval removal = new RepositoryRemoval(db.dsl());
        assertThat(removal.installedBy(new RepositoryId(1))).contains("acme");
        db.execute("update repository set paused = 'removed' where id = 1");
        assertThat(removal.installedBy(new RepositoryId(1))).isEmpty();
        assertThat(removal.installedBy(new RepositoryId(2))).contains("acme");
    }

    @Test
    void aForgottenPersonIsNamedInNoTableAndAllScoresStay() {
        db.execute(
                "update webhook_inbox set state = 'done', finished_at = now(), locked_by = null, locked_until = null");
        Map<String, String> scores = scores();
        assertThat(naming()).contains("author", "commit_message", "pull_request", "issue", "webhook_inbox");
        ForgottenPeople people = new ForgottenPeople(db.dsl());
        Person ana = Person.parse("Ana L\u00f3pez <ANA@example.org>", List.of(), List.of("ana-l"));

        ForgottenPeople.Result result = people.forget(ana);

        assertThat(naming()).isEmpty();
        assertThat(scores()).isEqualTo(scores);
        assertThat(result.commits()).isEqualTo(2);
        assertThat(result.pulls()).isEqualTo(2);
        assertThat(result.texts()).isEqualTo(6);
        assertThat(result.bodies()).isEqualTo(2);
        String pseudonym = result.pseudonym();
        assertThat(db.dsl().fetchValue("select message from commit_message where repository_id = 1 and commit_id = 1"))
                .isEqualTo("Add the till\n\nSigned-off-by: " + pseudonym + " <" + pseudonym
                        + "-1@forgotten.invalid>\nReviewed-by: @" + pseudonym + "\n");
        assertThat(db.dsl().fetchValue("select approved_by::text from pull_request where repository_id = 1"))
                .isEqualTo("{bob-b," + pseudonym + "}");
        assertThat(count("author", "name = 'Bob'")).isEqualTo(2);

        // Again, with another address of theirs: the same pseudonym.
        ForgottenPeople.Result again =
                people.forget(Person.parse("bob@example.org", List.of("ana@example.org"), List.of()));
        assertThat(again.pseudonym()).isEqualTo(pseudonym);
        assertThat(count("author", "email = '" + pseudonym + "-3@forgotten.invalid'"))
                .isEqualTo(2);
        assertThat(scores()).isEqualTo(scores);
    }

    @Test
    void whoHasTheSameNameIsToldAndLeftAlone() {
        db.execute("insert into author values (1, 3, 'other@example.org', 'ana l\u00f3pez', false)");

        ForgottenPeople.Result result = new ForgottenPeople(db.dsl())
                .forget(Person.parse("Ana L\u00f3pez <ana@example.org>", List.of(), List.of()));

        assertThat(result.otherAddresses()).containsExactly("other@example.org");
        assertThat(count("author", "email = 'other@example.org'")).isEqualTo(1);
    }

    /** Rows of a repository by table. */
    private Map<String, Integer> rows(int repository) {
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : db.dsl()
                .fetch("select table_name from information_schema.columns where table_schema = 'public'"
                        + " and column_name = 'repository_id'")
                .getValues(0, String.class)) {
            rows.put(table, count(table, "repository_id = " + repository));
        }
        rows.put("repository", count("repository", "id = " + repository));
        return rows;
    }

    /** Tables in which the name, an address or the account of Ana is found, in text or in bytes. */
    private List<String> naming() {
        return db.dsl().fetch(TABLES).getValues(0, String.class).stream()
                .filter(table -> List.of("ana l\u00f3pez", "ana@example.org", "ana-l").stream()
                        .anyMatch(it -> count(
                                        table + " x",
                                        "lower(x::text) like '%" + it + "%' or x::text like '%"
                                                + HexFormat.of().formatHex(it.getBytes(StandardCharsets.UTF_8))
                                                + "%'")
                                > 0))
                .toList();
    }

    private Map<String, String> scores() {
        Map<String, String> scores = new TreeMap<>();
        for (String query : List.of(
                "select repository_id, id, sha, author_id, model_version, percentile, level from commit_memory",
                "select * from risk_score",
                "select * from commit_features",
                "select * from held_out_score",
                "select * from risk_model",
                "select * from outcome")) {
            scores.put(query, db.dsl().fetch(query + " order by 1, 2, 3").formatCSV());
        }
        return scores;
    }

    private int count(String table, String condition) {
        return db.dsl()
                .fetchSingle("select count(*) from " + table + " where " + condition)
                .get(0, int.class);
    }
}
