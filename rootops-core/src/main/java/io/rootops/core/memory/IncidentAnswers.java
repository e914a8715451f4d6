package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.OUTCOME;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.trueCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.CulpritAnswer.Kind;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.RankedCulprit;
import io.rootops.core.memory.schema.tables.records.CorrelationLearningRecord;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import io.rootops.core.suspect.SuspectRanking;
import io.rootops.core.suspect.SuspectSubject.OfIncident;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What people say of the commits, and the other changes, behind incidents. What is said later of the same stands in its place; all of it stays as history.
 * A commit that is confirmed went wrong, for the score of commits too, as long as that stands. Thread-safe.
 */
public final class IncidentAnswers {
    /** A person knows. */
    private static final double TRUST = 1;

    private static final Condition STANDING = CORRELATION_LEARNING.TAKEN_BACK_AT.isNull();

    private final DSLContext db;

    public IncidentAnswers(DSLContext db) {
        this.db = db;
    }

    /** All of an incident, those that count no more among them, the first first. */
    public List<CulpritAnswer> of(UUID incident) {
        return of(List.of(incident)).getOrDefault(incident, List.of());
    }

    /** The same of each; those of which nothing was said are absent. */
    public Map<UUID, List<CulpritAnswer>> of(Collection<UUID> incidents) {
        return db.selectFrom(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(any(incidents.toArray(UUID[]::new))))
                .orderBy(CORRELATION_LEARNING.INCIDENT_ID, CORRELATION_LEARNING.NUMBER)
                .fetchGroups(CORRELATION_LEARNING.INCIDENT_ID, this::answer);
    }

    /**
     * A person answers.
     *
     * @param sha full sha of the commit; null for {@link Verdict#NONE_OF_THESE} alone
     * @param kind of what it was, if no commit; null: not said
     * @param by how they came in
     * @return false: there is no such incident
     */
    public boolean answer(UUID incident, Verdict verdict, @Nullable String sha, @Nullable Kind kind, String by) {
        return answer(incident, SaidOfCulprit.ofCommit(verdict, sha, kind), by);
    }

    /**
     * A person says of a change that is no commit that it did it, and so that no commit did; or that it did not.
     *
     * @param by how they came in
     * @return false: there is no such incident
     */
    public boolean answer(UUID incident, ChangeEvent change, boolean did, String by) {
        return answer(incident, SaidOfCulprit.ofChange(change, did), by);
    }

    private boolean answer(UUID incident, SaidOfCulprit said, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            Optional<Incident> known = new IncidentMemory(tx.dsl()).find(incident);
            known.ifPresent(it -> new IncidentAnswers(tx.dsl()).add(changes, it, said, by));
            return known.isPresent();
        });
    }

    /**
     * What was said counts no more.
     *
     * @param by how they came in
     * @return false: there is no such answer, or it counts no more already
     */
    public boolean undo(UUID incident, int number, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            return new IncidentAnswers(tx.dsl()).takeBack(changes, incident, CORRELATION_LEARNING.NUMBER.eq(number), by)
                    > 0;
        });
    }

    /** A commit did it, in the transaction of the caller; said twice it is said once. */
    void confirm(IncidentChanges changes, Incident incident, String sha, String by) {
        add(changes, incident, SaidOfCulprit.ofCommit(Verdict.CONFIRMED, sha, null), by);
    }

    private void add(IncidentChanges changes, Incident incident, SaidOfCulprit said, String by) {
        if (db.fetchExists(
                CORRELATION_LEARNING, CORRELATION_LEARNING.INCIDENT_ID.eq(incident.id()), STANDING, said.same())) {
            return;
        }
        takeBack(changes, incident.id(), said.replaced(), by);
        CorrelationLearningRecord row = CORRELATION_LEARNING.newRecord();
        row.setIncidentId(incident.id());
        row.setNumber(db.select(coalesce(max(CORRELATION_LEARNING.NUMBER), 0).plus(1))
                .from(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident.id()))
                .fetchSingle()
                .value1());
        said.fill(row);
        row.setRepositoryId(row.getSha() == null ? null : repository(incident.repository(), row.getSha()));
        row.setTrust(TRUST);
        row.setSaidBy(changes.people().text(by));
        row.setSaidAt(utc(changes.now()));
        @Nullable String culprit = said.verdict() == Verdict.CONFIRMED ? said.commit() : null;
        if (culprit != null) {
            ranked(row, incident.id(), culprit);
        }
        db.insertInto(CORRELATION_LEARNING).set(row).execute();
        if (culprit != null && row.getRepositoryId() != null) {
            new Outcomes(db, row.getRepositoryId())
                    .store(List.of(new Outcome(
                            culprit,
                            OutcomeSource.INCIDENT,
                            Strength.STRONG,
                            changes.now(),
                            incident.id().toString())));
        }
    }

    /** What the ranking said before anybody confirmed it. */
    private void ranked(CorrelationLearningRecord row, UUID incident, String sha) {
        CorrelationLearningRecord before = db.selectFrom(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident))
                .and(CORRELATION_LEARNING.SHA.eq(row.getSha()))
                .and(CORRELATION_LEARNING.RANK.isNotNull())
                .orderBy(CORRELATION_LEARNING.NUMBER)
                .limit(1)
                .fetchOne();
        if (before != null) {
            row.setRank(before.getRank());
            row.setShare(before.getShare());
            row.setChance(before.getChance());
            return;
        }
        new SuspectRankings(db).of(new OfIncident(incident)).ifPresent(it -> {
            SuspectRanking ranking = it.ranking();
            row.setRank(SuspectRankings.rank(ranking, sha));
            row.setShare(ranking.shareOfFive());
            row.setChance(ranking.chanceOfFive());
        });
    }

    private int takeBack(IncidentChanges changes, UUID incident, Condition which, String by) {
        List<CorrelationLearningRecord> rows = db.selectFrom(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident))
                .and(STANDING)
                .and(which)
                .fetch();
        for (CorrelationLearningRecord row : rows) {
            row.setTakenBackBy(changes.people().text(by));
            row.setTakenBackAt(utc(changes.now()));
            row.update();
            if (row.getAnswer().equals(Verdict.CONFIRMED.word()) && row.getRepositoryId() != null) {
                forget(row.getRepositoryId(), row.getSha(), incident);
            }
        }
        return rows.size();
    }

    private void forget(int repository, byte[] sha, UUID incident) {
        int gone = db.deleteFrom(OUTCOME)
                .where(OUTCOME.REPOSITORY_ID.eq(repository))
                .and(OUTCOME.SHA.eq(sha))
                .and(OUTCOME.SOURCE.eq(OutcomeSource.INCIDENT.word()))
                .and(OUTCOME.EVIDENCE.eq(incident.toString()))
                .execute();
        if (gone > 0) {
            new Outcomes(db, repository).arrived();
        }
    }

    /**
     * Of each incident with a confirmed cause that was ranked: where the best of its causes stood before, the first confirmed
     * first.
     *
     * @param repository null: of all
     */
    public List<RankedCulprit> ranked(@Nullable RepositoryId repository) {
        return db.select(
                        CORRELATION_LEARNING.INCIDENT_ID,
                        // 0 is no place, and behind all others.
                        coalesce(min(CORRELATION_LEARNING.RANK).filterWhere(CORRELATION_LEARNING.RANK.gt(0)), 0),
                        max(CORRELATION_LEARNING.SHARE),
                        max(CORRELATION_LEARNING.CHANCE))
                .from(CORRELATION_LEARNING)
                .join(INCIDENT_MEMORY)
                .on(INCIDENT_MEMORY.ID.eq(CORRELATION_LEARNING.INCIDENT_ID))
                .where(STANDING)
                .and(CORRELATION_LEARNING.ANSWER.eq(Verdict.CONFIRMED.word()))
                .and(CORRELATION_LEARNING.RANK.isNotNull())
                .and(
                        repository == null
                                ? trueCondition()
                                : coalesce(CORRELATION_LEARNING.REPOSITORY_ID, INCIDENT_MEMORY.REPOSITORY_ID)
                                        .eq(repository.value()))
                .groupBy(CORRELATION_LEARNING.INCIDENT_ID)
                .orderBy(min(CORRELATION_LEARNING.SAID_AT), CORRELATION_LEARNING.INCIDENT_ID)
                .fetch(it -> new RankedCulprit(it.value1(), it.value2(), it.value3(), it.value4()));
    }

    /**
     * The confirmed causes of incidents that were ranked before anybody had confirmed them, by incident: full shas, those confirmed
     * last first.
     */
    public Map<UUID, Set<String>> confirmed(int most) {
        Map<UUID, Set<String>> causes = new LinkedHashMap<>();
        db.select(CORRELATION_LEARNING.INCIDENT_ID, CORRELATION_LEARNING.SHA)
                .from(CORRELATION_LEARNING)
                .where(STANDING)
                .and(CORRELATION_LEARNING.ANSWER.eq(Verdict.CONFIRMED.word()))
                .and(CORRELATION_LEARNING.RANK.isNotNull())
                .orderBy(
                        CORRELATION_LEARNING.SAID_AT.desc(), CORRELATION_LEARNING.INCIDENT_ID, CORRELATION_LEARNING.SHA)
                .limit(most)
                .forEach(it -> causes.computeIfAbsent(it.value1(), id -> new TreeSet<>())
                        .add(HexFormat.of().formatHex(it.value2())));
        return causes;
    }

    /** The one that has the commit; where none or several have it, that of the incident. */
    private @Nullable Integer repository(@Nullable RepositoryId known, byte[] sha) {
        List<Integer> having = db.select(COMMIT_MEMORY.REPOSITORY_ID)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.SHA.eq(sha))
                .limit(2)
                .fetch(COMMIT_MEMORY.REPOSITORY_ID);
        return having.size() == 1 ? having.get(0) : known == null ? null : Integer.valueOf(known.value());
    }

    private CulpritAnswer answer(CorrelationLearningRecord it) {
        // What was not known when it was named may have come since.
        Integer repository = it.getRepositoryId() == null && it.getSha() != null
                ? repository(null, it.getSha())
                : it.getRepositoryId();
        return new CulpritAnswer(
                it.getNumber(),
                repository == null ? null : new RepositoryId(repository),
                it.getSha() == null ? null : HexFormat.of().formatHex(it.getSha()),
                Verdict.of(it.getAnswer()),
                it.getKind() == null ? null : Kind.of(it.getKind()),
                it.getChangeId(),
                it.getTrust(),
                it.getRank(),
                it.getSaidBy(),
                it.getSaidAt().toInstant(),
                Times.instant(it.getTakenBackAt()));
    }
}
