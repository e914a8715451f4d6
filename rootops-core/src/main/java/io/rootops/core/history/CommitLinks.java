package io.rootops.core.history;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * What a walk needs of a commit, and no more is read: most commits are only passed.
 *
 * @param time of committing, epoch seconds, as in {@link RawCommit}
 */
record CommitLinks(ObjectId tree, List<ObjectId> parents, long time) {

    static CommitLinks parse(byte[] raw) {
        int at = RawCommit.TREE.length;
        ObjectId tree = ObjectId.fromString(raw, at);
        at += RawCommit.ID_LENGTH + 1;
        List<ObjectId> parents = new ArrayList<>(1);
        while (RawParseUtils.match(raw, at, RawCommit.PARENT) >= 0) {
            parents.add(ObjectId.fromString(raw, at + RawCommit.PARENT.length));
            at += RawCommit.PARENT.length + RawCommit.ID_LENGTH + 1;
        }
        return new CommitLinks(tree, parents, time(raw, RawParseUtils.committer(raw, at)));
    }

    private static long time(byte[] raw, int committer) {
        if (committer < 0) {
            return 0;
        }
        int close = Bytes.lineEnd(raw, committer, raw.length);
        while (close > committer && raw[close - 1] != '>') {
            close--;
        }
        long time = close == committer ? 0 : RawParseUtils.parseLongBase10(raw, close, null);
        return Math.min(RawCommit.LATEST, Math.max(RawCommit.EARLIEST, time));
    }
}
