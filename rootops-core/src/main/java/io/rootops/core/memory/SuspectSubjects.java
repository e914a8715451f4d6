package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.SUSPICION_FINDING;
import static io.rootops.core.memory.schema.Tables.VERDICT_LOG;
import static io.rootops.core.memory.schema.Tables.VERDICT_METRIC;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspect.SuspectQuestion;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.core.suspect.SuspectSubject.OfDeployment;
import io.rootops.core.suspect.SuspectSubject.OfIncident;
import io.rootops.core.suspect.SuspectSubject.OfSuspicion;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What suspects are to be ranked for: incidents, suspicions and deployments after which something got worse, those of which
 * there is news. Thread-safe.
 */
public final class SuspectSubjects {
    private static final int MOST_ALERTS = 50;
    private static final int MOST_ERRORS = 10;

    /**
     * Of an incident without a known repository it is the only one there is. One whose cause was confirmed when it had been ranked
     * stays as it is: that is what the ranking is measured by.
     */
    private static final String INCIDENT = """
            select i.id, coalesce(i.repository_id, (select min(id) from repository having count(*) = 1)) as repository_id,
                i.service, i.environment, i.began_at, i.title, h.told
            from incident_memory i
            join lateral (select coalesce(max(number), 0) as told from incident_history where incident_id = i.id) h on true
            left join suspect_ranking r on r.incident_id = i.id
            where exists (select from repository where id = coalesce(i.repository_id,
                    (select min(id) from repository having count(*) = 1)) and last_mined_at is not null)
            """;

    private static final String DUE_INCIDENT = INCIDENT + """
                and (r.id is null or (r.told < h.told or r.again_at <= now()
                        or r.repository_id <> coalesce(i.repository_id, r.repository_id))
                    and not exists (select from correlation_learning a where a.incident_id = i.id
                        and a.answer = 'confirmed' and a.taken_back_at is null and a.rank is not null))
            order by r.id is not null, i.began_at desc, i.id limit 1
            """;

    private static final String SUSPICION = """
            select s.id, s.repository_id, s.service, s.environment, s.opened_at,
                (select count(*) from suspicion_finding where suspicion_id = s.id)::integer as told
            from suspicion s left join suspect_ranking r on r.suspicion_id = s.id
            join repository home on home.id = s.repository_id and home.last_mined_at is not null
            where s.told_at > now() - interval '14 days'
                and (s.answer is null or s.answer = 'confirmed')
                and (r.id is null or r.again_at <= now()
                    or r.told < (select count(*) from suspicion_finding where suspicion_id = s.id))
            order by r.id is not null, s.opened_at desc, s.id limit 1
            """;

    private static final String DEPLOYMENT = """
            select w.id, w.repository_id, coalesce(w.service, '') as service, w.environment, w.serving_at,
                (select count(*) from deployment_verdict v
                    where v.repository_id = w.repository_id and v.watch_id = w.id)::integer as told
            from deployment_watch w
            left join suspect_ranking r on r.repository_id = w.repository_id and r.watch_id = w.id
            join repository home on home.id = w.repository_id and home.last_mined_at is not null
            where w.state = 'regressed' and w.serving_at > now() - interval '14 days'
                and (r.id is null or r.again_at <= now() or r.told < (select count(*) from deployment_verdict v
                    where v.repository_id = w.repository_id and v.watch_id = w.id))
            order by r.id is not null, w.serving_at desc, w.id limit 1
            """;

    /** That were new then, or came three times as often as the day before. */
    private static final String ERRORS = """
            select t.id from service s join log_template t on t.service_id = s.id and t.merged_into is null and t.error
            join lateral (select coalesce(sum(events), 0) as events from error_count
                where template_id = t.id and minute >= {2}::timestamptz and minute < {3}::timestamptz) now on now.events > 0
            join lateral (select coalesce(sum(events), 0) as events from error_count
                where template_id = t.id and minute < {2}::timestamptz
                    and minute >= {2}::timestamptz - interval '1 day') before on true
            where s.name = {0} and ({1} = '' or s.environment = '' or lower(s.environment) = lower({1}))
                and t.last_seen_at >= {2}::timestamptz
                and now.events * extract(epoch from interval '1 day')
                    >= 3 * before.events * extract(epoch from {3}::timestamptz - {2}::timestamptz)
            order by before.events = 0 desc, now.events desc, t.id limit {4}
            """;

    private final DSLContext db;
    private final IncidentMemory incidents;

    public SuspectSubjects(DSLContext db) {
        this.db = db;
        this.incidents = new IncidentMemory(db);
    }

    /** What has waited longest for its first ranking, incidents first; then what is to be ranked again; empty: nothing. */
    public Optional<SuspectQuestion> next() {
        return db.fetch(DUE_INCIDENT).stream()
                .findFirst()
                .map(this::ofIncident)
                .or(() -> db.fetch(DEPLOYMENT).stream().findFirst().map(this::ofDeployment))
                .or(() -> db.fetch(SUSPICION).stream().findFirst().map(this::ofSuspicion));
    }

    /** An incident, as it is told by now; empty: there is none, or it is not known of which repository. */
    public Optional<SuspectQuestion> of(UUID incident) {
        return db.fetch(INCIDENT + " and i.id = {0}", val(incident)).stream()
                .findFirst()
                .map(this::ofIncident);
    }

    private SuspectQuestion ofIncident(Record row) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        ServiceName service = service(row);
        Instant began = time(row, "began_at");
        Stream<String> alerts = db
                .select(INCIDENT_ALERT.TITLE, INCIDENT_ALERT.TEXT)
                .from(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.eq(id))
                .orderBy(INCIDENT_ALERT.BEGAN_AT, INCIDENT_ALERT.KEY)
                .limit(MOST_ALERTS)
                .fetch()
                .stream()
                .map(it -> it.value1() + "\n" + it.value2())
                .distinct();
        return question(
                row,
                new OfIncident(id),
                began,
                Objects.requireNonNull(row.get("title", String.class)),
                joined(Stream.of(Stream.of(incidents.text(id)), alerts, errors(service, began))
                        .flatMap(Function.identity())));
    }

    private SuspectQuestion ofSuspicion(Record row) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        var findings = db.selectFrom(SUSPICION_FINDING)
                .where(SUSPICION_FINDING.SUSPICION_ID.eq(id))
                .orderBy(SUSPICION_FINDING.NUMBER)
                .fetch();
        Instant began = findings.stream()
                .map(it -> it.getFirstAt().toInstant())
                .min(Instant::compareTo)
                .orElseGet(() -> time(row, "opened_at"));
        return question(
                row,
                new OfSuspicion(id),
                began,
                "",
                joined(findings.stream()
                        .flatMap(it -> Stream.concat(
                                Stream.of(it.getTemplate(), it.getMetric()),
                                it.getTemplateId() == null ? Stream.of() : template(it.getTemplateId())))));
    }

    private SuspectQuestion ofDeployment(Record row) {
        long watch = Objects.requireNonNull(row.get("id", Long.class));
        int repository = Objects.requireNonNull(row.get("repository_id", Integer.class));
        Stream<String> logs = db
                .selectFrom(VERDICT_LOG)
                .where(VERDICT_LOG.REPOSITORY_ID.eq(repository))
                .and(VERDICT_LOG.WATCH_ID.eq(watch))
                .orderBy(VERDICT_LOG.LOOK.desc(), VERDICT_LOG.NUMBER)
                .fetch()
                .stream()
                .flatMap(it -> Stream.concat(
                        Stream.ofNullable(it.getTemplate()),
                        it.getTemplateId() == null ? Stream.of() : template(it.getTemplateId())));
        Stream<String> metrics = db
                .selectDistinct(VERDICT_METRIC.KIND)
                .from(VERDICT_METRIC)
                .where(VERDICT_METRIC.REPOSITORY_ID.eq(repository))
                .and(VERDICT_METRIC.WATCH_ID.eq(watch))
                .and(VERDICT_METRIC.FINDING.in("agreed", "alone"))
                .orderBy(VERDICT_METRIC.KIND)
                .fetch(VERDICT_METRIC.KIND)
                .stream();
        return question(
                row, new OfDeployment(watch), time(row, "serving_at"), "", joined(Stream.concat(logs, metrics)));
    }

    private static SuspectQuestion question(Record row, SuspectSubject subject, Instant at, String title, String text) {
        return new SuspectQuestion(
                subject,
                new RepositoryId(Objects.requireNonNull(row.get("repository_id", Integer.class))),
                service(row),
                at,
                title,
                text,
                Objects.requireNonNull(row.get("told", Integer.class)));
    }

    private static ServiceName service(Record row) {
        return new ServiceName(
                Objects.requireNonNull(row.get("service", String.class)),
                Objects.requireNonNull(row.get("environment", String.class)));
    }

    private static Instant time(Record row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }

    /** What the service logged at that time and not before, or much less. */
    private Stream<String> errors(ServiceName service, Instant began) {
        if (service.name().isEmpty()) {
            return Stream.of();
        }
        return db
                .fetch(
                        ERRORS,
                        val(service.name()),
                        val(service.environment()),
                        val(began.minus(SuspectQuestion.BEFORE).toString()),
                        val(began.plus(SuspectQuestion.AFTER).toString()),
                        val(MOST_ERRORS))
                .stream()
                .flatMap(it -> template(Objects.requireNonNull(it.get(0, Long.class))));
    }

    /** Its text, a line of it, and the exceptions and frames that come with it. */
    private Stream<String> template(long id) {
        return db.selectFrom(LOG_TEMPLATE).where(LOG_TEMPLATE.ID.eq(id)).fetch().stream()
                .flatMap(it -> Stream.of(
                                Stream.of(it.getText()),
                                Arrays.stream(it.getSamples()).limit(1),
                                Arrays.stream(it.getFrames()))
                        .flatMap(Function.identity()));
    }

    private static String joined(Stream<? extends @Nullable String> texts) {
        List<String> distinct = texts.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(it -> !it.isBlank())
                .distinct()
                .toList();
        return distinct.stream().collect(Collectors.joining("\n"));
    }
}
