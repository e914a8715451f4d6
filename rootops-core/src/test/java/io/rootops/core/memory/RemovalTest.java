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
        // One is under way: its process ends it, and would miss its row.
        db.execute("update poll_tasks set picked = false, picked_by = null");

        List<String> locations = new RepositoryRemoval(db.dsl()).remove(new RepositoryId(1));

        assertThat(locations).containsExactly("https://github.com/acme/shop1.git", "https://github.com/acme/old1.git");
        assertThat(rows(1))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(rows(2)).isEqualTo(other);
        assertThat(count("poll_tasks", "task_instance = '1'")).isZero();
        assertThat(count("poll_tasks", "task_instance = '2'")).isEqualTo(1);
        assertThat(count("scheduled_tasks", "task_instance = '1'")).isEqualTo(1);
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
        assertThat(naming())
                .containsExactly(
                        "alert_inbox",
                        "author",
                        "change_event",
                        "commit_mark",
                        "commit_memory",
                        "commit_message",
                        "correlation_learning",
                        "deployment_event",
                        "incident_alert",
                        "incident_history",
                        "incident_memory",
                        "incident_report",
                        "issue",
                        "log_template",
                        "pull_request",
                        "risk_report",
                        "service_correction",
                        "suspect",
                        "suspicion",
                        "suspicion_finding",
                        "verdict_answer",
                        "verdict_log",
                        "webhook_inbox");
        ForgottenPeople people = new ForgottenPeople(db.dsl());
        Person ana = Person.parse("Ana L\u00f3pez <ANA@example.org>", List.of(), List.of("ana-l"));

        ForgottenPeople.Result result = people.forget(ana);

        assertThat(naming()).isEmpty();
        assertThat(scores()).isEqualTo(scores);
        assertThat(result.commits()).isEqualTo(2);
        assertThat(result.pulls()).isEqualTo(2);
        assertThat(result.texts()).isEqualTo(58);
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
    void ofDeliveriesOnlyThoseWhoseWorkIsDoneLoseTheirBody() {
        db.execute("update webhook_inbox set state = case id when 1 then 'done' else 'dead' end, finished_at = now(),"
                + " locked_by = null, locked_until = null");
        ForgottenPeople people = new ForgottenPeople(db.dsl());

        assertThat(people.forget(Person.parse("Name <x@example.org>", List.of(), List.of("name")))
                        .bodies())
                .as("'name' stands in each body, but names nobody")
                .isZero();
        assertThat(people.forget(Person.parse("ana@example.org", List.of(), List.of("ana")))
                        .bodies())
                .isEqualTo(1);
        assertThat(count("webhook_inbox", "body is null and state = 'done'")).isEqualTo(1);
        assertThat(new DeliveryMemory(db.dsl()).replay(2)).isTrue();
    }

    @Test
    void addressesWithAndWithoutGitHubsNumberAreOnePersons() {
        db.execute("insert into author values (1, 3, '12+ana-l@users.noreply.github.com', 'Ana', false),"
                + " (1, 4, 'ana-l@users.noreply.github.com', 'Ana', false)");
        db.execute("update commit_memory set author_id = 3 where repository_id = 1 and id = 1");
        db.execute("update commit_memory set author_id = 4, subject = 'by ana-l@users.noreply.github.com'"
                + " where repository_id = 1 and id = 2");
        Map<String, String> scores = scores("risk_score", "commit_features");
        ForgottenPeople people = new ForgottenPeople(db.dsl());
        Person ana = Person.parse("99+ana-l@users.noreply.github.com", List.of(), List.of());

        ForgottenPeople.Result result = people.forget(ana);

        String address = result.pseudonym() + "-1@forgotten.invalid";
        assertThat(result.commits()).isEqualTo(2);
        assertThat(subject()).isEqualTo("by " + address);
        assertThat(count("author", "email = '" + address + "'")).isEqualTo(1);
        assertThat(commitsOf(address)).isEqualTo(2);

        // Somebody brought the row back, such as a process that had not heard of it.
        db.execute("insert into author values (1, 5, 'ana-l@users.noreply.github.com', 'Ana', false)");
        db.execute("update commit_memory set author_id = 5 where repository_id = 1 and id = 2");
        db.execute("update commit_mark set author_id = 5 where repository_id = 1");
        ForgottenPeople.Result again = people.forget(ana);

        assertThat(again.pseudonym()).isEqualTo(result.pseudonym());
        assertThat(again.commits()).isEqualTo(1);
        assertThat(commitsOf(address)).isEqualTo(2);
        assertThat(count("author", "email like '%ana-l%'")).isZero();
        assertThat(count("commit_mark", "author_id = 5")).isZero();
        assertThat(scores("risk_score", "commit_features")).isEqualTo(scores);
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

    private Object subject() {
        return db.dsl().fetchValue("select subject from commit_memory where repository_id = 1 and id = 2");
    }

    private int commitsOf(String address) {
        return count(
                "commit_memory c join author a on a.repository_id = c.repository_id and a.id = c.author_id",
                "email = '" + address + "'");
    }

    private Map<String, String> scores() {
        return scores(
                "(select repository_id, id, sha, author_id, model_version, percentile, level from commit_memory) c",
                "risk_score",
                "commit_features",
                "held_out_score",
                "risk_model",
                "outcome");
    }

    private Map<String, String> scores(String... tables) {
        Map<String, String> scores = new TreeMap<>();
        for (String table : tables) {
            scores.put(
                    table,
                    db.dsl()
                            .fetch("select * from " + table + " order by 1, 2, 3")
                            .formatCSV());
        }
        return scores;
    }

    private int count(String table, String condition) {
        return db.dsl()
                .fetchSingle("select count(*) from " + table + " where " + condition)
                .get(0, int.class);
    }
}
