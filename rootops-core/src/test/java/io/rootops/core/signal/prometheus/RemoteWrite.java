package io.rootops.core.signal.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes native histograms into a Prometheus, as the
 * <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">specification</a> says: no text format has them.
 */
final class RemoteWrite {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    RemoteWrite(URI prometheus) {
        this.address = prometheus.resolve("/api/v1/write");
    }

    /**
     * A sample of one series.
     *
     * @param quick so many took an eighth to a quarter of a second
     * @param slow so many took a half to a whole second
     */
    void write(Map<String, String> labels, Instant at, long quick, long slow) throws IOException, InterruptedException {
        Message series = new Message();
        new TreeMap<>(labels)
                .forEach((name, value) ->
                        series.message(1, new Message().text(1, name).text(2, value)));
        series.message(4, histogram(at, quick, slow));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Encoding", "snappy")
                        .header("Content-Type", "application/x-protobuf")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                snappy(new Message().message(1, series).bytes())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.body());
        }
    }

    /** Buckets that double. */
    private static Message histogram(Instant at, long quick, long slow) {
        return new Message()
                .number(1, quick + slow)
                .real(3, .2 * quick + .75 * slow)
                .number(4, 0)
                .real(5, 1e-128)
                .number(6, 0)
                .message(11, new Message().number(1, zigzag(-2)).number(2, 1))
                .message(11, new Message().number(1, zigzag(1)).number(2, 1))
                .message(12, new Message().raw(zigzag(quick)).raw(zigzag(slow - quick)))
                .number(15, at.toEpochMilli());
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    /** Without compression, which its format allows. */
    private static byte[] snappy(byte[] plain) {
        Message compressed = new Message().raw(plain.length);
        for (int from = 0; from < plain.length; from += 60) {
            int length = Math.min(60, plain.length - from);
            compressed.out.write(length - 1 << 2);
            compressed.out.write(plain, from, length);
        }
        return compressed.bytes();
    }

    /** Fields of <a href="https://protobuf.dev/programming-guides/encoding/">protobuf</a>. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        byte[] bytes() {
            return out.toByteArray();
        }

        Message raw(long number) {
            long left = number;
            while ((left & ~0x7fL) != 0) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
            return this;
        }

        Message number(int field, long number) {
            return raw((long) field << 3).raw(number);
        }

        Message real(int field, double number) {
            raw((long) field << 3 | 1)
                    .out
                    .writeBytes(ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putDouble(number)
                            .array());
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message message) {
            return bytes(field, message.bytes());
        }

        private Message bytes(int field, byte[] bytes) {
            raw((long) field << 3 | 2).raw(bytes.length).out.writeBytes(bytes);
            return this;
        }
    }
}
