package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ISSUE;
import static io.rootops.core.memory.schema.Tables.ISSUE_POLL;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.PullRequest;
import io.rootops.core.memory.schema.tables.records.IssueRecord;
import io.rootops.core.pull.Issue;
import io.rootops.core.pull.PullRequest.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

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
        return db.transactionResult(tx -> upsert(tx.dsl(), repository, issue));
    }

    private static boolean upsert(DSLContext tx, RepositoryId repository, Issue issue) {
        IssueRecord told = new IssueRecord();
        told.setRepositoryId(repository.value());
        told.setNumber(issue.number());
        told.setTitle(new ForgottenPeople(tx).settled().text(issue.title()));
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
        return tx.insertInto(ISSUE)
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

    /** Up to where changes were polled, by the forge's clock; empty: never. */
    public Optional<Instant> seenTo(RepositoryId repository) {
        return db.select(REPOSITORY.ISSUES_SEEN_TO)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository.value()))
                .fetchOptional(REPOSITORY.ISSUES_SEEN_TO)
                .map(OffsetDateTime::toInstant);
    }

    public void seenTo(RepositoryId repository, Instant time) {
        db.update(REPOSITORY)
                .set(
                        REPOSITORY.ISSUES_SEEN_TO,
                        greatest(coalesce(REPOSITORY.ISSUES_SEEN_TO, utc(time)), val(utc(time))))
                .where(REPOSITORY.ID.eq(repository.value()))
                .execute();
    }

    /**
     * Issues that pull requests close and nothing told of.
     *
     * @param since only of pull requests that changed after that
     * @return those of the pull request that changed last first; none that was asked for in vain
     */
    public List<Integer> untold(RepositoryId repository, Instant since, Instant now, int limit) {
        Table<?> closed = unnest(PULL_REQUEST.CLOSES).as("closed", "number");
        Field<Integer> number = closed.field("number", Integer.class);
        PullRequest other = PULL_REQUEST.as("other");
        return db.select(number)
                .from(PULL_REQUEST, closed)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(PULL_REQUEST.UPDATED_AT.ge(utc(since)))
                .and(PULL_REQUEST.STATE.ne(PullRequestMemory.word(State.CLOSED)))
                .and(notExists(selectOne()
                        .from(ISSUE)
                        .where(ISSUE.REPOSITORY_ID.eq(repository.value()))
                        .and(ISSUE.NUMBER.eq(number))))
                .and(notExists(selectOne()
                        .from(other)
                        .where(other.REPOSITORY_ID.eq(repository.value()))
                        .and(other.NUMBER.eq(number))))
                .and(notExists(selectOne()
                        .from(ISSUE_POLL)
                        .where(ISSUE_POLL.REPOSITORY_ID.eq(repository.value()))
                        .and(ISSUE_POLL.NUMBER.eq(number))
                        .and(ISSUE_POLL.NEXT_AT.isNull().or(ISSUE_POLL.NEXT_AT.gt(utc(now))))))
                .groupBy(number)
                .orderBy(max(PULL_REQUEST.UPDATED_AT).desc(), number.desc())
                .limit(limit)
                .fetch(number);
    }

    /** @param next when it may be asked for again; null: never, since there is no such issue */
    public void askedInVain(RepositoryId repository, int number, @Nullable Instant next) {
        db.insertInto(ISSUE_POLL)
                .set(ISSUE_POLL.REPOSITORY_ID, repository.value())
                .set(ISSUE_POLL.NUMBER, number)
                .set(ISSUE_POLL.NEXT_AT, next == null ? null : utc(next))
                .onConflict(ISSUE_POLL.REPOSITORY_ID, ISSUE_POLL.NUMBER)
                .doUpdate()
                .set(ISSUE_POLL.NEXT_AT, excluded(ISSUE_POLL.NEXT_AT))
                .execute();
    }
}
