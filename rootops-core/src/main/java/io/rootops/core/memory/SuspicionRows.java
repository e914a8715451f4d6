package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static io.rootops.core.memory.schema.Tables.SUSPICION_FINDING;
import static org.jooq.impl.DSL.coalesce;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.SuspicionFindingRecord;
import io.rootops.core.memory.schema.tables.records.SuspicionRecord;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Finding;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.Suspicion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** Suspicions as rows, and back. */
final class SuspicionRows {
    private final DSLContext db;

    SuspicionRows(DSLContext db) {
        this.db = db;
    }

    List<Suspicion> fetch(Condition which, int limit, OrderField<?>... order) {
        List<SuspicionRecord> rows = db.selectFrom(SUSPICION)
                .where(which)
                .orderBy(order)
                .limit(limit)
                .fetch();
        Map<UUID, Result<SuspicionFindingRecord>> findings = db.selectFrom(SUSPICION_FINDING)
                .where(SUSPICION_FINDING.SUSPICION_ID.in(
                        rows.stream().map(SuspicionRecord::getId).toList()))
                .orderBy(SUSPICION_FINDING.SUSPICION_ID, SUSPICION_FINDING.NUMBER)
                .fetchGroups(SUSPICION_FINDING.SUSPICION_ID);
        List<Suspicion> suspicions = new ArrayList<>();
        rows.forEach(it -> {
            Result<SuspicionFindingRecord> its = findings.get(it.getId());
            if (its != null) { // else it was forgotten in between
                suspicions.add(suspicion(it, its));
            }
        });
        return suspicions;
    }

    /** What people said is expected, by the templates that there are now: those of before may have been merged. */
    List<Suspicion.Seen> expected() {
        return db.select(
                        SUSPICION, SUSPICION_FINDING, coalesce(LOG_TEMPLATE.MERGED_INTO, SUSPICION_FINDING.TEMPLATE_ID))
                .from(SUSPICION)
                .join(SUSPICION_FINDING)
                .on(SUSPICION_FINDING.SUSPICION_ID.eq(SUSPICION.ID))
                .leftJoin(LOG_TEMPLATE)
                .on(LOG_TEMPLATE.ID.eq(SUSPICION_FINDING.TEMPLATE_ID))
                .where(SUSPICION.ANSWER.eq(Answer.EXPECTED.word()))
                .fetch(it -> {
                    SuspicionFindingRecord row = it.value2();
                    row.setTemplateId(it.value3());
                    return seen(name(it.value1()), row);
                });
    }

    void insert(UUID suspicion, int number, Finding finding, @Nullable String template) {
        SuspicionFindingRecord row = new SuspicionFindingRecord();
        row.setSuspicionId(suspicion);
        row.setNumber((short) number);
        row.setKind(finding.kind().word());
        row.setTemplateId(finding.template());
        row.setTemplate(template);
        row.setMetric(finding.metric() == null ? null : finding.metric().word());
        set(row, finding);
        db.insertInto(SUSPICION_FINDING).set(row).execute();
    }

    /** Seen again: as it is now, since it was first. */
    void update(UUID suspicion, int number, Finding before, Finding now) {
        SuspicionFindingRecord row = new SuspicionFindingRecord();
        // What it was when it was largest tells most.
        set(row, now.value() >= before.value() ? now : before);
        row.setFirstAt(utc(before.first().isBefore(now.first()) ? before.first() : now.first()));
        row.setLastAt(utc(now.last().isAfter(before.last()) ? now.last() : before.last()));
        db.update(SUSPICION_FINDING)
                .set(row)
                .where(SUSPICION_FINDING.SUSPICION_ID.eq(suspicion))
                .and(SUSPICION_FINDING.NUMBER.eq((short) number))
                .execute();
    }

    private static void set(SuspicionFindingRecord row, Finding finding) {
        row.setFirstAt(utc(finding.first()));
        row.setLastAt(utc(finding.last()));
        row.setValue(finding.value());
        row.setExpected(finding.expected());
        row.setAsLarge(finding.asLarge());
        row.setPlacebos(finding.placebos());
    }

    private static Suspicion suspicion(SuspicionRecord it, List<SuspicionFindingRecord> findings) {
        return new Suspicion(
                it.getId(),
                it.getRepositoryId() == null ? null : new RepositoryId(it.getRepositoryId()),
                name(it),
                Kind.of(it.getKind()),
                it.getOpenedAt().toInstant(),
                Times.instant(it.getToldAt()),
                it.getLastSeenAt().toInstant(),
                Times.instant(it.getClosedAt()),
                said(it),
                it.getIncidentId(),
                findings.stream().map(row -> seen(name(it), row)).toList());
    }

    private static Suspicion.@Nullable Said said(SuspicionRecord it) {
        return it.getAnswer() == null
                ? null
                : new Suspicion.Said(
                        Answer.of(it.getAnswer()),
                        Objects.requireNonNull(it.getAnsweredBy()),
                        Objects.requireNonNull(it.getAnsweredAt()).toInstant());
    }

    private static ServiceName name(SuspicionRecord it) {
        return new ServiceName(it.getService(), it.getEnvironment());
    }

    private static Suspicion.Seen seen(ServiceName service, SuspicionFindingRecord it) {
        return new Suspicion.Seen(
                new Finding(
                        service,
                        Kind.of(it.getKind()),
                        it.getTemplateId(),
                        it.getMetric() == null ? null : MetricKind.of(it.getMetric()),
                        it.getFirstAt().toInstant(),
                        it.getLastAt().toInstant(),
                        it.getValue(),
                        it.getExpected(),
                        it.getAsLarge(),
                        it.getPlacebos()),
                it.getTemplate());
    }
}
