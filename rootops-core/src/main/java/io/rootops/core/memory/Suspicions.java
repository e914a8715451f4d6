package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.Precision;
import io.rootops.core.suspicion.Suspicion;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What looked wrong between deployments, for people. Thread-safe. */
public final class Suspicions {
    private static final Condition OPEN =
            SUSPICION.CLOSED_AT.isNull().and(SUSPICION.ANSWER.isNull()).and(SUSPICION.TOLD_AT.isNotNull());

    private final DSLContext db;

    public Suspicions(DSLContext db) {
        this.db = db;
    }

    /**
     * Those that nobody has answered, and of these the ones that go on, first; then the newest.
     *
     * @param repository null: of all, and of services of which it is not known
     */
    public List<Suspicion> newest(@Nullable RepositoryId repository, int limit) {
        return new SuspicionRows(db)
                .fetch(
                        of(repository),
                        limit,
                        SUSPICION.ANSWER.isNotNull().asc(),
                        SUSPICION.CLOSED_AT.isNotNull().asc(),
                        SUSPICION.TOLD_AT.isNull().asc(),
                        SUSPICION.OPENED_AT.desc(),
                        SUSPICION.ID.asc());
    }

    /** Those that people said are expected, the newest first. */
    public List<Suspicion> expected(@Nullable RepositoryId repository, int limit) {
        return new SuspicionRows(db)
                .fetch(
                        of(repository).and(SUSPICION.ANSWER.eq(Answer.EXPECTED.word())),
                        limit,
                        SUSPICION.ANSWERED_AT.desc(),
                        SUSPICION.ID.asc());
    }

    /** Those of a repository that were told and opened in {@code [from, until)}, the first first. */
    public List<Suspicion> told(RepositoryId repository, Instant from, Instant until, int limit) {
        return new SuspicionRows(db)
                .fetch(
                        of(repository)
                                .and(SUSPICION.TOLD_AT.isNotNull())
                                .and(SUSPICION.OPENED_AT.ge(RepositoryMemory.utc(from)))
                                .and(SUSPICION.OPENED_AT.lt(RepositoryMemory.utc(until))),
                        limit,
                        SUSPICION.OPENED_AT.asc(),
                        SUSPICION.ID.asc());
    }

    public Optional<Suspicion> find(UUID id) {
        return new SuspicionRows(db)
                .fetch(SUSPICION.ID.eq(id), 1, SUSPICION.ID.asc()).stream().findFirst();
    }

    /**
     * How many go on that are told, and nobody has answered.
     *
     * @param repository null: of all, and of services of which it is not known
     */
    public int open(@Nullable RepositoryId repository) {
        return db.fetchCount(SUSPICION, OPEN.and(of(repository)));
    }

    /** How often alarms of each kind were right; a kind that nobody answered may be absent. */
    public Map<Kind, Precision> precision() {
        Map<Kind, Precision> precision = new EnumMap<>(Kind.class);
        db.select(SUSPICION.KIND, count().filterWhere(SUSPICION.ANSWER.eq(Answer.CONFIRMED.word())), count())
                .from(SUSPICION)
                .where(SUSPICION.ANSWER.isNotNull())
                .groupBy(SUSPICION.KIND)
                .forEach(it -> precision.put(Kind.of(it.value1()), new Precision(it.value2(), it.value3())));
        return precision;
    }

    private static Condition of(@Nullable RepositoryId repository) {
        return repository == null ? noCondition() : SUSPICION.REPOSITORY_ID.eq(repository.value());
    }
}
