package io.rootops.core.history;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads the objects of a repository for one thread. */
final class ObjectSource implements AutoCloseable, TreeDiff.TreeSource {
    /** A larger file has no lines to count: it is taken for binary, and never read into memory. */
    static final int MAX_BLOB = 50 << 20;

    /** Stands for a blob that is absent, damaged or too large: a NUL, so that it counts as binary. */
    static final Text UNREADABLE = Text.of(new byte[] {0});

    private final ObjectReader reader;
    private final Path directory;
    private int missingBlobs;

    ObjectSource(ObjectReader reader, Path directory) {
        this.reader = reader;
        this.directory = directory;
    }

    /** How many blobs could not be read; one that several commits touch counts each time. */
    int missingBlobs() {
        return missingBlobs;
    }

    RawCommit commit(AnyObjectId id) {
        try {
            return RawCommit.parse(reader.open(id, Constants.OBJ_COMMIT).getCachedBytes());
        } catch (IOException | RuntimeException e) {
            throw unreadable("commit", id, e);
        }
    }

    @Override
    public byte[] tree(AnyObjectId id) {
        try {
            return reader.open(id, Constants.OBJ_TREE).getCachedBytes();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("tree", id, e);
        }
    }

    CorruptRepositoryException malformedTree(AnyObjectId id, RuntimeException cause) {
        return new CorruptRepositoryException("tree", id.name(), directory, cause);
    }

    Text blob(AnyObjectId id) {
        try {
            ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
            return loader.getSize() > MAX_BLOB ? UNREADABLE : Text.of(loader.getCachedBytes(MAX_BLOB));
        } catch (IOException | LargeObjectException e) {
            stopIfInterrupted();
            missingBlobs++;
            return UNREADABLE;
        }
    }

    /** Whether a content read earlier is still there. */
    boolean valid(Text text) {
        return text.size() >= 0;
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
        reader.close();
    }
}
