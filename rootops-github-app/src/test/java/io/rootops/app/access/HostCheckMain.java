package io.rootops.app.access;

import io.rootops.app.ops.TextServlet;
import io.rootops.app.web.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks a server of its own by each of the Host headers given, and prints the status lines; so names can be its own. */
final class HostCheckMain {
    private HostCheckMain() {}

    public static void main(String[] hosts) throws IOException {
        PrintStream out = System.out;
        try (HttpServer server = new HttpServer(
                "127.0.0.1",
                0,
                Map.of("/livez", new TextServlet("text/plain", () -> "ok")),
                LocalAccess.withoutDatabase())) {
            server.start();
            for (String host : hosts) {
                out.println(host + " " + status(server.address().getPort(), host));
            }
        }
    }

    private static String status(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return answer.readLine().split(" ")[1];
        }
    }
}
