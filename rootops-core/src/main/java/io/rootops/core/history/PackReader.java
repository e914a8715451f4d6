package io.rootops.core.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects out of packs, for one thread. JGit keeps one object of each chain of deltas; a history asks for all of
 * them, one by one, so here all that a chain goes through is kept for a while. That halves the time of mining.
 *
 * <p>What it cannot read, be it loose, large, new or damaged, is JGit's: that gives the errors as well.
 */
final class PackReader implements AutoCloseable {
    private final List<PackChannel> packs = new ArrayList<>();
    private final Ring ring;
    private final int limit;
    private final byte[] raw = new byte[20];
    private long[] chain = new long[64];
    private byte[] delta = new byte[4096];

    /**
     * @param memory for what was read, in bytes
     * @param limit of an object's size; larger ones are not read
     */
    PackReader(List<PackIndexFile> indexes, int memory, int limit) {
        for (PackIndexFile index : indexes) {
            packs.add(new PackChannel(index));
        }
        this.ring = new Ring(memory);
        this.limit = limit;
    }

    Ring ring() {
        return ring;
    }

    /** The object; null: leave it to JGit. */
    @Nullable
    Text read(AnyObjectId id, int type) {
        try {
            for (int pack = 0; pack < packs.size(); pack++) {
                long offset = packs.get(pack).index().find(id, raw);
                if (offset >= 0) {
                    return read(pack, offset, type);
                }
            }
            return null;
        } catch (IOException | DataFormatException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private @Nullable Text read(int pack, long start, int type) throws IOException, DataFormatException {
        PackChannel channel = packs.get(pack);
        int depth = 0;
        long offset = start;
        Text content = ring.get(key(pack, offset));
        while (content == null) {
            channel.open(offset);
            if (channel.size() > limit) {
                return null;
            }
            if (channel.delta()) {
                if (depth == chain.length) {
                    chain = Arrays.copyOf(chain, depth * 2);
                }
                chain[depth++] = offset;
                offset = base(channel);
                if (offset < 0) {
                    return null;
                }
                content = ring.get(key(pack, offset));
            } else {
                if (channel.type() != type) {
                    return null;
                }
                content = ring.allocate((int) channel.size());
                channel.inflate(content.bytes(), content.from(), content.to());
                ring.put(key(pack, offset), content);
            }
        }
        while (depth > 0) {
            offset = chain[--depth];
            content = apply(channel, offset, content);
            if (content == null) {
                return null;
            }
            ring.put(key(pack, offset), content);
        }
        return content;
    }

    private long base(PackChannel channel) throws IOException {
        AnyObjectId base = channel.baseId();
        return base == null ? channel.baseOffset() : channel.index().find(base, raw);
    }

    /** The object that the delta at this place makes of its base. */
    private @Nullable Text apply(PackChannel channel, long offset, Text base) throws IOException, DataFormatException {
        channel.open(offset);
        int size = (int) channel.size();
        if (delta.length < size) {
            delta = new byte[size * 2];
        }
        channel.inflate(delta, 0, size);
        Delta instructions = new Delta(delta, size);
        if (instructions.resultSize() > limit) {
            return null;
        }
        int resultSize = (int) instructions.resultSize();
        Text safe = ring.survives(base, resultSize) ? base : base.copy();
        Text result = ring.allocate(resultSize);
        instructions.apply(safe, result);
        return result;
    }

    private static long key(int pack, long offset) {
        return ((long) pack << 48) | offset;
    }

    @Override
    public void close() {
        packs.forEach(PackChannel::close);
    }
}
