package io.rootops.core.history;

import io.rootops.core.history.Revert.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Tries to take commits back at a later revision, as {@code git revert} does: a three-way merge whose base is the commit, ours the
 * revision, theirs the commit's parent. Nothing is written, not even to the object store. Renames are not followed.
 */
final class RevertMerge {
    static final int MOST_FILES = 200;
    static final long MOST_FILE_BYTES = 1 << 20;
    private static final long MOST_BYTES = 16 << 20;
    private static final int MOST_NAMED = 5;
    private static final int MOST_LATER = 200;
    /** Without an end whose lines they are is not asked; which commits changed the files is told then. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final GitHistory git;
    private final Repository repository;
    private final ObjectId head;
    private final Deadline deadline;

    RevertMerge(GitHistory git, Repository repository, ObjectId head, Deadline deadline) {
        this.git = git;
        this.repository = repository;
        this.head = head;
        this.deadline = deadline;
    }

    /** @throws IOException when a commit or a tree cannot be read */
    Revert of(ObjectId sha) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit commit = walk.parseCommit(sha);
            RevCommit revision = walk.parseCommit(head);
            if (commit.getParentCount() != 1) {
                return Revert.of(sha.name(), Outcome.MERGE, List.of());
            }
            if (!reaches(reader, commit)) {
                return deadline.over()
                        ? Revert.notTried(sha.name())
                        : Revert.of(sha.name(), Outcome.NOT_IN_HISTORY, List.of());
            }
            return new Trial(reader, commit, revision, walk.parseCommit(commit.getParent(0))).revert();
        } catch (MissingObjectException e) {
            // Such as the parent, in a shallow clone.
            return Revert.of(sha.name(), Outcome.MISSING, List.of());
        }
    }

    /** Also false when time is up before it is known. */
    private boolean reaches(ObjectReader reader, RevCommit commit) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.setRevFilter(deadline.commits());
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(commit.getParent(0)));
            for (RevCommit it = walk.next(); it != null; it = walk.next()) {
                if (it.equals(commit)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final class Trial {
        private final ObjectReader reader;
        private final RevCommit commit;
        private final RevCommit revision;
        private final RevCommit parent;

        Trial(ObjectReader reader, RevCommit commit, RevCommit revision, RevCommit parent) {
            this.reader = reader;
            this.commit = commit;
            this.revision = revision;
            this.parent = parent;
        }

        Revert revert() throws IOException {
            Optional<Revert> bounded = bounded();
            if (bounded.isPresent()) {
                return bounded.get();
            }
            try (Unwritten unwritten = new Unwritten(repository)) {
                ResolveMerger merger =
                        (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(unwritten, repository.getConfig());
                merger.setBase(commit.getTree());
                if (!merger.merge(false, revision, parent)) {
                    return conflicts(merger);
                }
                boolean same = merger.getResultTreeId().equals(revision.getTree());
                return Revert.of(commit.name(), same ? Outcome.NOTHING_LEFT : Outcome.CLEAN, List.of());
            }
        }

        /** Empty: it can be tried. */
        private Optional<Revert> bounded() throws IOException {
            List<String> missing = new ArrayList<>();
            List<String> large = new ArrayList<>();
            int files = 0;
            long bytes = 0;
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.setRecursive(true);
                walk.addTree(commit.getTree());
                walk.addTree(parent.getTree());
                int ours = walk.addTree(revision.getTree());
                walk.setFilter(CHANGED);
                while (walk.next()) {
                    if (++files > MOST_FILES) {
                        return Optional.of(Revert.of(commit.name(), Outcome.TOO_LARGE, List.of()));
                    }
                    for (int tree = 0; tree <= ours; tree++) {
                        long size = size(walk, tree);
                        bytes += Math.max(size, 0);
                        if (size < 0) {
                            missing.add(walk.getPathString());
                        } else if (size > MOST_FILE_BYTES || bytes > MOST_BYTES) {
                            large.add(walk.getPathString());
                        }
                    }
                }
            }
            if (!missing.isEmpty()) {
                return Optional.of(Revert.of(commit.name(), Outcome.MISSING, distinct(missing)));
            }
            return large.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Revert.of(commit.name(), Outcome.TOO_LARGE, distinct(large)));
        }

        /** Below 0: it is missing. */
        private long size(TreeWalk walk, int tree) throws IOException {
            if ((walk.getRawMode(tree) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return 0;
            }
            try {
                return reader.getObjectSize(walk.getObjectId(tree), Constants.OBJ_BLOB);
            } catch (MissingObjectException e) {
                return -1;
            }
        }

        private Revert conflicts(ResolveMerger merger) throws IOException {
            List<String> files = merger.getUnmergedPaths();
            Set<String> later = later(files);
            boolean complete = !deadline.over();
            List<String> writers = new ArrayList<>(later);
            writers.retainAll(writers(merger, files));
            boolean known = !writers.isEmpty();
            return new Revert(
                    commit.name(),
                    Outcome.CONFLICTS,
                    List.copyOf(files),
                    (known ? writers : List.copyOf(later))
                            .stream().limit(MOST_NAMED).toList(),
                    complete,
                    known);
        }

        /** Those that changed one of these files since, newest first; not all of them when time is up. */
        private Set<String> later(List<String> files) throws IOException {
            Set<String> later = new LinkedHashSet<>();
            try (RevWalk walk = new RevWalk(reader)) {
                walk.setRetainBody(false);
                // Else all of them are walked through before the first one comes.
                walk.setRewriteParents(false);
                walk.setTreeFilter(deadline.trees(
                        AndTreeFilter.create(PathFilterGroup.createFromStrings(files), TreeFilter.ANY_DIFF)));
                walk.markStart(walk.parseCommit(revision));
                walk.markUninteresting(walk.parseCommit(commit));
                for (RevCommit it = walk.next(); it != null && later.size() < MOST_LATER; it = walk.next()) {
                    later.add(it.name());
                }
            }
            return later;
        }

        /** Of the lines that stand at the revision in the way of taking it back. */
        private Set<String> writers(ResolveMerger merger, List<String> files) throws IOException {
            List<SnapshotFile> asked = new ArrayList<>();
            for (String path : files.subList(0, Math.min(MOST_NAMED, files.size()))) {
                try (TreeWalk walk = TreeWalk.forPath(reader, path, revision.getTree())) {
                    if (walk != null) {
                        asked.add(new SnapshotFile(path, walk.getObjectId(0).name()));
                    }
                }
            }
            Set<String> writers = new LinkedHashSet<>();
            try (Snapshot snapshot = git.snapshot(revision.name())) {
                LookUps lookUps = deadline.lookUps(LONGEST_LOOK, asked.size());
                List<Optional<LineOwners>> owners = snapshot.owners(asked, lookUps);
                for (int i = 0; i < asked.size(); i++) {
                    MergeResult<?> result =
                            merger.getMergeResults().get(asked.get(i).path());
                    if (owners.get(i).isPresent() && result != null) {
                        writers.addAll(inTheWay(owners.get(i).get(), result));
                    }
                }
            }
            return writers;
        }
    }

    private static Set<String> inTheWay(LineOwners owners, MergeResult<?> result) {
        Set<String> writers = new LinkedHashSet<>();
        for (MergeChunk chunk : result) {
            if (chunk.getConflictState() == ConflictState.FIRST_CONFLICTING_RANGE) {
                for (int line = chunk.getBegin(); line < Math.min(chunk.getEnd(), owners.lines()); line++) {
                    String writer = owners.commit(line);
                    if (writer != null) {
                        writers.add(writer);
                    }
                }
            }
        }
        return writers;
    }

    private static List<String> distinct(List<String> paths) {
        return paths.stream().distinct().toList();
    }

    /** What the first tree, the commit's, has otherwise than the second, its parent's. */
    private static final TreeFilter CHANGED = new TreeFilter() {
        @Override
        public boolean include(TreeWalk walk) {
            return walk.getRawMode(0) != walk.getRawMode(1) || !walk.idEqual(0, 1);
        }

        @Override
        public boolean shouldBeRecursive() {
            return false;
        }

        @Override
        public TreeFilter clone() {
            return this;
        }
    };

    /** Names what a merge makes, and keeps none of it. */
    private static final class Unwritten extends ObjectInserter {
        private final Repository repository;

        Unwritten(Repository repository) {
            this.repository = repository;
        }

        @Override
        public ObjectId insert(int type, long length, InputStream content) throws IOException {
            return idFor(type, length, content);
        }

        @Override
        public ObjectId insert(int type, byte[] content, int offset, int length) {
            return idFor(type, content, offset, length);
        }

        @Override
        public PackParser newPackParser(InputStream content) {
            throw new UnsupportedOperationException("Nothing is written");
        }

        @Override
        public ObjectReader newReader() {
            return repository.newObjectReader();
        }

        @Override
        public void flush() {
            // Nothing is written.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
