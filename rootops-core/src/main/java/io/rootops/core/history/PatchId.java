package io.rootops.core.history;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Makes the patch id of commits: 64 bits that are equal where two commits make the same change, wherever they make it.
 * In the meaning of {@code git patch-id --stable} (https://git-scm.com/docs/git-patch-id): the paths, the changed modes,
 * and the deleted and added lines count; white space, line numbers and the order of the files do not. The number is not
 * git's, and the lines around a change do not count either, so that a change is the same to us where git's context has
 * moved on.
 *
 * <p>The lines are those of {@link LineDiff}, with renames followed. Within one place of a file their order does not
 * count: among equal lines it depends on the rest of the file which of them a minimal comparison takes for the new ones,
 * and each choice is a rotation of the others. Of a file that is binary, too large or missing the ids of its contents
 * take the lines' place, as in git: they are known without the content. Keeps its buffers; not thread-safe.
 */
final class PatchId implements PlaceSink {
    private static final long DELETED = 0xa0761d6478bd642fL;
    private static final long ADDED = 0xe7037ed1a0b428dbL;
    private static final long CONTENTS = 0x8ebc6af09c88c6e3L;

    private long commit;
    private int files;
    private long file;
    private long place;

    void startCommit() {
        commit = 0;
        files = 0;
    }

    /**
     * Takes in a file whose content stays as it is: renamed, or of another mode.
     *
     * @param source the file that it was before a rename, else null
     */
    void sameContent(TreeChange change, @Nullable TreeChange source) {
        startFile(change, source);
        endFile();
    }

    /** Takes in a file without lines. */
    void contents(TreeChange change, @Nullable TreeChange source, ObjectId before, ObjectId after) {
        startFile(change, source);
        file = Bytes.mix(Bytes.mix(file, CONTENTS), bits(before));
        file = Bytes.mix(file, bits(after));
        endFile();
    }

    /** Takes in a file that was compared just now. */
    void lines(TreeChange change, @Nullable TreeChange source, LineDiff lines) {
        startFile(change, source);
        place = 0;
        lines.places(this);
        endFile();
    }

    /** Null where no file was taken in: such commits are alike only in changing nothing. */
    @Nullable
    Long finish() {
        return files == 0 ? null : spread(commit + files);
    }

    @Override
    public void deleted(byte[] text, int from, int to) {
        place += spread(DELETED ^ Bytes.hashWithoutWhiteSpace(text, from, to));
    }

    @Override
    public void added(byte[] text, int from, int to) {
        place += spread(ADDED ^ Bytes.hashWithoutWhiteSpace(text, from, to));
    }

    @Override
    public void endPlace() {
        file = Bytes.mix(file, place);
        place = 0;
    }

    private void startFile(TreeChange change, @Nullable TreeChange source) {
        file = text(0, change.path());
        int oldMode = change.oldMode();
        if (source != null) {
            file = text(file, source.path());
            oldMode = source.oldMode();
        }
        if (oldMode != change.newMode()) {
            file = Bytes.mix(file, (long) oldMode << 32 | change.newMode());
        }
    }

    private void endFile() {
        commit += spread(file);
        files++;
    }

    private static long text(long hash, String text) {
        long mixed = Bytes.mix(hash, text.length());
        for (int i = 0; i < text.length(); i++) {
            mixed = Bytes.mix(mixed, text.charAt(i));
        }
        return mixed;
    }

    /** Ids are as good as random, so a part of one does. */
    private static long bits(ObjectId id) {
        byte[] raw = new byte[TreeCursor.ID_BYTES];
        id.copyRawTo(raw, 0);
        return (long) Bytes.LONG.get(raw, 0);
    }

    /** So that sums tell their parts apart. */
    private static long spread(long hash) {
        long bits = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }
}
