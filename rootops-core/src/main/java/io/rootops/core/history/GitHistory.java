package io.rootops.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** The history that a git repository on disk holds. Safe for use by several threads. */
public final class GitHistory implements AutoCloseable {
    private final Repository repository;
    private final Path directory;
    private final Set<ObjectId> shallow;
    private final List<PackIndexFile> packs;
    private final Branches branches;
    private final Revisions revisions;

    private GitHistory(Repository repository, Path directory, Set<ObjectId> shallow, List<PackIndexFile> packs) {
        this.packs = packs;
        this.repository = repository;
        this.directory = directory;
        this.shallow = shallow;
        this.branches = new Branches(repository, directory);
        this.revisions = new Revisions(repository, directory);
    }

    /**
     * Opens a working tree, a directory in one, a linked worktree, a .git directory or a bare repository.
     *
     * @throws UnreadableRepositoryException when it is none of these, or one that cannot be read
     */
    public static GitHistory open(Path directory) throws UnreadableRepositoryException {
        Repository repository = RepositoryOpener.open(directory);
        try {
            Set<ObjectId> shallow = Set.copyOf(repository.getObjectDatabase().getShallowCommits());
            Path objects = repository.getCommonDirectory().toPath().resolve("objects");
            return new GitHistory(repository, directory, shallow, Packs.in(objects));
        } catch (IOException e) {
            repository.close();
            throw new UnreadableRepositoryException(
                    "cannot read the objects of the repository " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * The branch whose commits are ranked: of a clone the one that its origin calls default, where it exists here; else
     * the one that HEAD names; else main or master. Empty while the repository has no commit.
     */
    public Optional<BranchHead> defaultBranch() {
        return branches.defaultBranch();
    }

    /** All local branches, by name; the default one too. */
    public List<BranchHead> branches() {
        return branches.all();
    }

    /** The directory that the repository is known by, whichever in it was opened: its working tree, else itself. */
    public Path root() {
        return (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toPath();
    }

    /** URL of the remote "origin", without user name and password. */
    public Optional<String> originUrl() {
        return branches.originUrl();
    }

    /** Whether older commits were left out when it was cloned. */
    public boolean shallow() {
        return !shallow.isEmpty();
    }

    /** Whether this commit is here; false for what is no full sha. */
    public boolean contains(String sha) {
        if (!ObjectId.isId(sha)) {
            return false;
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.has(ObjectId.fromString(sha), Constants.OBJ_COMMIT);
        } catch (IncorrectObjectTypeException e) {
            return false;
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", sha, directory, e);
        }
    }

    /** The newest commits by commit time that are no merges, newest first; reads little more than those. */
    public List<String> newest(String head, int count) {
        List<String> newest = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.NO_MERGES);
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            while (newest.size() < count) {
                RevCommit commit = walk.next();
                if (commit == null) {
                    break;
                }
                newest.add(commit.name());
            }
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", head, directory, e);
        }
        return newest;
    }

    /**
     * The full sha of the commit that a revision names: a sha or the beginning of one, a branch, a tag, HEAD~2 …
     *
     * @throws UnknownRevisionException when it names none, or several
     */
    public String commit(String revision) throws UnknownRevisionException {
        return revisions.commit(revision);
    }

    /**
     * The commits that a revision means, newest first, merges included: a sha is that one commit, {@code A..B} what B
     * has and A lacks, any other name the newest that it reaches.
     *
     * @throws UnknownRevisionException when it names none, or several
     */
    public List<String> commits(String revision, int limit) throws UnknownRevisionException {
        return revisions.list(revision, limit);
    }

    /**
     * The commits that {@code head} reaches and that are not known, in the order of their arrival. Cost in proportion
     * to them.
     *
     * @param known by full sha; all that a known commit builds on must be known too
     */
    public ArrivalOrder arrivalOrder(String head, Predicate<String> known) {
        try (ObjectSource objects = objects(ObjectSource.Memory.SMALL)) {
            return new ArrivalWalk(objects, shallow, known).from(ObjectId.fromString(head));
        }
    }

    /** The newest commit that both build on; empty for unrelated histories. */
    public Optional<String> mergeBase(String one, String other) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            return Optional.ofNullable(walk.next()).map(RevCommit::name);
        } catch (MissingObjectException e) {
            throw new CorruptRepositoryException("commit", e.getObjectId().name(), directory, e);
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", one, directory, e);
        }
    }

    /**
     * The files of a commit.
     *
     * @param sha of a commit that is here, in full
     */
    public Snapshot snapshot(String sha) {
        return new Snapshot(this, ObjectId.fromString(sha));
    }

    /**
     * Whether a commit can be taken back at a revision.
     *
     * @param sha in full, like {@code head}
     * @param end what was found out by then is told
     */
    public Revert revert(String sha, String head, Instant end, InstantSource clock) {
        try {
            return new RevertMerge(this, repository, ObjectId.fromString(head), new Deadline(end, clock))
                    .of(ObjectId.fromString(sha));
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", sha, directory, e);
        }
    }

    /** The {@code .mailmap} that the head's tree holds. */
    Mailmap mailmap(AnyObjectId head) {
        try (ObjectSource objects = objects(ObjectSource.Memory.SMALL)) {
            TreeCursor entry = new TreeCursor(objects.tree(objects.commit(head).tree()), 0);
            while (!entry.end()) {
                if (entry.isFile(".mailmap")) {
                    Text text = objects.blob(entry.id());
                    return text == ObjectSource.UNREADABLE
                            ? Mailmap.NONE
                            : Mailmap.parse(text.copy().bytes());
                }
                entry.next();
            }
            return Mailmap.NONE;
        }
    }

    boolean shallowBoundary(AnyObjectId commit) {
        return shallow.contains(commit.toObjectId());
    }

    Blame blame(OriginTable commits) {
        return new Blame(this, commits);
    }

    /** A reader for one thread. */
    ObjectSource objects(ObjectSource.Memory memory) {
        return new ObjectSource(repository.newObjectReader(), packs, memory, directory);
    }

    @Override
    public void close() {
        repository.close();
    }
}
