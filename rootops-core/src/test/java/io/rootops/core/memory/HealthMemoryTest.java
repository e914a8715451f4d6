package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.testing.TestDatabase;
import io.rootops.core.vitals.Health;
import io.rootops.core.vitals.Vitals;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase db = TestDatabase.create();
    private final HealthMemory memory = new HealthMemory(db.dsl());

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void anEmptyMemoryHasNothingThatWaits() {
        Vitals vitals = read().vitals();

        assertThat(vitals.inbox()).isEqualTo(new Vitals.Inbox(0, 0, 0, 0, null, 0));
        assertThat(vitals.outbox()).isEqualTo(new Vitals.Outbox(0, 0, 0));
        assertThat(vitals.models()).isEqualTo(new Vitals.Models(0, 0, 0, 0, 0));
        assertThat(vitals.repositories()).isEmpty();
        assertThat(vitals.tasks()).isEmpty();
        assertThat(vitals.budgets()).isEmpty();
        assertThat(vitals.databaseBytes()).isGreaterThan(1_000_000);
    }

    @Test
    void tellsWhatWaitsAndForHowLong() {
        db.execute("insert into webhook_inbox (delivery_guid, body_sha256, event, body, state, attempts, received_at,"
                + " finished_at) values"
                + " ('1', '\\x01', 'push', '\\x00', 'waiting', 2, now() - interval '1 hour', null),"
                + " ('2', '\\x02', 'push', '\\x00', 'received', 0, now() - interval '1 minute', null),"
                + " ('3', '\\x03', 'push', '\\x00', 'dead', 10, now() - interval '2 hours', now()),"
                + " ('4', '\\x04', 'push', '\\x00', 'done', 1, now() - interval '30 seconds', now())");
        repository("acme/shop", "ready", null);
        repository("acme/gone", "failed", null);
        repository("acme/old", "ready", "archived");
        db.execute("update repository set asked_revision = 3, read_revision = 2, scored_commits = 7 where name ="
                + " 'acme/shop'");
        task("scheduled_tasks", "read-repository", "acme/shop", "now() - interval '10 minutes'", false, 0);
        task("scheduled_tasks", "read-repository", "acme/gone", "now() + interval '10 minutes'", false, 3);
        task("scheduled_tasks", "read-repository", "acme/old", "now() - interval '10 days'", false, 0);
        task("poll_tasks", "poll-repository", "acme/shop", "now() - interval '1 hour'", true, 0);
        report("acme/shop", "01", "due", "now() - interval '5 minutes'");
        report("acme/shop", "02", "due", "now() + interval '5 minutes'");
        report("acme/shop", "03", "set_aside", "now()");
        report("acme/old", "04", "due", "now() - interval '5 days'");

        Vitals vitals = read().vitals();

        assertThat(vitals.inbox().waiting()).isEqualTo(2);
        assertThat(vitals.inbox().retrying()).isEqualTo(1);
        assertThat(vitals.inbox().dead()).isEqualTo(1);
        assertThat(vitals.inbox().oldestSeconds()).isBetween(3600.0, 7200.0);
        assertThat(vitals.inbox().lastSeconds()).isBetween(30.0, 3600.0);
        assertThat(vitals.outbox().due())
                .as("paused repositories wait for nothing")
                .isEqualTo(2);
        assertThat(vitals.outbox().oldestSeconds()).isBetween(300.0, 3900.0);
        assertThat(vitals.outbox().setAside()).isEqualTo(1);
        assertThat(vitals.repositories())
                .extracting(Vitals.Repositories::state)
                .containsExactly("failed", "paused", "ready");
        assertThat(vitals.repositories().get(0).lagSeconds()).isZero();
        assertThat(vitals.repositories().get(1).lagSeconds()).isZero();
        assertThat(vitals.repositories().get(2).lagSeconds()).isBetween(600.0, 4200.0);
        assertThat(vitals.repositories().get(2).owed()).isEqualTo(1);
        assertThat(vitals.repositories().get(2).scoredCommits()).isEqualTo(7);
        assertThat(vitals.tasks()).extracting(Vitals.Tasks::name).containsExactly("poll-repository", "read-repository");
        assertThat(vitals.tasks().get(0).running()).isEqualTo(1);
        assertThat(vitals.tasks().get(0).lagSeconds()).isZero();
        assertThat(vitals.tasks().get(1).planned()).isEqualTo(3);
        assertThat(vitals.tasks().get(1).due()).isEqualTo(2);
        assertThat(vitals.tasks().get(1).failing()).isEqualTo(1);
        assertThat(read().setAside())
                .extracting(
                        Health.SetAsideReport::repository, Health.SetAsideReport::sha, Health.SetAsideReport::problem)
                .containsExactly(tuple("acme/shop", "03", "GitHub said no"));
    }

    @Test
    void aLimitWhoseTimeHasPassedIsWholeAgain() {
        db.execute("insert into token_budget (rate_limit, rate_remaining, rate_reset_at) values"
                + " (5000, 7, now() + interval '1 hour')");
        assertThat(read().vitals().budgets().get(0).remaining()).isEqualTo(7);

        db.execute("update token_budget set rate_reset_at = now() - interval '1 minute'");
        assertThat(read().vitals().budgets()).containsExactly(new Vitals.Budget("GITHUB_TOKEN", 5000, 5000, 0));
    }

    @Test
    void keepsOneSizeForEachDayAndNotForEver() {
        db.execute("insert into database_size values ('2000-01-01', 5)");
        memory.sample();
        memory.sample();

        LocalDate today = read().vitals().at().atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(read().days())
                .extracting(Health.DaySize::day)
                .allSatisfy(it -> assertThat(it).isBetween(today.minusDays(1), today));
        assertThat(read().days()).hasSizeBetween(1, 2);
        assertThat(read().tables()).hasSize(10);
    }

    @Test
    void whoGaveNoSignOfLifeForAMinuteIsNoReplica() {
        memory.beat("a", "1");
        memory.beat("b", "1");
        memory.beat("c", "2");
        db.execute("update replica set seen_at = now() - interval '2 minutes' where name = 'a'");
        memory.leave("b");
        assertThat(read().replicas()).extracting(Health.Replica::name).containsExactly("c");

        db.execute("update replica set seen_at = now() - interval '1 hour' where name = 'a'");
        memory.beat("c", "2");
        assertThat(db.dsl().fetchValue("select count(*) from replica")).isEqualTo(1L);
    }

    private Health read() {
        return memory.read(PATIENCE);
    }

    private void repository(String name, String state, @Nullable String pause) {
        db.execute("insert into repository (name, location, kind, state, paused) values ('" + name + "', '" + name
                + "', 'github', '" + state + "', " + (pause == null ? "null" : "'" + pause + "'") + ")");
    }

    private void task(String table, String name, String repository, String time, boolean picked, int failures) {
        db.execute("insert into " + table + " (task_name, task_instance, execution_time, picked, consecutive_failures,"
                + " version) select '" + name + "', id::text, " + time + ", " + picked + ", " + failures
                + ", 1 from repository where name = '" + repository + "'");
    }

    private void report(String repository, String sha, String state, String time) {
        db.execute("insert into risk_report (repository_id, sha, kind, state, model_version, percentile, next_run_at,"
                + " last_error) select id, '\\x" + sha + "', 'check_run', '" + state + "', 1, 50, " + time
                + ", 'GitHub said no' from repository where name = '" + repository + "'");
    }
}
