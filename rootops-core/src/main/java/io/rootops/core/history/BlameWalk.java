package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Walks back from a commit to those that wrote the lines of some of its files: one walk for all of them, since most of its
 * time goes into commits that leave them alone. As {@code git blame -w} a merge hands lines to the first parent that has
 * them, and a file that a parent lacks is looked for under its former name there. Used once, by one thread.
 */
final class BlameWalk {
    private static final Comparator<Stop> NEWEST =
            Comparator.<Stop>comparingLong(it -> it.commit.time()).reversed().thenComparing(it -> it.id);

    private final GitHistory git;
    private final ObjectSource objects;
    private final OriginTable commits;
    private final LineDiff lines = new LineDiff();
    private final TreeDiff trees;
    private final RenameDetection renames;
    /** Those that wait. */
    private final Map<ObjectId, Stop> stops = new HashMap<>();

    /** Trees that were read at the present stop: the paths of several files go through the same ones. */
    private final Map<ObjectId, byte[]> read = new HashMap<>();

    private final PriorityQueue<Stop> queue = new PriorityQueue<>(NEWEST);

    /** A commit on the way, with the lines that may be of it or of one before it. */
    private record Stop(ObjectId id, CommitLinks commit, List<Share> shares) {}

    /**
     * Lines of a file as it stands in a commit.
     *
     * @param origins what is found, by the lines of the file that was asked for
     * @param here numbers of the lines in this commit's content
     * @param asked their numbers in the content that was asked for
     */
    private record Share(int[] origins, TreePath file, int[] here, int[] asked) {
        boolean sameFile(Share other) {
            return origins == other.origins && file.path().equals(other.file.path());
        }

        /** What two children hand to the same parent. */
        Share with(Share other) {
            return new Share(origins, file, joined(here, other.here), joined(asked, other.asked));
        }

        private static int[] joined(int[] some, int[] more) {
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }
    }

    BlameWalk(GitHistory git, ObjectSource objects, OriginTable commits) {
        this.git = git;
        this.objects = objects;
        this.commits = commits;
        this.trees = new TreeDiff(objects);
        this.renames = new RenameDetection(this::spans);
    }

    /**
     * Finds the origins of files.
     *
     * @return one for each path, null where the commit has no such file or it cannot be read. Lines from before a shallow
     *     end are unknown, those beyond a missing content, and those that were not found in time
     * @throws CorruptRepositoryException when a commit or tree on the way cannot be read
     */
    List<@Nullable LineRuns> from(ObjectId commit, List<String> paths, LookUps lookUps) {
        Stop start = stop(commit);
        List<int @Nullable []> found = new ArrayList<>(paths.size());
        for (String path : paths) {
            TreePath file = TreePath.of(objects, start.commit.tree(), path);
            Text text = file == null ? ObjectSource.UNREADABLE : objects.blob(file.blob());
            if (file == null || text == ObjectSource.UNREADABLE) {
                found.add(null);
                continue;
            }
            int[] origins = new int[Bytes.countLines(text.bytes(), text.from(), text.to())];
            int[] all = new int[origins.length];
            Arrays.fill(origins, LineRuns.UNKNOWN);
            Arrays.setAll(all, i -> i);
            hand(start, new Share(origins, file, all, all));
            found.add(origins);
        }
        while (!queue.isEmpty() && !lookUps.over()) {
            visit(queue.remove());
        }
        List<@Nullable LineRuns> runs = new ArrayList<>(found.size());
        found.forEach(it -> runs.add(it == null ? null : LineRuns.of(it)));
        return runs;
    }

    private Stop stop(ObjectId id) {
        return stops.computeIfAbsent(id, it -> new Stop(it, objects.links(it), new ArrayList<>(1)));
    }

    private void hand(Stop to, Share share) {
        if (share.here.length == 0) {
            return;
        }
        if (to.shares.isEmpty()) {
            queue.add(to);
        }
        for (int i = 0; i < to.shares.size(); i++) {
            if (to.shares.get(i).sameFile(share)) {
                to.shares.set(i, to.shares.get(i).with(share));
                return;
            }
        }
        to.shares.add(share);
    }

    private void visit(Stop stop) {
        stops.remove(stop.id);
        if (git.shallowBoundary(stop.id)) {
            return;
        }
        read.clear();
        try {
            stop.shares.forEach(it -> visit(stop, it));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw objects.malformedTree(stop.commit.tree(), e);
        }
    }

    private void visit(Stop stop, Share share) {
        List<Stop> parents = stop.commit.parents().stream().map(this::stop).toList();
        @Nullable TreePath[] before = new TreePath[parents.size()];
        for (int p = 0; p < before.length; p++) {
            before[p] = share.file.in(this::tree, parents.get(p).commit.tree());
            if (unchanged(before[p], parents.get(p), share)) {
                return;
            }
        }
        for (int p = 0; p < before.length; p++) {
            if (before[p] == null) {
                before[p] = renamed(parents.get(p), stop, share.file);
                if (unchanged(before[p], parents.get(p), share)) {
                    return;
                }
            }
        }
        Share left = share;
        for (int p = 0; p < before.length; p++) {
            TreePath file = before[p];
            if (file != null) {
                left = handEqualLines(parents.get(p), file, left);
            }
        }
        int origin = commits.index(stop.id, stop.commit.time());
        for (int line : left.asked) {
            left.origins[line] = origin;
        }
    }

    private byte[] tree(AnyObjectId id) {
        return read.computeIfAbsent(id.toObjectId(), objects::tree);
    }

    private boolean unchanged(@Nullable TreePath before, Stop parent, Share share) {
        if (before == null || !before.blob().equals(share.file.blob())) {
            return false;
        }
        hand(parent, new Share(share.origins, before, share.here, share.asked));
        return true;
    }

    /** Other new files are no rivals for a former name, as in {@code git blame}. */
    private @Nullable TreePath renamed(Stop parent, Stop stop, TreePath file) {
        List<TreeChange> changes = trees.compare(parent.commit.tree(), stop.commit.tree()).stream()
                .filter(it -> it.deleted() || it.path().equals(file.path()))
                .toList();
        TreeChange source = renames.find(changes).get(file.path());
        return source == null ? null : TreePath.of(objects, parent.commit.tree(), source.path());
    }

    /** Gives the lines that did not change to the parent, and the others back. */
    private Share handEqualLines(Stop parent, TreePath before, Share share) {
        if (share.here.length == 0) {
            return share;
        }
        objects.pair(before.blob(), share.file.blob());
        if (objects.before() == ObjectSource.UNREADABLE) {
            return new Share(share.origins, share.file, LineEdits.NONE, LineEdits.NONE);
        }
        lines.compare(objects.before(), objects.after());
        lines.forgetWhiteSpace();
        int[] edits = lines.edits();
        Lines kept = new Lines(share.here.length);
        Lines changed = new Lines(share.here.length);
        for (int i = 0; i < share.here.length; i++) {
            int old = LineEdits.before(edits, share.here[i]);
            if (old < 0) {
                changed.add(share.here[i], share.asked[i]);
            } else {
                kept.add(old, share.asked[i]);
            }
        }
        hand(parent, kept.share(share.origins, before));
        return changed.share(share.origins, share.file);
    }

    private static final class Lines {
        private final int[] here;
        private final int[] asked;
        private int size;

        Lines(int capacity) {
            here = new int[capacity];
            asked = new int[capacity];
        }

        void add(int line, int askedLine) {
            here[size] = line;
            asked[size++] = askedLine;
        }

        Share share(int[] origins, TreePath file) {
            return new Share(origins, file, Arrays.copyOf(here, size), Arrays.copyOf(asked, size));
        }
    }

    private @Nullable SpanHash spans(ObjectId blob) {
        Text text = objects.blob(blob);
        return text == ObjectSource.UNREADABLE ? null : SpanHash.of(text);
    }
}
