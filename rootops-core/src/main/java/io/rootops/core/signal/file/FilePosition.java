package io.rootops.core.signal.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How far all files were read, and its form in bytes.
 *
 * @param since when they were looked at the time before; in the midst of a rename one look sees a file under neither name
 * @param looked when they were looked at last
 * @param complete all that was written before it was read
 * @param files that which waited longest first
 */
record FilePosition(Instant since, Instant looked, Instant complete, List<KnownFile> files) {
    private static final int VERSION = 1;

    FilePosition {
        files = List.copyOf(files);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            instant(out, since);
            instant(out, looked);
            instant(out, complete);
            out.writeInt(files.size());
            for (KnownFile file : files) {
                write(out, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes what is written", e);
        }
        return bytes.toByteArray();
    }

    /** Null: it is of another version, or damaged. */
    static @Nullable FilePosition of(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            return null;
        }
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)))) {
            Instant since = instant(in);
            Instant looked = instant(in);
            Instant complete = instant(in);
            int count = in.readInt();
            List<KnownFile> files = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                files.add(file(in));
            }
            return new FilePosition(since, looked, complete, files);
        } catch (IOException e) {
            return null;
        }
    }

    private static void write(DataOutputStream out, KnownFile file) throws IOException {
        out.writeUTF(file.live());
        boolean moved = !file.path().equals(file.live());
        out.writeByte((moved ? 1 : 0) | (file.done() ? 2 : 0) | (file.lost() != null ? 4 : 0));
        if (moved) {
            out.writeUTF(file.path());
        }
        out.writeLong(file.key());
        mark(out, file.head());
        mark(out, file.read());
        out.writeByte(file.skip().ordinal());
        out.writeLong(file.size());
        instant(out, file.modified());
        if (file.lost() != null) {
            instant(out, file.lost());
        }
    }

    private static KnownFile file(DataInputStream in) throws IOException {
        String live = in.readUTF();
        int flags = in.readUnsignedByte();
        String path = (flags & 1) == 0 ? live : in.readUTF();
        return new KnownFile(
                path,
                live,
                in.readLong(),
                mark(in),
                mark(in),
                skip(in),
                in.readLong(),
                instant(in),
                (flags & 2) != 0,
                (flags & 4) == 0 ? null : instant(in));
    }

    private static Skip skip(DataInputStream in) throws IOException {
        int ordinal = in.readUnsignedByte();
        if (ordinal >= Skip.values().length) {
            throw new IOException("no such skip: " + ordinal);
        }
        return Skip.values()[ordinal];
    }

    private static void mark(DataOutputStream out, Mark mark) throws IOException {
        out.writeLong(mark.offset());
        out.writeLong(mark.hash());
    }

    private static Mark mark(DataInputStream in) throws IOException {
        return new Mark(in.readLong(), in.readLong());
    }

    private static void instant(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        long second = in.readLong();
        int nano = in.readInt();
        if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond() || nano < 0) {
            throw new IOException("no such time: " + second);
        }
        return Instant.ofEpochSecond(second, nano);
    }
}
