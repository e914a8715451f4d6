package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static io.rootops.core.memory.schema.Tables.VERDICT_ANSWER;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.memory.schema.tables.records.VerdictAnswerRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.core.signal.verdict.VerdictAnswer.Says;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people say of the verdicts on deployments. The last of each counts; all of it stays as history. Thread-safe. */
public final class VerdictAnswers {
    private final DSLContext db;

    public VerdictAnswers(DSLContext db) {
        this.db = db;
    }

    /** All of these deployments, by their ids, the first first. */
    public Map<Long, List<VerdictAnswer>> of(RepositoryId repository, Collection<Long> deployments) {
        return db.selectFrom(VERDICT_ANSWER)
                .where(VERDICT_ANSWER.REPOSITORY_ID.eq(repository.value()))
                .and(VERDICT_ANSWER.WATCH_ID.eq(any(deployments.toArray(Long[]::new))))
                .orderBy(VERDICT_ANSWER.WATCH_ID, VERDICT_ANSWER.NUMBER)
                .fetchGroups(VERDICT_ANSWER.WATCH_ID, VerdictAnswers::answer);
    }

    /** All of one deployment, the first first. */
    public List<VerdictAnswer> of(Watched watched) {
        return of(watched.repository(), List.of(watched.id())).getOrDefault(watched.id(), List.of());
    }

    /**
     * A person answers; said twice it is said once.
     *
     * @param of the verdict that they saw
     * @param by how they came in
     * @return false: the verdict is another one by now, and nothing was kept
     * @throws IllegalArgumentException where it is none that can be right or wrong
     */
    public boolean answer(Watched watched, State of, Says says, String by) {
        if (!VerdictAnswer.possible(of)) {
            throw new IllegalArgumentException("No verdict that can be right or wrong: " + of);
        }
        return db.transactionResult(tx -> {
            Answering answering = new Answering(tx.dsl(), watched, by);
            boolean same = of == answering.verdict;
            if (same) {
                answering.answer(of, says);
            }
            return same;
        });
    }

    /**
     * What was said counts no more; where nothing counts nothing changes.
     *
     * @param of the verdict that they saw
     * @param by how they came in
     * @return false: the verdict is another one by now, and nothing was taken back
     */
    public boolean undo(Watched watched, State of, String by) {
        return db.transactionResult(tx -> {
            Answering answering = new Answering(tx.dsl(), watched, by);
            boolean same = of == answering.verdict;
            if (same) {
                answering.takeBack();
            }
            return same;
        });
    }

    private static VerdictAnswer answer(VerdictAnswerRecord it) {
        return new VerdictAnswer(
                it.getNumber(),
                State.of(it.getState()),
                Says.of(it.getAnswer()),
                it.getSaidBy(),
                it.getSaidAt().toInstant(),
                Times.instant(it.getTakenBackAt()));
    }

    /** In one transaction, by one at a time. */
    private static final class Answering {
        private final DSLContext db;
        private final Watched watched;
        private final String by;
        private final OffsetDateTime now;
        final @Nullable State verdict;

        Answering(DSLContext tx, Watched watched, String by) {
            this.db = tx;
            this.watched = watched;
            // First of all: who forgets a person holds no row while others wait for it.
            Pseudonyms people = new ForgottenPeople(tx).settled();
            this.by = people.text(by);
            this.verdict = tx.select(DEPLOYMENT_WATCH.STATE)
                    .from(DEPLOYMENT_WATCH)
                    .where(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(
                            watched.repository().value()))
                    .and(DEPLOYMENT_WATCH.ID.eq(watched.id()))
                    .forUpdate()
                    .fetchOne(it -> State.of(it.value1()));
            this.now = tx.select(field("clock_timestamp()", OffsetDateTime.class))
                    .fetchSingle()
                    .value1();
        }

        void answer(State of, Says says) {
            Condition said = VERDICT_ANSWER
                    .TAKEN_BACK_AT
                    .isNull()
                    .and(VERDICT_ANSWER.STATE.eq(of.word()))
                    .and(VERDICT_ANSWER.ANSWER.eq(says.word()));
            if (db.fetchExists(VERDICT_ANSWER, its().and(said))) {
                return;
            }
            takeBack();
            db.insertInto(VERDICT_ANSWER)
                    .set(VERDICT_ANSWER.REPOSITORY_ID, watched.repository().value())
                    .set(VERDICT_ANSWER.WATCH_ID, watched.id())
                    .set(
                            VERDICT_ANSWER.NUMBER,
                            db.select(coalesce(max(VERDICT_ANSWER.NUMBER), 0).plus(1))
                                    .from(VERDICT_ANSWER)
                                    .where(its())
                                    .fetchSingle()
                                    .value1())
                    .set(VERDICT_ANSWER.STATE, of.word())
                    .set(VERDICT_ANSWER.ANSWER, says.word())
                    .set(VERDICT_ANSWER.SAID_BY, by)
                    .set(VERDICT_ANSWER.SAID_AT, now)
                    .execute();
        }

        void takeBack() {
            db.update(VERDICT_ANSWER)
                    .set(VERDICT_ANSWER.TAKEN_BACK_BY, by)
                    .set(VERDICT_ANSWER.TAKEN_BACK_AT, now)
                    .where(its())
                    .and(VERDICT_ANSWER.TAKEN_BACK_AT.isNull())
                    .execute();
        }

        private Condition its() {
            return VERDICT_ANSWER
                    .REPOSITORY_ID
                    .eq(watched.repository().value())
                    .and(VERDICT_ANSWER.WATCH_ID.eq(watched.id()));
        }
    }
}
