package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.OUTCOME;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.LineRange;
import io.rootops.core.memory.schema.tables.records.OutcomeRecord;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;

/** Writes outcomes in the caller's transaction. */
final class Outcomes {
    private final DSLContext db;
    private final int repository;

    Outcomes(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** The same evidence a second time changes nothing. */
    void store(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        List<OutcomeRecord> rows = outcomes.stream().map(this::row).toList();
        int[] stored = db.batch(rows.stream()
                        .map(it -> db.insertInto(OUTCOME).set(it).onConflictDoNothing())
                        .toList())
                .execute();
        for (int count : stored) {
            if (count > 0) {
                arrived();
                return;
            }
        }
    }

    /** Evidence that left the default branch says nothing any more. */
    void forgetEvidence(Collection<String> shas) {
        if (db.deleteFrom(OUTCOME)
                        .where(OUTCOME.REPOSITORY_ID.eq(repository))
                        .and(OUTCOME.SOURCE.ne(OutcomeSource.INCIDENT.word()))
                        .and(OUTCOME.EVIDENCE.eq(any(val(shas.toArray(String[]::new)))))
                        .execute()
                > 0) {
            arrived();
        }
    }

    /** What was read from the history goes; what people said stays. */
    void forgetHistory() {
        db.deleteFrom(OUTCOME)
                .where(OUTCOME.REPOSITORY_ID.eq(repository))
                .and(OUTCOME.SOURCE.ne(OutcomeSource.INCIDENT.word()))
                .execute();
    }

    /** There is something to learn from. */
    void arrived() {
        db.update(REPOSITORY)
                .set(REPOSITORY.OUTCOME_REVISION, REPOSITORY.OUTCOME_REVISION.plus(1))
                .where(REPOSITORY.ID.eq(repository))
                .execute();
    }

    private OutcomeRecord row(Outcome outcome) {
        OutcomeRecord row = new OutcomeRecord();
        row.setRepositoryId(repository);
        row.setSha(HexFormat.of().parseHex(outcome.sha()));
        row.setSource(outcome.source().word());
        row.setEvidence(outcome.evidence());
        row.setStrong(outcome.strong());
        row.setWeak(outcome.strength() == Strength.WEAK);
        row.setKnownAt(RepositoryMemory.utc(outcome.knownAt()));
        row.setLines(outcome.lines());
        List<LineRange> ranges = outcome.ranges();
        row.setLinePath(ranges.stream().map(LineRange::path).toArray(String[]::new));
        row.setLineFirst(ranges.stream().map(LineRange::first).toArray(Integer[]::new));
        row.setLineLast(ranges.stream().map(LineRange::last).toArray(Integer[]::new));
        return row;
    }
}
