package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;

import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.CulpritAnswer.Kind;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.memory.schema.tables.records.CorrelationLearningRecord;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of the cause of an incident. That a change did it which is no commit is said as that no commit did, by what
 * kind of change it was: nothing that learns from commits hears of it.
 *
 * @param commit full and lower-case; null: none is meant
 * @param kind of what it was, if no commit; null: not said
 * @param change that is no commit; null: none is meant
 */
record SaidOfCulprit(
        Verdict verdict,
        @Nullable String commit,
        @Nullable Kind kind,
        @Nullable UUID change) {

    /** @throws IllegalArgumentException where no commit is named, or one is though none is meant */
    static SaidOfCulprit ofCommit(Verdict verdict, @Nullable String sha, @Nullable Kind kind) {
        if ((sha == null) != (verdict == Verdict.NONE_OF_THESE)) {
            throw new IllegalArgumentException("A commit is named unless none is meant: " + verdict + ", " + sha);
        }
        return new SaidOfCulprit(verdict, sha, kind, null);
    }

    /** @param did false: it did not */
    static SaidOfCulprit ofChange(ChangeEvent change, boolean did) {
        return did
                ? new SaidOfCulprit(Verdict.NONE_OF_THESE, null, change.kind().answer(), change.id())
                : new SaidOfCulprit(Verdict.REJECTED, null, null, change.id());
    }

    /** Those that say the very same. */
    Condition same() {
        return CORRELATION_LEARNING
                .ANSWER
                .eq(verdict.word())
                .and(CORRELATION_LEARNING.SHA.isNotDistinctFrom(bytes()))
                .and(CORRELATION_LEARNING.KIND.isNotDistinctFrom(kind == null ? null : kind.word()))
                .and(CORRELATION_LEARNING.CHANGE_ID.isNotDistinctFrom(change));
    }

    /** Those that contradict it: the later one counts. */
    Condition replaced() {
        Condition ofSame = change != null
                ? CORRELATION_LEARNING.CHANGE_ID.eq(change)
                : commit != null ? CORRELATION_LEARNING.SHA.eq(bytes()) : DSL.falseCondition();
        Condition none = CORRELATION_LEARNING.ANSWER.eq(Verdict.NONE_OF_THESE.word());
        return switch (verdict) {
            case CONFIRMED -> ofSame.or(none);
            case REJECTED -> ofSame;
            case NONE_OF_THESE -> ofSame.or(none).or(CORRELATION_LEARNING.ANSWER.eq(Verdict.CONFIRMED.word()));
        };
    }

    void fill(CorrelationLearningRecord row) {
        row.setSha(bytes());
        row.setAnswer(verdict.word());
        row.setKind(kind == null ? null : kind.word());
        row.setChangeId(change);
    }

    private byte @Nullable [] bytes() {
        return commit == null ? null : HexFormat.of().parseHex(commit);
    }
}
