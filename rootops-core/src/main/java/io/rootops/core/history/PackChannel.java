package io.rootops.core.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** One pack, read piece by piece; stands at one object at a time. Opened when first needed. */
final class PackChannel implements AutoCloseable {
    private static final int OFFSET_DELTA = 6;
    private static final int REFERENCE_DELTA = 7;
    private static final int WINDOW = 16 << 10;

    /** An object's header: type and size, and the base of a delta. */
    private static final int HEADER = 64;

    private final PackIndexFile index;
    private final Inflater inflater = new Inflater();
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).limit(0);
    private @Nullable FileChannel channel;
    private long windowStart;

    private int type;
    private long size;
    private long baseOffset;
    private @Nullable ObjectId baseId;
    private long data;

    PackChannel(PackIndexFile index) {
        this.index = index;
    }

    PackIndexFile index() {
        return index;
    }

    /** Reads the header of the object that starts here. */
    void open(long offset) throws IOException {
        seek(offset, HEADER);
        int c = window.get() & 0xff;
        type = (c >> 4) & 7;
        size = c & 15;
        for (int shift = 4; (c & 0x80) != 0; shift += 7) {
            c = window.get() & 0xff;
            size |= (long) (c & 0x7f) << shift;
        }
        baseId = null;
        if (type == OFFSET_DELTA) {
            c = window.get() & 0xff;
            long back = c & 0x7f;
            while ((c & 0x80) != 0) {
                c = window.get() & 0xff;
                back = ((back + 1) << 7) | (c & 0x7f);
            }
            baseOffset = offset - back;
        } else if (type == REFERENCE_DELTA) {
            byte[] id = new byte[20];
            window.get(id);
            baseId = ObjectId.fromRaw(id);
        }
        data = windowStart + window.position();
    }

    boolean delta() {
        return type == OFFSET_DELTA || type == REFERENCE_DELTA;
    }

    int type() {
        return type;
    }

    /** Of the object, or of the instructions of a delta. */
    long size() {
        return size;
    }

    long baseOffset() {
        return baseOffset;
    }

    /** Of a delta that names its base; else null. */
    @Nullable
    ObjectId baseId() {
        return baseId;
    }

    /** Fills the range with what the object holds; it is as long as {@link #size}. */
    void inflate(byte[] target, int from, int to) throws IOException, DataFormatException {
        inflater.reset();
        seek(data, 1);
        inflater.setInput(window);
        int at = from;
        while (!inflater.finished()) {
            int n = inflater.inflate(target, at, to - at);
            at += n;
            if (n == 0 && !inflater.finished()) {
                if (!inflater.needsInput()) {
                    throw new DataFormatException("object longer than its header says");
                }
                seek(windowStart + window.limit(), 1);
                inflater.setInput(window);
            }
        }
        if (at != to) {
            throw new DataFormatException("object shorter than its header says");
        }
    }

    /** Puts the window's position at this place of the pack, with so many bytes behind it where the pack has them. */
    private void seek(long offset, int bytes) throws IOException {
        long at = offset - windowStart;
        if (at < 0 || at + bytes > window.limit()) {
            if (channel == null) {
                channel = FileChannel.open(index.pack(), StandardOpenOption.READ);
            }
            window.clear();
            if (channel.read(window, offset) <= 0) {
                window.limit(0);
                throw new IOException("pack " + index.pack() + " ends early");
            }
            window.flip();
            windowStart = offset;
            at = 0;
        }
        window.position((int) at);
    }

    @Override
    public void close() {
        inflater.end();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + index.pack(), e);
            }
        }
    }
}
