package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST_COMMIT;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.PullRequestRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.pull.KnownPull;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import io.rootops.core.pull.ReadPull;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What a forge tells of pull requests. Events come in any order: by the forge's clock, what is older changes nothing. */
public final class PullRequestMemory {
    private final DSLContext db;

    public PullRequestMemory(DSLContext db) {
        this.db = db;
    }

    /** How RootOps came to hear of a pull request. */
    public enum Heard {
        /** It was opened, pushed to or taken up again: its commits are to be read. */
        WORKED_ON,
        /** Something of it changed; its commits are to be read unless they stood there before RootOps looked. */
        CHANGED,
        /** It was there when RootOps looked for the first time. */
        BACKLOG
    }

    /**
     * Keeps it, unless something newer is known.
     *
     * @return whether it was kept
     */
    public boolean store(RepositoryId repository, PullRequest pull, Heard heard) {
        return db.transactionResult(tx -> {
            // Commits arrive under the same lock: either they see the merge, or the merge sees them.
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository.value()));
            return keep(tx.dsl(), repository, pull, heard);
        });
    }

    /** The same without waiting; empty: the repository is being written, such as ranked anew. */
    public Optional<Boolean> storeIfFree(RepositoryId repository, PullRequest pull, Heard heard) {
        return db.transactionResult(tx -> {
            boolean free = tx.dsl()
                    .fetchSingle("select pg_try_advisory_xact_lock({0})", val((long) repository.value()))
                    .get(0, Boolean.class);
            return free ? Optional.of(keep(tx.dsl(), repository, pull, heard)) : Optional.empty();
        });
    }

    private static boolean keep(DSLContext tx, RepositoryId repository, PullRequest pull, Heard heard) {
        boolean kept = upsert(tx, repository, pull, heard);
        if (kept && pull.state() == State.MERGED) {
            new MergedPulls(tx, repository.value()).markShown(pull.number());
        }
        return kept;
    }

    private static boolean upsert(DSLContext tx, RepositoryId repository, PullRequest pull, Heard heard) {
        PullRequestRecord row = row(repository, pull);
        Pseudonyms people = new ForgottenPeople(tx).settled();
        row.setTitle(people.text(pull.title()));
        row.setAuthorLogin(people.login(pull.authorLogin()));
        row.setBacklog(heard == Heard.BACKLOG);
        Condition sameWork = PULL_REQUEST
                .HEAD_SHA
                .eq(excluded(PULL_REQUEST.HEAD_SHA))
                .and(PULL_REQUEST.BASE_REF.eq(excluded(PULL_REQUEST.BASE_REF)));
        Condition newer = PULL_REQUEST
                .UPDATED_AT
                .lt(excluded(PULL_REQUEST.UPDATED_AT))
                .or(PULL_REQUEST
                        .UPDATED_AT
                        .eq(excluded(PULL_REQUEST.UPDATED_AT))
                        // The forge's clock counts seconds. Closing comes after whatever else came in the same one.
                        .and(PULL_REQUEST
                                .STATE
                                .eq(word(State.OPEN))
                                .or(excluded(PULL_REQUEST.STATE).ne(word(State.OPEN)))));
        return tx.insertInto(PULL_REQUEST)
                        .set(row)
                        .onConflict(PULL_REQUEST.REPOSITORY_ID, PULL_REQUEST.NUMBER)
                        .doUpdate()
                        .set(PULL_REQUEST.GITHUB_ID, excluded(PULL_REQUEST.GITHUB_ID))
                        .set(PULL_REQUEST.TITLE, excluded(PULL_REQUEST.TITLE))
                        .set(PULL_REQUEST.AUTHOR_LOGIN, excluded(PULL_REQUEST.AUTHOR_LOGIN))
                        .set(PULL_REQUEST.STATE, excluded(PULL_REQUEST.STATE))
                        .set(PULL_REQUEST.DRAFT, excluded(PULL_REQUEST.DRAFT))
                        .set(PULL_REQUEST.FROM_FORK, excluded(PULL_REQUEST.FROM_FORK))
                        .set(PULL_REQUEST.HEAD_SHA, excluded(PULL_REQUEST.HEAD_SHA))
                        .set(PULL_REQUEST.BASE_REF, excluded(PULL_REQUEST.BASE_REF))
                        .set(PULL_REQUEST.BASE_SHA, excluded(PULL_REQUEST.BASE_SHA))
                        .set(PULL_REQUEST.MERGED_AT, excluded(PULL_REQUEST.MERGED_AT))
                        .set(PULL_REQUEST.MERGE_COMMIT_SHA, excluded(PULL_REQUEST.MERGE_COMMIT_SHA))
                        .set(PULL_REQUEST.CLOSES, coalesce(excluded(PULL_REQUEST.CLOSES), PULL_REQUEST.CLOSES))
                        .set(PULL_REQUEST.UPDATED_AT, excluded(PULL_REQUEST.UPDATED_AT))
                        .set(
                                PULL_REQUEST.BACKLOG,
                                field(condition(PULL_REQUEST.BACKLOG)
                                        .and(sameWork)
                                        .and(condition(val(heard != Heard.WORKED_ON)))))
                        .where(newer.and(PULL_REQUEST
                                .STATE
                                .ne(word(State.MERGED))
                                .or(excluded(PULL_REQUEST.STATE).eq(word(State.MERGED)))))
                        .execute()
                == 1;
    }

    /** The one whose commits were read up to this head; an open one first. */
    public Optional<ReadPull> headed(RepositoryId repository, String sha) {
        return db.selectFrom(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(PULL_REQUEST.READ_HEAD.eq(HexFormat.of().parseHex(sha)))
                .orderBy(field(PULL_REQUEST.STATE.ne(word(State.OPEN))), PULL_REQUEST.NUMBER)
                .limit(1)
                .fetchOptional(it -> new ReadPull(
                        pull(it), sha, HexFormat.of().formatHex(Objects.requireNonNull(it.getReadBase()))));
    }

    /** The one that brought a commit, or is to bring it: the one that was merged, else the newest. */
    public Optional<KnownPull> bringing(RepositoryId repository, String sha) {
        byte[] commit = HexFormat.of().parseHex(sha);
        Condition brought = exists(selectOne()
                .from(PULL_REQUEST_COMMIT)
                .where(PULL_REQUEST_COMMIT
                        .REPOSITORY_ID
                        .eq(PULL_REQUEST.REPOSITORY_ID)
                        .and(PULL_REQUEST_COMMIT.NUMBER.eq(PULL_REQUEST.NUMBER))
                        .and(PULL_REQUEST_COMMIT.SHA.eq(commit))));
        Condition merge =
                coalesce(PULL_REQUEST.MERGE_COMMIT_SHA, val(new byte[0])).eq(commit);
        return db.selectFrom(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(PULL_REQUEST.MERGE_COMMIT_SHA.eq(commit).or(brought))
                .orderBy(
                        field(merge).desc(),
                        field(PULL_REQUEST.STATE.eq(word(State.MERGED))).desc(),
                        PULL_REQUEST.NUMBER.desc())
                .limit(1)
                .fetchOptional(
                        it -> new KnownPull(pull(it), it.getApprovedBy() == null ? null : List.of(it.getApprovedBy())));
    }

    /**
     * One whose reviews may have changed since they were asked for.
     *
     * @param heard reviews that were heard of so far
     */
    public record Unreviewed(PullRequest pull, int heard) {}

    /** Those whose reviews may have changed since they were asked for, last changed first. */
    public List<Unreviewed> unreviewed(RepositoryId repository, int limit) {
        return db.selectFrom(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(PULL_REQUEST.REVIEWS_AT.isNull().or(PULL_REQUEST.REVIEWS_AT.lt(PULL_REQUEST.UPDATED_AT)))
                .and(PULL_REQUEST.BACKLOG.isFalse())
                .and(PULL_REQUEST.STATE.ne(word(State.CLOSED)))
                .orderBy(PULL_REQUEST.UPDATED_AT.desc(), PULL_REQUEST.NUMBER.desc())
                .limit(limit)
                .fetch(it -> new Unreviewed(pull(it), it.getReviewsHeard()));
    }

    /** @param asked as it was when its reviews were asked for; one of which more was heard since stays due */
    public void reviewed(RepositoryId repository, Unreviewed asked, List<String> approvedBy) {
        db.transaction(tx -> {
            Pseudonyms people = new ForgottenPeople(tx.dsl()).settled();
            tx.dsl()
                    .update(PULL_REQUEST)
                    .set(
                            PULL_REQUEST.APPROVED_BY,
                            approvedBy.stream().map(people::login).toArray(String[]::new))
                    .set(PULL_REQUEST.REVIEWS_AT, utc(asked.pull().updatedAt()))
                    .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                    .and(PULL_REQUEST.NUMBER.eq(asked.pull().number()))
                    .and(PULL_REQUEST.REVIEWS_HEARD.eq(asked.heard()))
                    .execute();
        });
    }

    /**
     * Somebody reviewed it just now: its reviews are to be asked for, also where nothing else of it has changed.
     *
     * @return whether it is known
     */
    public boolean reviewedAnew(RepositoryId repository, int number) {
        return db.update(PULL_REQUEST)
                        .setNull(PULL_REQUEST.REVIEWS_AT)
                        .set(PULL_REQUEST.REVIEWS_HEARD, PULL_REQUEST.REVIEWS_HEARD.plus(1))
                        .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                        .and(PULL_REQUEST.NUMBER.eq(number))
                        .execute()
                == 1;
    }

    /** Up to where changes were polled, by the forge's clock; empty: never. */
    public Optional<Instant> seenTo(RepositoryId repository) {
        return db.select(REPOSITORY.PULLS_SEEN_TO)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository.value()))
                .fetchOptional(REPOSITORY.PULLS_SEEN_TO)
                .map(it -> it.toInstant());
    }

    public void seenTo(RepositoryId repository, Instant time) {
        db.update(REPOSITORY)
                .set(REPOSITORY.PULLS_SEEN_TO, greatest(coalesce(REPOSITORY.PULLS_SEEN_TO, utc(time)), val(utc(time))))
                .where(REPOSITORY.ID.eq(repository.value()))
                .execute();
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static PullRequestRecord row(RepositoryId repository, PullRequest pull) {
        PullRequestRecord row = new PullRequestRecord();
        row.setRepositoryId(repository.value());
        row.setNumber(pull.number());
        row.setGithubId(pull.githubId());
        row.setTitle(pull.title());
        row.setAuthorLogin(pull.authorLogin());
        row.setState(word(pull.state()));
        row.setDraft(pull.draft());
        row.setFromFork(pull.fromFork());
        row.setHeadSha(HexFormat.of().parseHex(pull.headSha()));
        row.setBaseRef(pull.baseRef());
        row.setBaseSha(HexFormat.of().parseHex(pull.baseSha()));
        row.setMergedAt(pull.mergedAt() == null ? null : utc(pull.mergedAt()));
        row.setMergeCommitSha(
                pull.mergeCommitSha() == null ? null : HexFormat.of().parseHex(pull.mergeCommitSha()));
        row.setCloses(pull.closes() == null ? null : pull.closes().toArray(Integer[]::new));
        row.setUpdatedAt(utc(pull.updatedAt()));
        return row;
    }

    static PullRequest pull(PullRequestRecord row) {
        return new PullRequest(
                row.getNumber(),
                row.getGithubId(),
                row.getTitle(),
                row.getAuthorLogin(),
                State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getDraft(),
                row.getFromFork(),
                HexFormat.of().formatHex(row.getHeadSha()),
                row.getBaseRef(),
                HexFormat.of().formatHex(row.getBaseSha()),
                Times.instant(row.getMergedAt()),
                hex(row.getMergeCommitSha()),
                row.getCloses() == null ? null : Arrays.asList(row.getCloses()),
                row.getUpdatedAt().toInstant());
    }

    private static @Nullable String hex(byte @Nullable [] sha) {
        return sha == null ? null : HexFormat.of().formatHex(sha);
    }
}
