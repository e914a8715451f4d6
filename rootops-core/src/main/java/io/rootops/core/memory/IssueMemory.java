package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ISSUE;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.IssueRecord;
import io.rootops.core.pull.Issue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** How issues stand. Told in any order, by the forge's clock; what is gone does not come back. */
public final class IssueMemory {
    private static final String GONE = Issue.State.GONE.word();

    private final DSLContext db;

    public IssueMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Keeps it, unless something newer is known.
     *
     * @return whether it was kept
     */
    public boolean store(RepositoryId repository, Issue issue) {
        IssueRecord told = new IssueRecord();
        told.setRepositoryId(repository.value());
        told.setNumber(issue.number());
        told.setTitle(issue.title());
        told.setState(issue.state().word());
        told.setLabels(issue.labels().toArray(String[]::new));
        told.setOpenedAt(utc(issue.openedAt()));
        told.setClosedAt(issue.closedAt() == null ? null : utc(issue.closedAt()));
        told.setUpdatedAt(utc(issue.updatedAt()));
        // The forge's clock counts seconds: of one second the one that says more is taken, whichever came first.
        Condition newer = ISSUE.STATE
                .ne(GONE)
                .and(excluded(ISSUE.STATE)
                        .eq(GONE)
                        .or(row(
                                        excluded(ISSUE.UPDATED_AT),
                                        closed(excluded(ISSUE.STATE)),
                                        cardinality(excluded(ISSUE.LABELS)),
                                        excluded(ISSUE.LABELS),
                                        excluded(ISSUE.TITLE))
                                .gt(row(
                                        ISSUE.UPDATED_AT,
                                        closed(ISSUE.STATE),
                                        cardinality(ISSUE.LABELS),
                                        ISSUE.LABELS,
                                        ISSUE.TITLE))));
        return db.insertInto(ISSUE)
                        .set(told)
                        .onConflict(ISSUE.REPOSITORY_ID, ISSUE.NUMBER)
                        .doUpdate()
                        .set(ISSUE.TITLE, excluded(ISSUE.TITLE))
                        .set(ISSUE.STATE, excluded(ISSUE.STATE))
                        .set(ISSUE.LABELS, excluded(ISSUE.LABELS))
                        .set(ISSUE.CLOSED_AT, excluded(ISSUE.CLOSED_AT))
                        .set(ISSUE.UPDATED_AT, excluded(ISSUE.UPDATED_AT))
                        .where(newer)
                        .execute()
                == 1;
    }

    private static Field<Boolean> closed(Field<String> state) {
        return field(state.eq(Issue.State.CLOSED.word()));
    }

    /** Those of these numbers that are known. */
    public List<Issue> of(RepositoryId repository, Collection<Integer> numbers) {
        return db.selectFrom(ISSUE)
                .where(ISSUE.REPOSITORY_ID.eq(repository.value()))
                .and(ISSUE.NUMBER.in(numbers))
                .orderBy(ISSUE.NUMBER)
                .fetch(it -> new Issue(
                        it.getNumber(),
                        it.getTitle(),
                        Issue.State.valueOf(it.getState().toUpperCase(Locale.ROOT)),
                        List.of(it.getLabels()),
                        it.getOpenedAt().toInstant(),
                        Times.instant(it.getClosedAt()),
                        it.getUpdatedAt().toInstant()));
    }
}
