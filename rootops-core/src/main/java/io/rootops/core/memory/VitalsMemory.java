package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import io.rootops.core.vitals.Vitals;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads how RootOps is, by a handful of queries that each have an index or few rows to look at. Thread-safe. */
public final class VitalsMemory {
    private static final String INBOX = """
            select count(*), count(*) filter (where attempts > 0),
                coalesce(greatest(0, extract(epoch from now() - min(received_at))), 0),
                (select count(*) from webhook_inbox where state = 'dead'),
                (select greatest(0, extract(epoch from now() - received_at)) from webhook_inbox order by id desc limit 1),
                (select coalesce(sum(fetched), 0) from delivery_log)
            from webhook_inbox where state in ('received', 'waiting')
            """;

    /** Of repositories that are not followed any more nothing is told, and nothing is late. */
    private static final String OUTBOX = """
            select count(*),
                coalesce(greatest(0, extract(epoch from now() - min(next_run_at))), 0),
                (select count(*) from risk_report where state = 'set_aside')
            from risk_report
            where state = 'due' and repository_id in (select id from repository where paused is null)
            """;

    private static final String REPOSITORIES = """
            select case when r.paused is null then r.state else 'paused' end, count(*),
                coalesce(greatest(0, extract(epoch from now() - min(t.execution_time))), 0),
                count(*) filter (where r.asked_revision > r.read_revision), coalesce(sum(r.scored_commits), 0)
            from repository r
            left join scheduled_tasks t on t.task_name = 'read-repository' and t.task_instance = r.id::text
                and not t.picked and r.paused is null
            group by 1 order by 1
            """;

    private static final String TASKS = """
            select task_name, count(*), count(*) filter (where not picked and execution_time <= now()),
                count(*) filter (where picked), count(*) filter (where coalesce(consecutive_failures, 0) > 0),
                coalesce(greatest(0, extract(epoch from now() - min(execution_time) filter (where not picked))), 0)
            from (
                select task_name, execution_time, picked, consecutive_failures from scheduled_tasks
                union all select task_name, execution_time, picked, consecutive_failures from installation_tasks
                union all select task_name, execution_time, picked, consecutive_failures from poll_tasks
                union all select task_name, execution_time, picked, consecutive_failures from report_tasks
            ) task group by 1 order by 1
            """;

    /** Once its time has passed, all is allowed again, though GitHub has not been asked since. */
    private static final String BUDGETS = """
            select account, rate_limit, case when rate_reset_at <= now() then rate_limit else rate_remaining end,
                greatest(0, extract(epoch from rate_reset_at - now()))
            from (
                select account, rate_limit, rate_remaining, rate_reset_at from installation
                where removed_at is null and rate_limit is not null
                union all select 'GITHUB_TOKEN', rate_limit, rate_remaining, rate_reset_at from token_budget
            ) budget order by 3, 1 limit {0}
            """;

    private static final String MODELS = """
            select count(*) filter (where m.promoted and m.kind = 'learned'), count(*),
                coalesce(greatest(0, extract(epoch from now()
                    - min(m.trained_at) filter (where m.promoted and m.kind = 'learned'))), 0)
            from risk_model m join repository r on r.id = m.repository_id where r.paused is null
            """;

    private static final String LEARNING = """
            select coalesce(greatest(0, extract(epoch from now() - min(learned_at))), 0),
                count(*) filter (where learning_problem is not null)
            from repository where paused is null
            """;

    private static final String ALARMS = """
            select case when answer is not null then answer when told_at is null then 'held' else 'unanswered' end, count(*)
            from suspicion group by 1 order by 1
            """;

    private final DSLContext db;

    public VitalsMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * As of one moment.
     *
     * @param patience for each query
     * @throws org.jooq.exception.DataAccessException when the database does not answer, or not in time
     */
    public Vitals read(Duration patience) {
        return db.transactionResult(tx -> {
            DSLContext it = tx.dsl();
            it.execute("set transaction isolation level repeatable read, read only");
            it.execute("set local statement_timeout = " + patience.toMillis());
            return read(it);
        });
    }

    private static Vitals read(DSLContext tx) {
        Record models = one(tx, MODELS);
        Record learning = one(tx, LEARNING);
        return new Vitals(
                Objects.requireNonNull(one(tx, "select now()").get(0, OffsetDateTime.class))
                        .toInstant(),
                inbox(one(tx, INBOX)),
                outbox(one(tx, OUTBOX)),
                tx.fetch(REPOSITORIES)
                        .map(it -> new Vitals.Repositories(
                                text(it), number(it, 1), seconds(it, 2), number(it, 3), number(it, 4))),
                tx.fetch(TASKS)
                        .map(it -> new Vitals.Tasks(
                                text(it), number(it, 1), number(it, 2), number(it, 3), number(it, 4), seconds(it, 5))),
                budgets(tx),
                new Vitals.Models(
                        number(models, 0),
                        number(models, 1),
                        seconds(models, 2),
                        seconds(learning, 0),
                        number(learning, 1)),
                tx.fetch(ALARMS).map(it -> new Vitals.Alarms(text(it), number(it, 1))),
                number(one(tx, "select pg_database_size(current_database())"), 0));
    }

    private static List<Vitals.Budget> budgets(DSLContext tx) {
        return tx.fetch(BUDGETS, val(Vitals.Budget.MOST))
                .map(it -> new Vitals.Budget(text(it), (int) number(it, 1), (int) number(it, 2), seconds(it, 3)));
    }

    private static Vitals.Inbox inbox(Record it) {
        @Nullable Double last = it.get(4, Double.class);
        return new Vitals.Inbox(number(it, 0), number(it, 1), seconds(it, 2), number(it, 3), last, number(it, 5));
    }

    private static Vitals.Outbox outbox(Record it) {
        return new Vitals.Outbox(number(it, 0), seconds(it, 1), number(it, 2));
    }

    private static Record one(DSLContext tx, String query) {
        return tx.fetchSingle(query);
    }

    private static String text(Record it) {
        return Objects.requireNonNull(it.get(0, String.class));
    }

    private static long number(Record it, int column) {
        return Objects.requireNonNull(it.get(column, Long.class));
    }

    private static double seconds(Record it, int column) {
        return Objects.requireNonNull(it.get(column, Double.class));
    }
}
