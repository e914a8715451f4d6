package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.CHECK_CONCLUSION;
import static org.jooq.impl.DSL.choose;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Kind;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.memory.schema.tables.records.CheckConclusionRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** What other checks say of commits, of each the newest attempt. Told in any order, by the forge's clock. */
public final class CheckMemory {
    private static final int MOST_OF_ONE = 300;

    private final DSLContext db;

    public CheckMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Keeps it, unless something newer is known.
     *
     * @return whether it was kept
     */
    public boolean store(RepositoryId repository, CheckConclusion check) {
        CheckConclusionRecord told = new CheckConclusionRecord();
        told.setRepositoryId(repository.value());
        told.setSha(HexFormat.of().parseHex(check.sha()));
        told.setKind(check.kind().word());
        told.setAppId(check.appId());
        told.setSuiteId(check.suiteId());
        told.setName(check.name());
        told.setExternalId(check.externalId());
        told.setApp(check.app());
        told.setState(check.progress().word());
        told.setConclusion(check.conclusion());
        told.setAt(utc(check.at()));
        told.setCompletedAt(check.completedAt() == null ? null : utc(check.completedAt()));
        return db.insertInto(CHECK_CONCLUSION)
                        .set(told)
                        .onConflict(
                                CHECK_CONCLUSION.REPOSITORY_ID,
                                CHECK_CONCLUSION.SHA,
                                CHECK_CONCLUSION.KIND,
                                CHECK_CONCLUSION.APP_ID,
                                CHECK_CONCLUSION.SUITE_ID,
                                CHECK_CONCLUSION.NAME)
                        .doUpdate()
                        .set(CHECK_CONCLUSION.EXTERNAL_ID, excluded(CHECK_CONCLUSION.EXTERNAL_ID))
                        .set(CHECK_CONCLUSION.APP, coalesce(excluded(CHECK_CONCLUSION.APP), CHECK_CONCLUSION.APP))
                        .set(CHECK_CONCLUSION.STATE, excluded(CHECK_CONCLUSION.STATE))
                        .set(CHECK_CONCLUSION.CONCLUSION, excluded(CHECK_CONCLUSION.CONCLUSION))
                        .set(CHECK_CONCLUSION.AT, excluded(CHECK_CONCLUSION.AT))
                        .set(CHECK_CONCLUSION.COMPLETED_AT, excluded(CHECK_CONCLUSION.COMPLETED_AT))
                        .where(newer())
                        .execute()
                == 1;
    }

    /** Another attempt by its number, which grows; the same one by when it came so far, then by how far. */
    private static Condition newer() {
        Field<OffsetDateTime> never = val(utc(Instant.EPOCH));
        return row(
                        excluded(CHECK_CONCLUSION.EXTERNAL_ID),
                        excluded(CHECK_CONCLUSION.AT),
                        rank(excluded(CHECK_CONCLUSION.STATE)),
                        coalesce(excluded(CHECK_CONCLUSION.COMPLETED_AT), never),
                        coalesce(excluded(CHECK_CONCLUSION.CONCLUSION), val("")))
                .gt(row(
                        CHECK_CONCLUSION.EXTERNAL_ID,
                        CHECK_CONCLUSION.AT,
                        rank(CHECK_CONCLUSION.STATE),
                        coalesce(CHECK_CONCLUSION.COMPLETED_AT, never),
                        coalesce(CHECK_CONCLUSION.CONCLUSION, val(""))));
    }

    private static Field<Integer> rank(Field<String> state) {
        return choose(state)
                .when(Progress.COMPLETED.word(), 2)
                .when(Progress.IN_PROGRESS.word(), 1)
                .otherwise(0);
    }

    /**
     * Those of a commit, by name; empty: none is known. A suite is told only where none of its app's runs is known, since
     * it sums them up.
     */
    public List<CheckConclusion> of(RepositoryId repository, String sha) {
        List<CheckConclusion> all = db.selectFrom(CHECK_CONCLUSION)
                .where(CHECK_CONCLUSION.REPOSITORY_ID.eq(repository.value()))
                .and(CHECK_CONCLUSION.SHA.eq(HexFormat.of().parseHex(sha)))
                .orderBy(CHECK_CONCLUSION.AT.desc(), CHECK_CONCLUSION.EXTERNAL_ID.desc())
                .limit(MOST_OF_ONE)
                .fetch(CheckMemory::check);
        return all.stream()
                .filter(it -> it.kind() != Kind.CHECK_SUITE
                        || all.stream().noneMatch(run -> run.kind() == Kind.CHECK_RUN && run.appId() == it.appId()))
                .sorted(Comparator.comparing(CheckConclusion::kind)
                        .thenComparing(CheckConclusion::name)
                        .thenComparing(CheckConclusion::appId))
                .toList();
    }

    private static CheckConclusion check(CheckConclusionRecord row) {
        return new CheckConclusion(
                HexFormat.of().formatHex(row.getSha()),
                Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                row.getAppId(),
                row.getSuiteId(),
                row.getName(),
                row.getExternalId(),
                row.getApp(),
                Progress.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getConclusion(),
                row.getAt().toInstant(),
                Times.instant(row.getCompletedAt()));
    }
}
