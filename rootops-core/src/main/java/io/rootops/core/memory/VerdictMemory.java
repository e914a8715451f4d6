package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_VERDICT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.VERDICT_LOG;
import static io.rootops.core.memory.schema.Tables.VERDICT_METRIC;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.memory.schema.tables.records.VerdictLogRecord;
import io.rootops.core.memory.schema.tables.records.VerdictMetricRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.Judged;
import io.rootops.core.signal.verdict.Jump;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.MetricFinding;
import io.rootops.core.signal.verdict.Shift;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What was said of deployments at each look, and why. Thread-safe. */
public final class VerdictMemory {
    private static final Field<Double> P =
            VERDICT_METRIC.AS_LARGE.cast(SQLDataType.DOUBLE).plus(1).div(VERDICT_METRIC.PLACEBOS.plus(1));

    private final DSLContext db;

    public VerdictMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Keeps what a look said.
     *
     * @param services by what the verdict calls them
     * @param notes what could not be read, and what is not known
     * @param at when it was looked
     * @param due when to look next; null: no more
     * @return false: somebody else has claimed it in the meantime, and nothing was kept
     */
    public boolean keep(
            Watched watched,
            Verdict verdict,
            Map<String, ServiceName> services,
            List<String> notes,
            Instant at,
            @Nullable Instant due) {
        return db.transactionResult(tx -> {
            // First of all: who forgets a person holds no row while others wait for it.
            Pseudonyms people = new ForgottenPeople(tx.dsl()).settled();
            boolean mine = tx.dsl()
                            .update(DEPLOYMENT_WATCH)
                            .set(DEPLOYMENT_WATCH.STATE, verdict.state().word())
                            .set(DEPLOYMENT_WATCH.DUE_AT, due == null ? null : utc(due))
                            .set(DEPLOYMENT_WATCH.TRIES, (short) 0)
                            .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                            .where(WatchedDeployments.is(watched))
                            .execute()
                    == 1;
            if (mine) {
                new VerdictMemory(tx.dsl()).insert(watched, verdict, services, notes, at, people);
            }
            return mine;
        });
    }

    private void insert(
            Watched watched,
            Verdict verdict,
            Map<String, ServiceName> services,
            List<String> notes,
            Instant at,
            Pseudonyms people) {
        short look = (short) verdict.look().after().toMinutes();
        db.insertInto(DEPLOYMENT_VERDICT)
                .set(DEPLOYMENT_VERDICT.REPOSITORY_ID, watched.repository().value())
                .set(DEPLOYMENT_VERDICT.WATCH_ID, watched.id())
                .set(DEPLOYMENT_VERDICT.LOOK, look)
                .set(DEPLOYMENT_VERDICT.STATE, verdict.state().word())
                .set(DEPLOYMENT_VERDICT.AT, utc(at))
                .set(DEPLOYMENT_VERDICT.NOTES, notes.toArray(String[]::new))
                .execute();
        db.batchInsert(verdict.judged().stream()
                        .flatMap(it -> metric(watched, look, verdict, it, services).stream())
                        .toList())
                .execute();
        List<VerdictLogRecord> logs = new ArrayList<>();
        for (LogFinding it : verdict.logs()) {
            logs.add(log(watched, look, (short) (logs.size() + 1), it, services, people));
        }
        db.batchInsert(logs).execute();
    }

    private static Optional<VerdictMetricRecord> metric(
            Watched watched, short look, Verdict verdict, Judged judged, Map<String, ServiceName> services) {
        ServiceName service = services.get(judged.service());
        Shift shift = judged.shift();
        if (service == null || shift == null) {
            return Optional.empty();
        }
        VerdictMetricRecord row = new VerdictMetricRecord();
        row.setRepositoryId(watched.repository().value());
        row.setWatchId(watched.id());
        row.setLook(look);
        row.setService(service.name());
        row.setEnvironment(service.environment());
        row.setKind(judged.kind().word());
        row.setBefore(shift.medianBefore());
        row.setAfter(shift.medianAfter());
        row.setAsLarge(shift.asLarge());
        row.setPlacebos(shift.placebos());
        row.setFinding(finding(verdict, judged).word());
        return Optional.of(row);
    }

    private static LookedAt.Finding finding(Verdict verdict, Judged judged) {
        if (verdict.shared().stream().anyMatch(it -> of(it, judged))) {
            return LookedAt.Finding.SHARED;
        }
        return verdict.metrics().stream()
                .filter(it -> of(it, judged))
                .findFirst()
                .map(it -> it.provisional()
                        ? LookedAt.Finding.PROVISIONAL
                        : it.agreed() ? LookedAt.Finding.AGREED : LookedAt.Finding.ALONE)
                .orElse(LookedAt.Finding.NONE);
    }

    private static boolean of(MetricFinding finding, Judged judged) {
        return finding.service().equals(judged.service()) && finding.kind() == judged.kind();
    }

    private VerdictLogRecord log(
            Watched watched,
            short look,
            short number,
            LogFinding it,
            Map<String, ServiceName> services,
            Pseudonyms people) {
        ServiceName service = services.getOrDefault(it.service(), new ServiceName(it.service(), ""));
        VerdictLogRecord row = new VerdictLogRecord();
        row.setRepositoryId(watched.repository().value());
        row.setWatchId(watched.id());
        row.setLook(look);
        row.setNumber(number);
        row.setService(service.name());
        row.setEnvironment(service.environment());
        row.setKind(it.kind().word());
        row.setEvents(it.lines());
        if (it.template() != null) {
            long template = Long.parseLong(it.template());
            row.setTemplateId(template);
            row.setTemplate(db.select(LOG_TEMPLATE.TEXT)
                    .from(LOG_TEMPLATE)
                    .where(LOG_TEMPLATE.ID.eq(template))
                    .fetchOptional(LOG_TEMPLATE.TEXT)
                    .map(people::text)
                    .orElse(null));
        }
        Jump jump = it.jump();
        if (jump != null) {
            row.setExpected(jump.expected());
            row.setAsLarge(jump.asLarge());
            row.setPlacebos(jump.placebos());
        }
        return row;
    }

    /** The last look at a deployment; empty: there was none. */
    public Optional<Look> last(Watched watched) {
        return db.select(max(DEPLOYMENT_VERDICT.LOOK))
                .from(DEPLOYMENT_VERDICT)
                .where(DEPLOYMENT_VERDICT.REPOSITORY_ID.eq(watched.repository().value()))
                .and(DEPLOYMENT_VERDICT.WATCH_ID.eq(watched.id()))
                .fetchOptional(0, Short.class)
                .map(Look::ofMinutes);
    }

    /** What the looks at a deployment said, the first one first. */
    public List<LookedAt> looks(Watched watched) {
        Map<Short, List<LookedAt.Metric>> metrics = db.selectFrom(VERDICT_METRIC)
                .where(VERDICT_METRIC.REPOSITORY_ID.eq(watched.repository().value()))
                .and(VERDICT_METRIC.WATCH_ID.eq(watched.id()))
                .orderBy(VERDICT_METRIC.SERVICE, VERDICT_METRIC.ENVIRONMENT, VERDICT_METRIC.KIND)
                .fetchGroups(VERDICT_METRIC.LOOK, VerdictMemory::metric);
        Map<Short, List<LookedAt.Log>> logs = db.selectFrom(VERDICT_LOG)
                .where(VERDICT_LOG.REPOSITORY_ID.eq(watched.repository().value()))
                .and(VERDICT_LOG.WATCH_ID.eq(watched.id()))
                .orderBy(VERDICT_LOG.NUMBER)
                .fetchGroups(VERDICT_LOG.LOOK, VerdictMemory::log);
        return db.selectFrom(DEPLOYMENT_VERDICT)
                .where(DEPLOYMENT_VERDICT.REPOSITORY_ID.eq(watched.repository().value()))
                .and(DEPLOYMENT_VERDICT.WATCH_ID.eq(watched.id()))
                .orderBy(DEPLOYMENT_VERDICT.LOOK)
                .fetch(it -> new LookedAt(
                        Look.ofMinutes(it.getLook()),
                        State.of(it.getState()),
                        it.getAt().toInstant(),
                        List.of(it.getNotes()),
                        metrics.getOrDefault(it.getLook(), List.of()).stream()
                                .sorted(Comparator.comparing(metric -> metric.finding() == LookedAt.Finding.NONE))
                                .toList(),
                        logs.getOrDefault(it.getLook(), List.of())));
    }

    private static LookedAt.Metric metric(VerdictMetricRecord it) {
        return new LookedAt.Metric(
                new ServiceName(it.getService(), it.getEnvironment()),
                MetricKind.of(it.getKind()),
                it.getBefore(),
                it.getAfter(),
                it.getAsLarge(),
                it.getPlacebos(),
                LookedAt.Finding.of(it.getFinding()));
    }

    private static LookedAt.Log log(VerdictLogRecord it) {
        return new LookedAt.Log(
                new ServiceName(it.getService(), it.getEnvironment()),
                LogFinding.Kind.of(it.getKind()),
                it.getTemplateId(),
                it.getTemplate(),
                it.getEvents(),
                it.getExpected(),
                it.getAsLarge(),
                it.getPlacebos());
    }

    /**
     * How sure verdicts are of themselves: of metrics compared after deployments that stayed quiet, how many had a p of at most
     * .05, of which there have to be some 5 % by chance.
     *
     * @param compared so many metrics
     * @param small so many of these with p at most .05
     */
    public record Sureness(long compared, long small) {}

    /** Of the looks after an hour since then whose deployment was healthy at its last look. */
    public Sureness sureness(Instant since) {
        return db.select(count(), count().filterWhere(P.le(0.05)))
                .from(VERDICT_METRIC)
                .join(DEPLOYMENT_VERDICT)
                .on(DEPLOYMENT_VERDICT.REPOSITORY_ID.eq(VERDICT_METRIC.REPOSITORY_ID))
                .and(DEPLOYMENT_VERDICT.WATCH_ID.eq(VERDICT_METRIC.WATCH_ID))
                .and(DEPLOYMENT_VERDICT.LOOK.eq(VERDICT_METRIC.LOOK))
                .join(DEPLOYMENT_WATCH)
                .on(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(VERDICT_METRIC.REPOSITORY_ID))
                .and(DEPLOYMENT_WATCH.ID.eq(VERDICT_METRIC.WATCH_ID))
                .where(VERDICT_METRIC.LOOK.eq((short) Look.VERDICT.after().toMinutes()))
                .and(DEPLOYMENT_VERDICT.AT.ge(utc(since)))
                .and(DEPLOYMENT_WATCH.STATE.eq(State.HEALTHY.word()))
                .fetchSingle(it -> new Sureness(it.value1(), it.value2()));
    }
}
