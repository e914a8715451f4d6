package io.rootops.core.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/** Where each object of a pack lies: a pack index of version 2, mapped into memory; see gitformat-pack(5). */
final class PackIndexFile {
    private static final int MAGIC = 0xff744f63;
    private static final int FANOUT = 8;
    private static final int NAMES = FANOUT + 256 * 4;

    private final Path pack;
    private final ByteBuffer index;
    private final int count;

    private PackIndexFile(Path pack, ByteBuffer index) {
        this.pack = pack;
        this.index = index;
        this.count = index.getInt(FANOUT + 255 * 4);
    }

    /** Null: another version, or too large to map; then JGit reads the pack. */
    static @Nullable PackIndexFile open(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path pack = file.resolveSibling(name.substring(0, name.length() - "idx".length()) + "pack");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < NAMES || channel.size() > Integer.MAX_VALUE) {
                return null;
            }
            ByteBuffer index = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return index.getInt(0) == MAGIC && index.getInt(4) == 2 ? new PackIndexFile(pack, index) : null;
        }
    }

    Path pack() {
        return pack;
    }

    /** Where the object starts in the pack; -1: it is not there. */
    long find(AnyObjectId id, byte[] raw) {
        id.copyRawTo(raw, 0);
        int first = raw[0] & 0xff;
        int low = first == 0 ? 0 : index.getInt(FANOUT + (first - 1) * 4);
        int high = index.getInt(FANOUT + first * 4);
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(raw, NAMES + middle * 20);
            if (order == 0) {
                return offset(middle);
            }
            if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }

    private int compare(byte[] raw, int at) {
        int order = Long.compareUnsigned((long) Bytes.BIG_LONG.get(raw, 0), index.getLong(at));
        if (order == 0) {
            order = Long.compareUnsigned((long) Bytes.BIG_LONG.get(raw, 8), index.getLong(at + 8));
        }
        return order == 0 ? Integer.compareUnsigned((int) Bytes.BIG_INT.get(raw, 16), index.getInt(at + 16)) : order;
    }

    private long offset(int position) {
        long offsets = NAMES + count * 24L;
        int offset = index.getInt((int) offsets + position * 4);
        return offset >= 0 ? offset : index.getLong((int) (offsets + count * 4L) + (offset & 0x7fffffff) * 8);
    }
}
