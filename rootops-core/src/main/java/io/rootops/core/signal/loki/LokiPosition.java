package io.rootops.core.signal.loki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cursor, and which services went through the sieve of late: what it kept back then must not be told when those lines are
 * looked at again.
 *
 * @param sieved by service the time, in nanoseconds since 1970, before which it was
 */
record LokiPosition(LokiCursor cursor, Map<String, Long> sieved) {
    private static final int VERSION = 1;

    LokiPosition {
        sieved = Map.copyOf(sieved);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(cursor.since());
            out.writeLong(cursor.complete());
            out.writeInt(cursor.seen().size());
            for (LokiCursor.Entry entry : cursor.seen()) {
                out.writeLong(entry.nanos());
                out.writeLong(entry.hash());
            }
            out.writeInt(sieved.size());
            for (Map.Entry<String, Long> each : sieved.entrySet()) {
                byte[] name = each.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeInt(name.length);
                out.write(name);
                out.writeLong(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Empty where another version wrote it, or it is damaged. */
    static Optional<LokiPosition> of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            long since = in.readLong();
            long complete = in.readLong();
            List<LokiCursor.Entry> seen = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                seen.add(new LokiCursor.Entry(in.readLong(), in.readLong()));
            }
            Map<String, Long> sieved = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    return Optional.empty();
                }
                String name = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                sieved.put(name, in.readLong());
            }
            return Optional.of(new LokiPosition(new LokiCursor(since, complete, seen), sieved));
        } catch (IOException e) {
            return Optional.empty(); // it ends too early
        }
    }
}
