package io.rootops.app.bench;

import io.rootops.app.webhook.SignedDelivery;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Delivers as fast as the server answers, over connections that stay open; each delivery has an id of its own. */
record DeliveryLoad(int port, SignedDelivery delivery, String prefix) {
    private static final int CONNECTIONS = 32;

    /** @return how many were acknowledged */
    long run(int seconds) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String mine = Integer.toHexString(prefix.hashCode()) + "-" + i + "-";
            running.add(threads.submit(() -> connection(mine, end)));
        }
        long sum = 0;
        try {
            for (Future<Long> it : running) {
                sum += it.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return sum;
    }

    private long connection(String mine, long end) throws IOException {
        long count = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String signature = delivery.signature();
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request(mine + count, signature));
                int status = answer(in);
                if (status / 100 != 2) {
                    throw new IOException("port " + port + " answered " + status);
                }
                count++;
            }
        }
        return count;
    }

    private byte[] request(String guid, String signature) {
        byte[] head =
                ("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-GitHub-Event: "
                                + delivery.event() + "\r\nX-GitHub-Delivery: " + guid + "\r\nX-Hub-Signature-256: "
                                + signature + "\r\nContent-Length: " + delivery.body().length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + delivery.body().length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(delivery.body(), 0, all, head.length, delivery.body().length);
        return all;
    }

    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        long length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        if (!chunked) {
            in.skipNBytes(length);
            return status;
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2);
        }
        in.skipNBytes(2);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("the server closed the connection");
            }
            if (each != '\r') {
                text.append((char) each);
            }
        }
        return text.toString();
    }
}
