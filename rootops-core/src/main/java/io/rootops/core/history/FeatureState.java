package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.change.FileStatus;
import io.rootops.core.risk.Features;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came before, folded commit by commit in the order of arrival: the past of each file and author that the
 * features of the next commit are made of. Not thread-safe.
 *
 * <p><b>Rebuilding it.</b> Replaying all mined commits by their position (those with features) gives the same state.
 * For a few new commits it is enough to replay, by position, each past commit once with
 *
 * <ol>
 *   <li>the rows of the files that ever stood at a touched path: all rows whose file id occurs in a row with one of
 *       the paths of {@link CommitDiff#paths()} as its (new) path;
 *   <li>for commits by one of the new commits' authors: all rows, as {@code exp}, {@code rexp}, {@code sexp} and
 *       {@code selfgap} count them;
 *   <li>for commits of the {@link #REPOSITORY_WINDOW_SECONDS} before the earliest new commit, and later ones: no rows
 *       needed, as {@code repo7} only counts them.
 * </ol>
 *
 * Such a partial state is good for these commits only: it knows nothing of other paths and authors. New files are
 * numbered from the constructor's argument on, so give it the largest stored file id + 1.
 */
public final class FeatureState {
    /** How far back {@code repo7} looks. */
    public static final long REPOSITORY_WINDOW_SECONDS = 7 * 86_400L;

    private final Map<String, FileState> files = new HashMap<>();
    private final Map<Integer, FileState> byId = new HashMap<>();
    private final Map<String, AuthorState> authors = new HashMap<>();
    private final SortedTimes commits = new SortedTimes();
    private int nextFileId;

    /** Of an empty repository. */
    public FeatureState() {
        this(1);
    }

    /** @param nextFileId of the first file that is new */
    public FeatureState(int nextFileId) {
        this.nextFileId = nextFileId;
    }

    /** Computes the commit's features from what came before, then takes the commit in. */
    public MinedCommit apply(CommitDiff diff) {
        Commit commit = diff.commit();
        if (!diff.compared()) {
            return new MinedCommit(commit, List.of(), null, List.of(), null);
        }
        AuthorState author = author(commit.author().email());
        FeatureVector vector = new FeatureVector(diff);
        List<@Nullable FileState> past = new ArrayList<>(diff.files().size());
        for (ChangedFile file : diff.files()) {
            past.add(before(file.path(), file.oldPath(), file.status()));
        }
        vector.history(past, author);
        vector.author(author);
        vector.repository(commits);
        Features features = vector.build();

        Change change = new Change(commit.committedAt().getEpochSecond(), author, vector.fix(), vector.revert());
        List<MinedFile> mined = new ArrayList<>(past.size());
        for (int i = 0; i < past.size(); i++) {
            ChangedFile file = diff.files().get(i);
            FileState state = past.get(i);
            if (state == null) {
                state = new FileState(nextFileId++, file.path());
                byId.put(state.id, state);
            }
            take(change, state, file.path(), file.linesAdded(), file.linesDeleted());
            mined.add(new MinedFile(file, state.id, diff.identifiers().get(i)));
        }
        take(change, vector.subsystems());
        return new MinedCommit(commit, List.copyOf(mined), features, List.of(), diff.patchId());
    }

    /** Takes a commit in that was mined before. */
    public void replay(PastCommit commit) {
        Change change = new Change(commit.committedAt(), author(commit.author()), commit.fix(), commit.revert());
        Set<String> subsystems = new HashSet<>();
        for (PastFile file : commit.files()) {
            FileState state = byId.computeIfAbsent(file.fileId(), id -> new FileState(id, file.path()));
            nextFileId = Math.max(nextFileId, file.fileId() + 1);
            take(change, state, file.path(), file.linesAdded(), file.linesDeleted());
            subsystems.add(Subsystems.of(file.path()));
        }
        take(change, subsystems);
    }

    /** Whether the past of each file is known that has one. */
    boolean remembers(CommitDiff diff) {
        return diff.files().stream()
                .filter(FeatureState::hasPast)
                .allMatch(it -> before(it.path(), it.oldPath(), it.status()) != null);
    }

    /** Whether it was there before, in whatever form. */
    static boolean hasPast(ChangedFile file) {
        return file.status() != FileStatus.ADDED;
    }

    private record Change(long time, AuthorState author, boolean fix, boolean revert) {}

    private AuthorState author(String email) {
        return authors.computeIfAbsent(email, it -> new AuthorState(authors.size()));
    }

    /**
     * The file that a row continues. An earlier name still leads to a renamed file, as side branches go on changing
     * it there, until a new file takes the name.
     */
    private @Nullable FileState before(String path, @Nullable String oldPath, FileStatus status) {
        FileState state = files.get(oldPath == null ? path : oldPath);
        return state != null && status == FileStatus.ADDED && !state.path.equals(path) ? null : state;
    }

    private void take(Change change, FileState state, String path, int added, int deleted) {
        state.path = path;
        files.put(path, state);
        state.change(change.time, change.author.id, change.fix, change.revert, added, deleted);
    }

    private void take(Change change, Set<String> subsystems) {
        change.author.commit(change.time, subsystems);
        commits.add(change.time);
    }
}
