package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static io.rootops.core.memory.schema.Tables.SUSPECT;
import static io.rootops.core.memory.schema.Tables.SUSPECT_RANKING;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.memory.schema.tables.records.SuspectRankingRecord;
import io.rootops.core.memory.schema.tables.records.SuspectRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.suspect.KeptRanking;
import io.rootops.core.suspect.Running;
import io.rootops.core.suspect.Suspect;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectQuestion;
import io.rootops.core.suspect.SuspectRanking;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.core.suspect.SuspectSubject.OfDeployment;
import io.rootops.core.suspect.SuspectSubject.OfIncident;
import io.rootops.core.suspect.SuspectSubject.OfSuspicion;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The suspects of incidents, suspicions and deployments, as they were ranked last. Thread-safe. */
public final class SuspectRankings {
    private final DSLContext db;

    public SuspectRankings(DSLContext db) {
        this.db = db;
    }

    /** Empty: it was not ranked yet. */
    public Optional<KeptRanking> of(SuspectSubject subject) {
        return db.selectFrom(SUSPECT_RANKING).where(is(subject)).fetchOptional(this::kept);
    }

    /**
     * Keeps a ranking instead of the one there was.
     *
     * @param note what could not be read, in one sentence; null: nothing
     * @param again when to rank again: null: when there is news
     * @param last whether nothing more is to come of this: the places of commits that somebody named are taken from it
     * @return false: what it was asked for is no more
     */
    public boolean keep(
            SuspectQuestion question,
            Running running,
            SuspectRanking ranking,
            String model,
            @Nullable String note,
            @Nullable Instant again,
            boolean last) {
        return db.transactionResult(tx -> {
            // First of all: who forgets a person holds no row while others wait for it.
            Pseudonyms people = new ForgottenPeople(tx.dsl()).settled();
            if (!exists(tx.dsl(), question.subject())) {
                return false;
            }
            SuspectRankings memory = new SuspectRankings(tx.dsl());
            SuspectRankingRecord row = tx.dsl()
                    .selectFrom(SUSPECT_RANKING)
                    .where(is(question.subject()))
                    .forUpdate()
                    .fetchOptional()
                    .orElseGet(() -> tx.dsl().newRecord(SUSPECT_RANKING));
            fill(row, question, running, ranking);
            row.setModel(model);
            row.setNote(note == null ? null : people.text(note));
            row.setRankedAt(now(tx.dsl()));
            row.setAgainAt(again == null ? null : utc(again));
            row.store();
            tx.dsl()
                    .deleteFrom(SUSPECT)
                    .where(SUSPECT.RANKING_ID.eq(row.getId()))
                    .execute();
            tx.dsl()
                    .batchInsert(ranking.suspects().stream()
                            .map(it -> suspect(row.getId(), it, people))
                            .toList())
                    .execute();
            if (last && question.subject() instanceof OfIncident incident) {
                memory.place(incident.id(), ranking);
            }
            return true;
        });
    }

    private static OffsetDateTime now(DSLContext tx) {
        return tx.select(DSL.field("clock_timestamp()", OffsetDateTime.class))
                .fetchSingle()
                .value1();
    }

    /** Held until the caller's transaction ends, so that it does not go meanwhile. */
    private static boolean exists(DSLContext tx, SuspectSubject subject) {
        if (subject instanceof OfIncident it) {
            return exists(tx, "incident_memory", it.id());
        }
        if (subject instanceof OfSuspicion it) {
            return exists(tx, "suspicion", it.id());
        }
        return subject instanceof OfDeployment it && exists(tx, "deployment_watch", it.watch());
    }

    private static boolean exists(DSLContext tx, String table, Object id) {
        return !tx.fetch("select 1 from {0} where id = {1} for key share", DSL.table(DSL.name(table)), DSL.val(id))
                .isEmpty();
    }

    private static void fill(
            SuspectRankingRecord row, SuspectQuestion question, Running running, SuspectRanking ranking) {
        row.setRepositoryId(question.repository().value());
        if (question.subject() instanceof OfIncident it) {
            row.setIncidentId(it.id());
        } else if (question.subject() instanceof OfSuspicion it) {
            row.setSuspicionId(it.id());
        } else if (question.subject() instanceof OfDeployment it) {
            row.setWatchId(it.watch());
        }
        row.setHead(running.head().map(HexFormat.of()::parseHex).orElse(null));
        row.setHeadFrom(running.from().word());
        row.setCandidates(ranking.candidates());
        row.setOwners(ranking.owners());
        row.setTraced(ranking.traced());
        row.setShare(ranking.shareOfFive());
        row.setChance(ranking.chanceOfFive());
        row.setTold(question.told());
    }

    private static SuspectRecord suspect(long ranking, Suspect it, Pseudonyms people) {
        SuspectRecord row = new SuspectRecord();
        row.setRankingId(ranking);
        row.setRank((short) it.rank());
        row.setSha(HexFormat.of().parseHex(it.sha()));
        row.setScore(it.score());
        row.setFeature(it.evidence().stream().map(each -> each.feature().word()).toArray(String[]::new));
        row.setPoints(it.evidence().stream().map(Suspect.Evidence::points).toArray(Double[]::new));
        row.setWords(
                it.evidence().stream().map(each -> people.text(each.words())).toArray(String[]::new));
        return row;
    }

    /** What somebody confirmed before it was ranked. */
    private void place(UUID incident, SuspectRanking ranking) {
        db.selectFrom(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident))
                .and(CORRELATION_LEARNING.ANSWER.eq(Verdict.CONFIRMED.word()))
                .and(CORRELATION_LEARNING.RANK.isNull())
                .fetch()
                .forEach(it -> {
                    it.setRank(rank(ranking, HexFormat.of().formatHex(it.getSha())));
                    it.setShare(ranking.shareOfFive());
                    it.setChance(ranking.chanceOfFive());
                    it.update();
                });
    }

    /** From 1; 0: it is not among those that are kept. */
    static int rank(SuspectRanking ranking, String sha) {
        return ranking.suspects().stream()
                .filter(it -> it.sha().equals(sha))
                .findFirst()
                .map(Suspect::rank)
                .orElse(0);
    }

    private KeptRanking kept(SuspectRankingRecord row) {
        List<Suspect> suspects = db.selectFrom(SUSPECT)
                .where(SUSPECT.RANKING_ID.eq(row.getId()))
                .orderBy(SUSPECT.RANK)
                .fetch(SuspectRankings::suspect);
        Running.From from = Running.From.of(row.getHeadFrom());
        return new KeptRanking(
                new RepositoryId(row.getRepositoryId()),
                new Running(Optional.ofNullable(row.getHead()).map(HexFormat.of()::formatHex), from),
                new SuspectRanking(
                        suspects,
                        row.getCandidates(),
                        row.getOwners(),
                        row.getTraced(),
                        row.getShare(),
                        row.getChance()),
                row.getModel(),
                row.getTold(),
                row.getNote(),
                row.getRankedAt().toInstant(),
                Times.instant(row.getAgainAt()));
    }

    private static Suspect suspect(SuspectRecord row) {
        List<Suspect.Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < row.getFeature().length; i++) {
            String word = row.getFeature()[i];
            double points = row.getPoints()[i];
            String words = row.getWords()[i];
            Arrays.stream(SuspectFeature.values())
                    .filter(it -> it.word().equals(word))
                    .forEach(it -> evidence.add(new Suspect.Evidence(it, points, words)));
        }
        return new Suspect(HexFormat.of().formatHex(row.getSha()), row.getRank(), row.getScore(), evidence);
    }

    private static Condition is(SuspectSubject subject) {
        if (subject instanceof OfIncident it) {
            return SUSPECT_RANKING.INCIDENT_ID.eq(it.id());
        }
        if (subject instanceof OfSuspicion it) {
            return SUSPECT_RANKING.SUSPICION_ID.eq(it.id());
        }
        return subject instanceof OfDeployment it ? SUSPECT_RANKING.WATCH_ID.eq(it.watch()) : DSL.falseCondition();
    }
}
