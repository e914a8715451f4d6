package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.AUTHOR;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_DAY;
import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.PATH;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail.FileDetail;
import io.rootops.core.memory.schema.enums.RiskLevel;
import io.rootops.core.memory.schema.tables.FileChange;
import io.rootops.core.memory.schema.tables.Path;
import io.rootops.core.memory.schema.tables.records.AuthorRecord;
import io.rootops.core.memory.schema.tables.records.CommitMemoryRecord;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.risk.Features;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the commits, as lists and one by one. */
public final class CommitMemory {
    private static final int MOST_BRANCHES = 500;
    private static final int MOST_MATCHES = 20;

    private final DSLContext db;
    private final RepositoryMemory repositories;
    private final Scores scores;

    public CommitMemory(DSLContext db) {
        this.db = db;
        this.scores = new Scores(db);
        this.repositories = new RepositoryMemory(db);
    }

    /**
     * Newest first.
     *
     * @param limit 1 to 200
     * @param cursor of the page before, or null
     * @throws MalformedCursorException when the cursor is none of ours
     */
    public Page<CommitSummary> list(CommitFilter filter, int limit, @Nullable String cursor) {
        Condition condition = CommitConditions.of(filter);
        if (cursor != null) {
            Cursor after = Cursor.decode(cursor);
            condition = condition.and(row(COMMIT_MEMORY.COMMITTED_AT, COMMIT_MEMORY.REPOSITORY_ID, COMMIT_MEMORY.ID)
                    .lessThan(utc(after.committedAt()), after.repository(), after.commit()));
        }
        List<Record> rows = newestFirst(commits(condition), limit + 1);
        List<CommitSummary> items = summaries(rows.subList(0, Math.min(limit, rows.size())));
        return new Page<>(items, rows.size() > limit ? cursorOf(rows.get(limit - 1)) : null);
    }

    /**
     * Looks a sha up.
     *
     * @param repository null: in all
     * @param sha 4 to 64 hexadecimal digits
     */
    public ShaMatch find(@Nullable RepositoryId repository, String sha) {
        Condition condition = CommitConditions.sha(sha);
        if (repository != null) {
            condition = condition.and(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()));
        }
        List<Record> rows = newestFirst(commits(condition), MOST_MATCHES);
        return switch (rows.size()) {
            case 0 -> new ShaMatch.Unknown();
            case 1 -> new ShaMatch.Found(detail(rows.get(0)));
            default -> new ShaMatch.Ambiguous(summaries(rows));
        };
    }

    /** Those of these commits that are known, in no order. */
    public List<CommitSummary> all(RepositoryId repository, Collection<String> shas) {
        List<byte[]> wanted = shas.stream().map(HexFormat.of()::parseHex).toList();
        return wanted.isEmpty()
                ? List.of()
                : summaries(commits(COMMIT_MEMORY
                                .REPOSITORY_ID
                                .eq(repository.value())
                                .and(COMMIT_MEMORY.SHA.in(wanted)))
                        .fetch());
    }

    /** Commits on a default branch from the alert percentile on, not provisional, committed since then; newest first. */
    public List<CommitSummary> alerts(@Nullable RepositoryId repository, Instant since, int limit) {
        Condition condition = COMMIT_MEMORY
                .LEVEL
                .eq(RiskLevel.high)
                .and(COMMIT_MEMORY.PERCENTILE.ge((float) io.rootops.core.risk.RiskLevel.ALERT_FROM))
                .and(COMMIT_MEMORY.POSITION.isNotNull())
                .and(COMMIT_MEMORY.COMMITTED_AT.ge(utc(since)));
        if (repository != null) {
            condition = condition.and(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()));
        }
        return summaries(newestFirst(commits(condition), limit));
    }

    /** Scored commits of the default branch that were committed in {@code [from, until)}, the riskiest first. */
    public List<CommitSummary> riskiest(RepositoryId repository, Instant from, Instant until, int limit) {
        Condition condition = COMMIT_MEMORY
                .REPOSITORY_ID
                .eq(repository.value())
                .and(COMMIT_MEMORY.PERCENTILE.isNotNull())
                .and(COMMIT_MEMORY.POSITION.isNotNull())
                .and(COMMIT_MEMORY.COMMITTED_AT.ge(utc(from)))
                .and(COMMIT_MEMORY.COMMITTED_AT.lt(utc(until)));
        return summaries(commits(condition)
                .orderBy(COMMIT_MEMORY.PERCENTILE.desc(), COMMIT_MEMORY.COMMITTED_AT.desc(), COMMIT_MEMORY.ID.desc())
                .limit(limit)
                .fetch());
    }

    /** Names of the branches that hold unmerged commits. */
    public List<String> branches(RepositoryId repository) {
        return db.selectDistinct(BRANCH_COMMIT.BRANCH)
                .from(BRANCH_COMMIT)
                .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository.value()))
                .and(BRANCH_COMMIT.BRANCH.notLike(PullRequest.REFS + "%"))
                .and(ListedRows.OF_OTHER_BRANCH)
                .orderBy(BRANCH_COMMIT.BRANCH)
                .limit(MOST_BRANCHES)
                .fetch(BRANCH_COMMIT.BRANCH);
    }

    /** Scored commits a day on the default branches, oldest day first; days without commits are left out. */
    public List<DayCount> days(@Nullable RepositoryId repository, Instant from, Instant to) {
        Condition condition = COMMIT_DAY.DAY.between(day(from), day(to));
        if (repository != null) {
            condition = condition.and(COMMIT_DAY.REPOSITORY_ID.eq(repository.value()));
        }
        return db.select(COMMIT_DAY.DAY, level(RiskLevel.low), level(RiskLevel.medium), level(RiskLevel.high))
                .from(COMMIT_DAY)
                .where(condition)
                .groupBy(COMMIT_DAY.DAY)
                .orderBy(COMMIT_DAY.DAY)
                .fetch(it -> new DayCount(it.value1(), number(it.value2()), number(it.value3()), number(it.value4())));
    }

    private static org.jooq.Field<BigDecimal> level(RiskLevel level) {
        return sum(COMMIT_DAY.COMMITS).filterWhere(COMMIT_DAY.LEVEL.eq(level));
    }

    private static int number(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.intValueExact();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(Times.storable(time), ZoneOffset.UTC);
    }

    private SelectConditionStep<Record> commits(Condition condition) {
        return db.select(COMMIT_MEMORY.fields())
                .select(AUTHOR.fields())
                .select(Departures.SINCE)
                .from(COMMIT_MEMORY)
                .join(AUTHOR)
                .on(AUTHOR.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID).and(AUTHOR.ID.eq(COMMIT_MEMORY.AUTHOR_ID)))
                .where(condition);
    }

    private static List<Record> newestFirst(SelectConditionStep<Record> select, int limit) {
        return select.orderBy(
                        COMMIT_MEMORY.COMMITTED_AT.desc(), COMMIT_MEMORY.REPOSITORY_ID.desc(), COMMIT_MEMORY.ID.desc())
                .limit(limit)
                .fetch();
    }

    private static String cursorOf(Record row) {
        return new Cursor(
                        row.get(COMMIT_MEMORY.COMMITTED_AT).toInstant(),
                        row.get(COMMIT_MEMORY.REPOSITORY_ID),
                        row.get(COMMIT_MEMORY.ID))
                .encode();
    }

    private List<CommitSummary> summaries(List<Record> rows) {
        Map<Integer, TrackedRepository> known = repositories.byIds(
                rows.stream().map(it -> it.get(COMMIT_MEMORY.REPOSITORY_ID)).collect(Collectors.toSet()));
        Scores.Read read = scores.read(rows);
        return rows.stream()
                // One removed in between is left out.
                .flatMap(it -> Optional.ofNullable(known.get(it.get(COMMIT_MEMORY.REPOSITORY_ID)))
                        .map(repository -> summary(it, repository, read))
                        .stream())
                .toList();
    }

    private static CommitSummary summary(Record row, TrackedRepository repository, Scores.Read scores) {
        CommitMemoryRecord commit = row.into(COMMIT_MEMORY);
        AuthorRecord author = row.into(AUTHOR);
        return new CommitSummary(
                repository,
                HexFormat.of().formatHex(commit.getSha()),
                commit.getSubject(),
                new Author(author.getEmail(), author.getName(), author.getBot()),
                commit.getAuthoredAt().toInstant(),
                commit.getCommittedAt().toInstant(),
                commit.getParents().length > 1,
                commit.getPosition() != null
                        || commit.getProvisional()
                        || ListedRows.ON_DEFAULT.equals(commit.getListed()),
                Times.instant(row.get(Departures.SINCE)),
                commit.getFiles(),
                commit.getLinesAdded(),
                commit.getLinesDeleted(),
                commit.getAnalyzed(),
                commit.getListed() != null,
                scores.of(commit));
    }

    private CommitDetail detail(Record row) {
        CommitSummary summary = summaries(List.of(row)).get(0);
        CommitMemoryRecord commit = row.into(COMMIT_MEMORY);
        return new CommitDetail(
                summary,
                message(commit),
                Arrays.stream(commit.getParents())
                        .map(HexFormat.of()::formatHex)
                        .toList(),
                branchesOf(commit),
                commit.getShownBeforeMerge(),
                files(commit),
                features(commit));
    }

    private String message(CommitMemoryRecord commit) {
        return db.select(COMMIT_MESSAGE.MESSAGE)
                .from(COMMIT_MESSAGE)
                .where(COMMIT_MESSAGE
                        .REPOSITORY_ID
                        .eq(commit.getRepositoryId())
                        .and(COMMIT_MESSAGE.COMMIT_ID.eq(commit.getId())))
                .fetchSingle(COMMIT_MESSAGE.MESSAGE);
    }

    private @Nullable Features features(CommitMemoryRecord commit) {
        return db.select(StoredFeatures.BINARY)
                .from(COMMIT_FEATURES)
                .where(COMMIT_FEATURES
                        .REPOSITORY_ID
                        .eq(commit.getRepositoryId())
                        .and(COMMIT_FEATURES.COMMIT_ID.eq(commit.getId())))
                .fetchOptional(it -> StoredFeatures.of(it.value1()))
                .orElse(null);
    }

    private List<String> branchesOf(CommitMemoryRecord commit) {
        return db.select(BRANCH_COMMIT.BRANCH)
                .from(BRANCH_COMMIT)
                .where(BRANCH_COMMIT
                        .REPOSITORY_ID
                        .eq(commit.getRepositoryId())
                        .and(BRANCH_COMMIT.COMMIT_ID.eq(commit.getId())))
                .and(BRANCH_COMMIT.BRANCH.notLike(PullRequest.REFS + "%"))
                .and(ListedRows.OF_OTHER_BRANCH)
                .orderBy(BRANCH_COMMIT.BRANCH)
                .limit(MOST_MATCHES)
                .fetch(BRANCH_COMMIT.BRANCH);
    }

    private List<FileDetail> files(CommitMemoryRecord commit) {
        boolean pastUnknown = commit.getListed() != null;
        FileChange file = FILE_CHANGE.as("file");
        FileChange any = FILE_CHANGE.as("any_change");
        Path path = PATH.as("new_path");
        Path old = PATH.as("old_path");
        var changes = DSL.field(DSL.select(count())
                .from(any)
                .where(any.REPOSITORY_ID.eq(file.REPOSITORY_ID).and(any.FILE_ID.eq(file.FILE_ID)))
                .and(any.COMMIT_ID
                        .eq(commit.getId())
                        .or(any.COMMIT_ID.notIn(Departures.gone(commit.getRepositoryId())))));
        return db.select(path.PATH_, old.PATH_, changes)
                .select(file.fields())
                .from(file)
                .join(path)
                .on(path.REPOSITORY_ID.eq(file.REPOSITORY_ID).and(path.ID.eq(file.PATH_ID)))
                .leftJoin(old)
                .on(old.REPOSITORY_ID.eq(file.REPOSITORY_ID).and(old.ID.eq(file.OLD_PATH_ID)))
                .where(file.REPOSITORY_ID.eq(commit.getRepositoryId()).and(file.COMMIT_ID.eq(commit.getId())))
                .orderBy(file.LINES_ADDED.plus(file.LINES_DELETED).desc(), path.PATH_)
                .limit(CommitDetail.MAX_FILES)
                .fetch(it -> new FileDetail(
                        new ChangedFile(
                                it.get(path.PATH_),
                                it.get(old.PATH_),
                                FileStatus.of(it.into(file).getStatus().charAt(0)),
                                it.into(file).getIsBinary(),
                                it.into(file).getLinesAdded(),
                                it.into(file).getLinesDeleted()),
                        pastUnknown ? null : it.get(changes)));
    }
}
