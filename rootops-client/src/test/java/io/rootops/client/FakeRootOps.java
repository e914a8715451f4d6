package io.rootops.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on loopback that gives its prepared answers one after the other, and the last of them from then on. */
final class FakeRootOps implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it does with one question. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** @param path with its query */
    record Asked(String method, String path, Headers headers, String body) {
        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    FakeRootOps() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    FakeRootOps then(Answer answer) {
        answers.add(answer);
        return this;
    }

    FakeRootOps then(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    FakeRootOps thenProblem(int status, String code, String detail) {
        return then(status, """
                {"type":"urn:rootops:problem:%s","title":"No","status":%d,"detail":"%s"}""".formatted(code, status, detail));
    }

    /** Takes the question and says nothing until the test is over. */
    FakeRootOps thenSilence() {
        return then(exchange -> untilClosed());
    }

    /** Begins an answer, and says no more until the test is over. */
    FakeRootOps thenHalfAnAnswer() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            untilClosed();
        });
    }

    /** Begins an answer and hangs up. */
    FakeRootOps thenCutOff() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"version\":\"1\",".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
    }

    /** Takes the question and hangs up without a word. */
    FakeRootOps thenHangUp() {
        return then(HttpExchange::close);
    }

    List<Asked> asked() {
        return asked;
    }

    Asked last() {
        return new ArrayDeque<>(asked).getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer next = answers.size() > 1 ? answers.remove() : answers.element();
            next.give(exchange);
        }
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
