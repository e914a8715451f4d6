package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.SUSPICION;

import io.rootops.core.suspicion.Answer;
import java.time.InstantSource;
import java.util.UUID;
import org.jooq.DSLContext;

/** What people say of suspicions. Thread-safe. */
public final class SuspicionAnswers {
    private final DSLContext db;
    private final InstantSource clock;

    public SuspicionAnswers(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A person answers; it counts until it is undone, or another answer takes its place.
     *
     * @param by how they came in
     * @return false: there is no such suspicion
     */
    public boolean answer(UUID suspicion, Answer answer, String by) {
        return db.transactionResult(tx -> tx.dsl()
                        .update(SUSPICION)
                        .set(SUSPICION.ANSWER, answer.word())
                        .set(
                                SUSPICION.ANSWERED_BY,
                                new ForgottenPeople(tx.dsl()).settled().text(by))
                        .set(SUSPICION.ANSWERED_AT, utc(clock.instant()))
                        .where(SUSPICION.ID.eq(suspicion))
                        .execute()
                == 1);
    }

    /** @return false: there is no such suspicion */
    public boolean undo(UUID suspicion) {
        return db.update(SUSPICION)
                        .setNull(SUSPICION.ANSWER)
                        .setNull(SUSPICION.ANSWERED_BY)
                        .setNull(SUSPICION.ANSWERED_AT)
                        .where(SUSPICION.ID.eq(suspicion))
                        .execute()
                == 1;
    }
}
