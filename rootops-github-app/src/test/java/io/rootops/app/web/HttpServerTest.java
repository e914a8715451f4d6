package io.rootops.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.app.access.LocalAccess;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    @Test
    void pagesAreCompressedAndStreamsAreNot() throws IOException {
        try (HttpServer server = server(0)) {
            server.start();

            assertThat(head(server, "GET /livez HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip"))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Content-Encoding: gzip");
            assertThat(head(server, "GET /readyz HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("Content-Encoding");
        }
    }

    @Test
    void aRequestMustNameOneHostOfThisMachine() throws IOException {
        try (HttpServer server = server(0)) {
            server.start();

            assertThat(head(server, "GET /livez HTTP/1.1")).startsWith("HTTP/1.1 400");
            assertThat(head(server, "GET /livez HTTP/1.1", "Host: localhost", "Host: evil.example"))
                    .startsWith("HTTP/1.1 400");
            assertThat(head(server, "GET http://evil.example/livez HTTP/1.1", "Host: localhost"))
                    .matches("(?s)HTTP/1.1 4(00|21).*");
            assertThat(head(server, "GET http://localhost/livez HTTP/1.1", "Host: evil.example"))
                    .matches("(?s)HTTP/1.1 4(00|21).*");
        }
    }

    @Test
    void whoSendsMoreThanIsTakenStillHearsWhy() throws IOException {
        try (HttpServer server = server(0);
                Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port(server))) {
            byte[] piece = new byte[1 << 20];
            int pieces = 8;
            String head = "POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                    + "Content-Length: " + pieces * piece.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < pieces; i++) {
                socket.getOutputStream().write(piece);
            }

            assertThat(lines(socket)).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void aPortInUseIsToldInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HttpServer server = server(taken.getLocalPort())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("port " + taken.getLocalPort(), "in use", "ROOTOPS_PORT");
        }
    }

    private static HttpServer server(int port) {
        return new HttpServer(
                "127.0.0.1",
                port,
                Map.of("/livez", new Text("text/html"), "/readyz", new Text("text/event-stream")),
                LocalAccess.withoutDatabase());
    }

    private static String head(HttpServer server, String... lines) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), server.address().getPort())) {
            String request = String.join("\r\n", List.of(lines)) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return lines(socket);
        }
    }

    private static int port(HttpServer server) throws IOException {
        server.start();
        return server.address().getPort();
    }

    /** Up to the first that is empty. */
    private static String lines(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static final class Text extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final String type;

        Text(String type) {
            this.type = type;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(type);
            response.getOutputStream().write("data: x\n\n".repeat(500).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
