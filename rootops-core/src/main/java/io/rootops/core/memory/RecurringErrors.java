package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.pattern.RecurringError;
import io.rootops.core.signal.ServiceName;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Errors that came back, from what looks at deployments and suspicions found: both keep the text of the template as it was, so that
 * it is told of later than logs are kept. Thread-safe.
 */
public final class RecurringErrors {
    private static final int MOST = 50;

    /** What was found is of an incident that it became, or of those of its service that went on, or began soon after. */
    private static final String FOUND = """
            with its as (select i.id, i.service, i.environment, i.began_at, coalesce(i.ended_at, now()) as ended_at
                from incident_memory i where i.repository_id = {0} and i.service <> ''),
            found as (
                select l.service, l.environment, l.template, l.watch_id, null::uuid as incident_id, v.at as first_at, v.at as last_at
                from verdict_log l join deployment_verdict v using (repository_id, watch_id, look)
                where l.repository_id = {0} and l.template is not null
                union all
                select s.service, s.environment, f.template, null, i.id, f.first_at, f.last_at
                from suspicion s join suspicion_finding f on f.suspicion_id = s.id and f.template is not null
                join its i on i.id = s.incident_id or i.service = s.service and i.environment in ('', s.environment)
                    and f.first_at <= i.ended_at and f.last_at >= i.began_at - interval '30 minutes'
                where s.repository_id = {0} and s.answer is distinct from 'dismissed' and s.answer is distinct from 'expected')
            select service, environment, template, count(distinct watch_id), count(distinct incident_id),
                (select count(*) from its i where i.service = found.service and i.environment in ('', found.environment)),
                min(first_at), max(last_at)
            from found group by service, environment, template
            having count(distinct watch_id) > 1 or count(distinct incident_id) > 1
            order by count(distinct incident_id) desc, count(distinct watch_id) desc, max(last_at) desc, service, environment, template
            limit {1}
            """;

    private final DSLContext db;

    public RecurringErrors(DSLContext db) {
        this.db = db;
    }

    /** Of the services of a repository, those of most incidents first. */
    public List<RecurringError> of(RepositoryId repository) {
        return db.fetch(FOUND, repository.value(), MOST).map(RecurringErrors::error);
    }

    private static RecurringError error(Record it) {
        return new RecurringError(
                new ServiceName(text(it, 0), text(it, 1)),
                text(it, 2),
                number(it, 3),
                number(it, 4),
                number(it, 5),
                Objects.requireNonNull(it.get(6, OffsetDateTime.class)).toInstant(),
                Objects.requireNonNull(it.get(7, OffsetDateTime.class)).toInstant());
    }

    private static String text(Record it, int column) {
        return Objects.requireNonNull(it.get(column, String.class));
    }

    private static int number(Record it, int column) {
        return Objects.requireNonNull(it.get(column, Integer.class));
    }
}
