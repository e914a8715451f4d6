package io.rootops.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads the objects of a repository for one thread. */
final class ObjectSource implements AutoCloseable, TreeDiff.TreeSource {
    /** A larger file has no lines to count: it is taken for binary, and never read into memory. */
    static final int MAX_BLOB = 50 << 20;

    /** Stands for a blob that is absent, damaged or too large: a NUL, so that it counts as binary. */
    static final Text UNREADABLE = Text.of(new byte[] {0});

    /** How much may be kept of what was read, for the objects that build on it. */
    enum Memory {
        /** For a few commits. */
        SMALL(1 << 20, 8 << 20),

        /** For a whole history. */
        LARGE(16 << 20, 64 << 20);

        private final int trees;
        private final int blobs;

        Memory(int trees, int blobs) {
            this.trees = trees;
            this.blobs = blobs;
        }
    }

    private final ObjectReader reader;
    private final PackReader trees;
    private final PackReader blobs;
    private final Path directory;
    private Text before = Text.EMPTY;
    private Text after = Text.EMPTY;
    private int missingBlobs;

    ObjectSource(ObjectReader reader, List<PackIndexFile> packs, Memory memory, Path directory) {
        this.reader = reader;
        this.trees = new PackReader(packs, memory.trees, MAX_BLOB);
        this.blobs = new PackReader(packs, memory.blobs, MAX_BLOB);
        this.directory = directory;
    }

    /** How many blobs could not be read; one that several commits touch counts each time. */
    int missingBlobs() {
        return missingBlobs;
    }

    RawCommit commit(AnyObjectId id) {
        return commit(id, RawCommit::parse);
    }

    CommitLinks links(AnyObjectId id) {
        return commit(id, CommitLinks::parse);
    }

    private <T> T commit(AnyObjectId id, Function<byte[], T> parser) {
        try {
            Text packed = trees.read(id, Constants.OBJ_COMMIT);
            return parser.apply(
                    packed == null
                            ? reader.open(id, Constants.OBJ_COMMIT).getCachedBytes()
                            : packed.copy().bytes());
        } catch (IOException | RuntimeException e) {
            throw unreadable("commit", id, e);
        }
    }

    @Override
    public byte[] tree(AnyObjectId id) {
        try {
            Text packed = trees.read(id, Constants.OBJ_TREE);
            return packed == null
                    ? reader.open(id, Constants.OBJ_TREE).getCachedBytes()
                    : packed.copy().bytes();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("tree", id, e);
        }
    }

    CorruptRepositoryException malformedTree(AnyObjectId id, RuntimeException cause) {
        return new CorruptRepositoryException("tree", id.name(), directory, cause);
    }

    /** Good until the next is read; of the id of zeros it is empty. */
    Text blob(AnyObjectId id) {
        if (id.equals(ObjectId.zeroId())) {
            return Text.EMPTY;
        }
        try {
            Text packed = blobs.read(id, Constants.OBJ_BLOB);
            if (packed != null) {
                return packed;
            }
            ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
            return loader.getSize() > MAX_BLOB ? UNREADABLE : Text.of(loader.getCachedBytes(MAX_BLOB));
        } catch (IOException | LargeObjectException e) {
            stopIfInterrupted();
            missingBlobs++;
            return UNREADABLE;
        }
    }

    /** Reads two contents that are both good until the next is read. */
    void pair(AnyObjectId older, AnyObjectId newer) {
        before = blob(older);
        long mark = blobs.ring().mark(before);
        after = blob(newer);
        if (!blobs.ring().there(mark)) {
            before = blob(older).copy();
            after = blob(newer);
        }
    }

    Text before() {
        return before;
    }

    Text after() {
        return after;
    }

    private RuntimeException unreadable(String kind, AnyObjectId id, Exception cause) {
        stopIfInterrupted();
        return new CorruptRepositoryException(kind, id.name(), directory, cause);
    }

    /** An interrupt closes the file that is being read; then the failure says nothing of the object. */
    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw OrderedDiffs.stopped();
        }
    }

    @Override
    public void close() {
        trees.close();
        blobs.close();
        reader.close();
    }
}
