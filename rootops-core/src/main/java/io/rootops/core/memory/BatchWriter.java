package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_DAY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.Commit;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import io.rootops.core.memory.CommitMarks.Mark;
import io.rootops.core.memory.schema.enums.RiskLevel;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.RiskModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Writes one batch of commits by COPY, in the caller's transaction and under the repository's lock. */
final class BatchWriter {
    private static final int AHEAD_OF_ANY_MODEL = 0;

    private final Connection connection;
    private final DSLContext db;
    private final int repository;
    private final KnownIds ids;
    private final Instant now;

    private final CopyRows commits = new CopyRows("commit_memory (repository_id, id, sha, position, parents, author_id,"
            + " authored_at, committed_at, subject, files, lines_added, lines_deleted, patch_id, rankable, provisional,"
            + " listed, analyzed, shown_before_merge, model_version, percentile, level)");
    private final CopyRows messages = new CopyRows("commit_message (repository_id, commit_id, message)");
    private final CopyRows features = new CopyRows("commit_features (repository_id, commit_id, features)");
    private final CopyRows files = new CopyRows("file_change (repository_id, commit_id, path_id, old_path_id, file_id,"
            + " status, is_binary, lines_added, lines_deleted)");
    private final CopyRows identifiers =
            new CopyRows("changed_identifiers (repository_id, commit_id, path_id, identifiers)");
    private final CopyRows scores = new CopyRows(ScoreRows.TARGET);
    private final CopyRows replaced = new CopyRows(ReplacedRows.TARGET);

    BatchWriter(Connection connection, int repository, KnownIds ids, Instant now) {
        this.connection = connection;
        this.db = DSL.using(connection, SQLDialect.POSTGRES);
        this.repository = repository;
        this.ids = ids;
        this.now = now;
    }

    void provisional(List<MinedCommit> mined, Scoring scoring) throws SQLException {
        List<MinedCommit> batch = shown(mined);
        Map<String, Mark> marks = replace(batch);
        int id = largest(COMMIT_MEMORY.ID);
        for (MinedCommit commit : batch) {
            row(++id, new Place(null, true, mark(marks, commit)), commit, scoring);
        }
        send();
    }

    void append(List<MinedCommit> mined, Collection<Outcome> outcomes, int lastPosition, Scoring scoring)
            throws SQLException {
        int position = largest(COMMIT_MEMORY.POSITION);
        if (position != lastPosition) {
            throw new ConcurrentReadingException(repository);
        }
        List<MinedCommit> batch = shown(mined);
        Map<String, Mark> marks = replace(batch);
        new ShownChanges(db, repository, ids)
                .among(batch)
                .forEach(it -> marks.merge(it, new Mark(true, true), Mark::or));
        int id = largest(COMMIT_MEMORY.ID);
        int scored = 0;
        for (MinedCommit commit : batch) {
            Place place = new Place(++position, false, mark(marks, commit));
            OptionalDouble percentile = row(++id, place, commit, scoring);
            if (percentile.isPresent()) {
                scored++;
                count(commit, percentile.getAsDouble());
            }
        }
        send();
        new Outcomes(db, repository).store(outcomes);
        db.update(REPOSITORY)
                .set(REPOSITORY.MINING_DONE, REPOSITORY.MINING_DONE.plus(batch.size()))
                .set(REPOSITORY.COMMITS, REPOSITORY.COMMITS.plus(batch.size()))
                .set(REPOSITORY.SCORED_COMMITS, REPOSITORY.SCORED_COMMITS.plus(scored))
                .where(REPOSITORY.ID.eq(repository))
                .execute();
    }

    /** Commits that another branch or the default one brought already are stored once; the branch only names them. */
    void branch(String branch, List<String> members, List<MinedCommit> mined, Scoring scoring) throws SQLException {
        List<MinedCommit> unknown = shown(mined);
        Map<String, Mark> marks = replace(unknown);
        int id = largest(COMMIT_MEMORY.ID);
        for (MinedCommit commit : unknown) {
            row(++id, new Place(null, false, mark(marks, commit)), commit, scoring);
        }
        send();
        byte[][] shas = members.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        members(db, repository, branch, shas, now);
    }

    /** Commits that a forge's list of files tells of; they are on no branch yet. */
    void listed(List<MinedCommit> mined, boolean onDefault, Scoring scoring) throws SQLException {
        List<MinedCommit> batch = shown(mined);
        Map<String, Mark> marks = replace(batch);
        int id = largest(COMMIT_MEMORY.ID);
        String listed = onDefault ? ListedRows.ON_DEFAULT : ListedRows.WAITING;
        for (MinedCommit commit : batch) {
            row(++id, new Place(null, false, listed, mark(marks, commit)), commit, scoring);
        }
        send();
    }

    /** What a branch brings, instead of what it brought before, which has left it. */
    static void members(DSLContext db, int repository, String branch, byte[][] shas, Instant now) {
        Departures departures = new Departures(db, repository, now);
        departures.fromBranch(branch, shas);
        db.deleteFrom(BRANCH_COMMIT)
                .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository).and(BRANCH_COMMIT.BRANCH.eq(branch)))
                .execute();
        db.insertInto(BRANCH_COMMIT, BRANCH_COMMIT.REPOSITORY_ID, BRANCH_COMMIT.BRANCH, BRANCH_COMMIT.COMMIT_ID)
                .select(DSL.select(COMMIT_MEMORY.REPOSITORY_ID, val(branch), COMMIT_MEMORY.ID)
                        .from(COMMIT_MEMORY)
                        .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                        .and(COMMIT_MEMORY.SHA.eq(any(val(shas))))
                        .and(COMMIT_MEMORY.POSITION.isNull()))
                .execute();
        departures.forgetReports();
    }

    /** Under the repository's lock, so that whoever was forgotten just now is missed by no reading that is under way. */
    private List<MinedCommit> shown(List<MinedCommit> mined) {
        Pseudonyms people = new ForgottenPeople(db).settled();
        return people.none()
                ? mined
                : mined.stream()
                        .map(it -> new MinedCommit(
                                people.commit(it.commit()), it.files(), it.features(), it.deletedLines(), it.patchId()))
                        .toList();
    }

    /**
     * A commit that was read ahead, or that waited on a branch, gives way to its final row.
     *
     * @return what the new rows take over
     */
    private Map<String, Mark> replace(List<MinedCommit> batch) throws SQLException {
        byte[][] shas = batch.stream()
                .map(it -> HexFormat.of().parseHex(it.commit().sha()))
                .toArray(byte[][]::new);
        Map<String, Mark> marks = new CommitMarks(db, repository).take(shas);
        db.deleteFrom(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(any(val(shas))))
                .and(COMMIT_MEMORY.POSITION.isNull())
                .execute();
        ids.learnAuthors(connection, batch.stream().map(it -> it.commit().author()));
        ids.learnPaths(
                connection,
                batch.stream()
                        .flatMap(it -> it.files().stream())
                        .map(MinedFile::file)
                        .flatMap(it -> Stream.of(it.path(), it.oldPath()).filter(Objects::nonNull)));
        return marks;
    }

    private static Mark mark(Map<String, Mark> marks, MinedCommit commit) {
        return marks.getOrDefault(commit.commit().sha(), Mark.NONE);
    }

    private int largest(org.jooq.Field<Integer> field) {
        return db.select(coalesce(max(field), 0))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .fetchSingle()
                .value1();
    }

    /**
     * Where a commit stands.
     *
     * @param position null: not on the default branch
     * @param provisional read ahead of the pass
     * @param listed where a forge's list says that it stands; null: read from git
     * @param before what its earlier row had
     */
    private record Place(
            @Nullable Integer position,
            boolean provisional,
            @Nullable String listed,
            Mark before) {
        Place(@Nullable Integer position, boolean provisional, Mark before) {
            this(position, provisional, null, before);
        }
    }

    /** Adds the commit's rows; gives its percentile where it has one. */
    private OptionalDouble row(int id, Place place, MinedCommit mined, Scoring scoring) {
        Commit commit = mined.commit();
        ChangeSize size = mined.size();
        Features known = mined.features();
        boolean analyzed = known == null || scoring.analyze() || place.before().analyzed();
        commits.add(repository)
                .add(id)
                .addSha(commit.sha())
                .add(place.position())
                .addShas(commit.parents())
                .add(ids.author(commit.author()))
                .addTime(commit.authoredAt())
                .addTime(commit.committedAt())
                .add(commit.subject())
                .add(size.files())
                .add(size.linesAdded())
                .add(size.linesDeleted())
                .add(mined.patchId())
                .add(known != null)
                .add(place.provisional())
                .add(place.listed())
                .add(analyzed)
                .add(place.before().shown());
        RiskModel model = scoring.model();
        OptionalDouble percentile = OptionalDouble.empty();
        if (model == null || known == null || !analyzed) {
            commits.add((String) null).add((String) null).add((String) null);
        } else {
            ScoreRows score = ScoreRows.of(model, known);
            commits.add(place.provisional() ? AHEAD_OF_ANY_MODEL : model.version())
                    .add(score.percentile())
                    .add(level(score.percentile()).getLiteral());
            percentile = OptionalDouble.of(score.percentile());
            if (!place.provisional()) {
                score.add(scores, repository, id, now);
            }
        }
        commits.endRow();
        messages.add(repository).add(id).add(commit.message()).endRow();
        if (known != null) {
            features.add(repository).add(id).addReals(known.toArray()).endRow();
        }
        mined.files().forEach(it -> fileRows(id, it));
        ReplacedRows.of(mined).add(replaced, repository, id, ids);
        return percentile;
    }

    private void fileRows(int commit, MinedFile mined) {
        int path = ids.path(mined.file().path());
        String oldPath = mined.file().oldPath();
        files.add(repository)
                .add(commit)
                .add(path)
                .add(oldPath == null ? null : Integer.valueOf(ids.path(oldPath)))
                .add(mined.fileId())
                .add(String.valueOf(mined.file().status().code()))
                .add(mined.file().binary())
                .add(mined.file().linesAdded())
                .add(mined.file().linesDeleted())
                .endRow();
        if (!mined.identifiers().isEmpty()) {
            identifiers
                    .add(repository)
                    .add(commit)
                    .add(path)
                    .add(mined.identifiers())
                    .endRow();
        }
    }

    private void send() throws SQLException {
        commits.send(connection);
        for (CopyRows rows : List.of(messages, features, files, identifiers, scores, replaced)) {
            rows.send(connection);
        }
    }

    private void count(MinedCommit commit, double percentile) {
        int churn = commit.size().churn();
        LocalDate day = LocalDate.ofInstant(commit.commit().committedAt(), ZoneOffset.UTC);
        db.insertInto(COMMIT_DAY)
                .set(COMMIT_DAY.REPOSITORY_ID, repository)
                .set(COMMIT_DAY.DAY, day)
                .set(COMMIT_DAY.LEVEL, level(percentile))
                .set(COMMIT_DAY.COMMITS, 1)
                .set(COMMIT_DAY.CHURN, (long) churn)
                .onConflict(COMMIT_DAY.REPOSITORY_ID, COMMIT_DAY.DAY, COMMIT_DAY.LEVEL)
                .doUpdate()
                .set(COMMIT_DAY.COMMITS, COMMIT_DAY.COMMITS.plus(excluded(COMMIT_DAY.COMMITS)))
                .set(COMMIT_DAY.CHURN, COMMIT_DAY.CHURN.plus(excluded(COMMIT_DAY.CHURN)))
                .execute();
    }

    static RiskLevel level(double percentile) {
        return RiskLevel.valueOf(io.rootops.core.risk.RiskLevel.of(percentile).word());
    }
}
