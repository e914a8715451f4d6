package io.rootops.app.webhook;

import static io.rootops.app.webhook.RunningReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that send so slowly that each would hold a thread, or a connection, for ever. */
class SlowClientsTest {
    private static final int ATTACKERS = 64;

    @Test
    void slowBodiesAreCutOffAndStopNobody() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            List<Socket> attackers = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                String path = i % 2 == 0 ? "/webhooks/github" : "/livez";
                String type = i % 2 == 0 ? "application/json" : "application/x-www-form-urlencoded";
                attackers.add(open(
                        receiver.server.address(),
                        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                + "\r\nX-Hub-Signature-256: sha256=" + "0".repeat(64)
                                + "\r\nContent-Length: 100000\r\n\r\n"));
            }

            assertAnswers(receiver);
            RunningReceiver.await("the attackers to be cut off", () -> {
                attackers.forEach(it -> trickle(it, "x"));
                attackers.removeIf(SlowClientsTest::ended);
                return attackers.isEmpty();
            });
            assertAnswers(receiver);
        }
    }

    @Test
    void largeBodiesWithoutAnEndStopNobodyElseAndAreCutOffToo() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            List<Socket> attackers = new ArrayList<>();
            // Fast at first, and so never slow on average; together the share of a client but for less than a push.
            for (int i = 0; i < 2; i++) {
                Socket attacker = open(
                        receiver.server.address(),
                        "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                + "\r\nX-Hub-Signature-256: sha256=" + "0".repeat(64)
                                + "\r\nContent-Length: " + (20 << 20) + "\r\n\r\n");
                attacker.getOutputStream().write(new byte[(16 << 20) - (8 << 10)]);
                attackers.add(attacker);
            }
            SignedDelivery delivery = SignedDelivery.of("1", "ping", "[" + " ".repeat(64 << 10) + "]", SECRET);

            RunningReceiver.await("their share to be used up", () -> !stored(receiver, delivery, "127.0.0.1"));
            assertThat(stored(receiver, delivery, "203.0.113.7")).isTrue();
            RunningReceiver.await("the attackers to be cut off", () -> {
                attackers.forEach(it -> trickle(it, "x"));
                attackers.removeIf(SlowClientsTest::ended);
                return attackers.isEmpty();
            });
            RunningReceiver.await("their share to be free", () -> stored(receiver, delivery, "127.0.0.1"));
        }
    }

    @Test
    void slowHeadersStopNobody() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            List<Socket> attackers = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                attackers.add(open(receiver.server.address(), "POST /webhooks/github HTTP/1.1\r\nHost: local"));
            }
            for (int i = 0; i < 5; i++) {
                attackers.forEach(it -> trickle(it, "h"));
                assertAnswers(receiver);
            }
            for (Socket it : attackers) {
                it.close();
            }
        }
    }

    @Test
    void formsAreStillReadByTheirServlets() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            HttpResponse<String> answer = receiver.send(
                    HttpRequest.newBuilder(receiver.server.address().resolve("/livez"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("word=gr%C3%BCn")));

            assertThat(answer.body()).isEqualTo("grün");
        }
    }

    private static void assertAnswers(RunningReceiver receiver) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(receiver.server.address().resolve("/livez"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).isEqualTo("page");
    }

    /** As a proxy on this machine forwards it. A refusal may come before all is sent. */
    private static boolean stored(RunningReceiver receiver, SignedDelivery delivery, String client) {
        try {
            return receiver.send(delivery.request(receiver.server.address()).header("X-Forwarded-For", client))
                            .statusCode()
                    == 202;
        } catch (IOException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Socket open(URI server, String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.getPort());
        socket.setSoTimeout(1);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void trickle(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Cut off already; reading tells.
        }
    }

    /** Answered or closed: it holds nothing any more. */
    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() != Integer.MIN_VALUE;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
