package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Compares commits with their parents, for one thread. */
final class CommitDiffer implements AutoCloseable {
    private static final int REMEMBERED_TREES = 4096;

    private final GitHistory git;
    private final boolean renames;
    private final boolean origins;
    private final ObjectSource objects;
    private final Identities identities;
    private final TreeDiff trees;
    private final MergeDiff merges;
    private final RenameDetection renameDetection;
    private final LineDiff lines = new LineDiff();
    private final ContentReader content = new ContentReader();
    private final EditReader edits = new EditReader();
    private final PatchId patch = new PatchId();
    private final Map<ObjectId, ObjectId> treeOfCommit = new HashMap<>();

    /**
     * @param renames looked for; else a renamed file is one deleted and one added
     * @param origins keep what the origins of lines are made of
     */
    CommitDiffer(GitHistory git, Identities identities, ObjectSource.Memory memory, boolean renames, boolean origins) {
        this.renames = renames;
        this.origins = origins;
        this.git = git;
        this.objects = git.objects(memory);
        this.identities = identities;
        this.trees = new TreeDiff(objects);
        this.merges = new MergeDiff(objects);
        this.renameDetection = new RenameDetection(this::spans);
    }

    int missingBlobs() {
        return objects.missingBlobs();
    }

    CommitDiff diff(ObjectId id) {
        RawCommit raw = objects.commit(id);
        remember(id, raw.tree());
        var commit = raw.commit(id.name(), identities.author(raw.authorName(), raw.authorEmail()));
        if (raw.merge() || git.shallowBoundary(id)) {
            LineChanges changes =
                    origins && !git.shallowBoundary(id) ? new LineChanges(List.of(), merged(raw)) : LineChanges.NONE;
            return new CommitDiff(
                    commit, raw.zoneMinutes(), false, List.of(), List.of(), ContentCounts.NONE, changes, null);
        }
        List<TreeChange> changes = changes(raw);
        Map<String, TreeChange> sources = renames ? renameDetection.find(changes) : Map.of();
        Set<String> movedAway = new HashSet<>();
        sources.values().forEach(it -> movedAway.add(it.path()));
        List<ChangedFile> files = new ArrayList<>(changes.size());
        content.startCommit();
        edits.startCommit();
        patch.startCommit();
        for (TreeChange change : changes) {
            if (!change.deleted() || !movedAway.contains(change.path())) {
                files.add(file(files.size(), change, sources.get(change.path())));
            }
        }
        return new CommitDiff(
                commit,
                raw.zoneMinutes(),
                true,
                List.copyOf(files),
                content.identifiers(files.size()),
                content.counts(),
                origins ? new LineChanges(edits.finish(), List.of()) : LineChanges.NONE,
                patch.finish());
    }

    private List<List<LineEdits>> merged(RawCommit merge) {
        List<ObjectId> parents = merge.parents().stream().map(this::treeOf).toList();
        List<List<LineEdits>> merged = new ArrayList<>();
        for (MergedFile file : merges.compare(parents, merge.tree())) {
            if (PathKinds.of(file.path()).code()) {
                edits.startCommit();
                for (ObjectId parent : file.parents()) {
                    compare(parent, file.id());
                    follow(file.path(), file.path(), parent, file.id());
                }
                merged.add(edits.finish());
            }
        }
        return merged;
    }

    private List<TreeChange> changes(RawCommit commit) {
        ObjectId before =
                commit.parents().isEmpty() ? null : treeOf(commit.parents().get(0));
        try {
            return trees.compare(before, commit.tree());
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw objects.malformedTree(commit.tree(), e);
        }
    }

    private ObjectId treeOf(ObjectId commit) {
        ObjectId tree = treeOfCommit.get(commit);
        return tree == null ? remember(commit, objects.commit(commit).tree()) : tree;
    }

    private ObjectId remember(ObjectId commit, ObjectId tree) {
        if (treeOfCommit.size() >= REMEMBERED_TREES) {
            treeOfCommit.clear();
        }
        treeOfCommit.put(commit, tree);
        return tree;
    }

    private ChangedFile file(int index, TreeChange change, @Nullable TreeChange source) {
        ObjectId oldId = source == null ? change.oldId() : source.oldId();
        FileStatus status = source != null
                ? FileStatus.RENAMED
                : change.added()
                        ? FileStatus.ADDED
                        : change.deleted()
                                ? FileStatus.DELETED
                                : change.typeChanged() ? FileStatus.TYPE_CHANGED : FileStatus.MODIFIED;
        String oldPath = source == null ? null : source.path();
        String before = oldPath == null ? change.path() : oldPath;
        PathKinds kinds = PathKinds.of(change.path());
        if (oldId.equals(change.newId())) {
            patch.sameContent(change, source);
            if (origins && oldPath != null && kinds.code()) {
                edits.add(LineEdits.renamed(oldPath, change.path(), oldId));
            }
            return new ChangedFile(change.path(), oldPath, status, false, 0, 0);
        }
        boolean text = compare(oldId, change.newId());
        if (text) {
            patch.lines(change, source, lines);
        } else {
            patch.contents(change, source, oldId, change.newId());
        }
        if (text && kinds.anyCode()) {
            content.read(index, lines, kinds.code());
        } else if (text && kinds.words()) {
            content.readWords(index, lines);
        }
        if (origins && kinds.code()) {
            follow(before, change.path(), oldId, change.newId());
        }
        if (!text) {
            return new ChangedFile(change.path(), oldPath, status, true, 0, 0);
        }
        return new ChangedFile(change.path(), oldPath, status, false, lines.added(), lines.deleted());
    }

    /** False when one is binary; then they are not compared. */
    private boolean compare(ObjectId oldId, ObjectId newId) {
        objects.pair(oldId, newId);
        if (objects.before().binary() || objects.after().binary()) {
            return false;
        }
        lines.compare(objects.before(), objects.after());
        return true;
    }

    /** Keeps how the lines changed of what was compared just now. */
    private void follow(String oldPath, String path, ObjectId oldId, ObjectId newId) {
        Text before = objects.before();
        Text after = objects.after();
        if (after.binary()) {
            return;
        }
        if (before == ObjectSource.UNREADABLE) {
            edits.add(LineEdits.unreadable(path, newId, Bytes.countLines(after.bytes(), after.from(), after.to())));
        } else if (before.binary()) {
            lines.compare(Text.EMPTY, after);
            edits.read(lines, Text.EMPTY, after, path, path, ObjectId.zeroId(), newId);
        } else {
            edits.read(lines, before, after, oldPath, path, oldId, newId);
        }
    }

    private @Nullable SpanHash spans(AnyObjectId blob) {
        Text text = objects.blob(blob);
        return text == ObjectSource.UNREADABLE ? null : SpanHash.of(text);
    }

    @Override
    public void close() {
        objects.close();
    }
}
