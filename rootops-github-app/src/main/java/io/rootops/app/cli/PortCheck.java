package io.rootops.app.cli;

import io.rootops.core.engine.BackendCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether the server could take its port. */
final class PortCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String bind;
    private final int port;

    PortCheck(String bind, int port) {
        this.bind = bind;
        this.port = port;
    }

    BackendCheck examine() {
        if (port == 0) {
            return Doctor.ok("port", "a free one on " + bind);
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(bind))) {
            return Doctor.ok("port", free.getLocalPort() + " on " + bind + ", free");
        } catch (IOException e) {
            return rootOpsAnswers()
                    ? Doctor.ok("port", port + " on " + bind + ", RootOps answers there")
                    : Doctor.fail(
                            "port",
                            port + " on " + bind + " is in use by another program",
                            "stop what holds it, or choose another with ROOTOPS_PORT (0 takes a free one)",
                            bind + ":" + port);
        }
    }

    private boolean rootOpsAnswers() {
        String host = bind.contains(":") ? "[" + bind + "]" : bind;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/livez"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().strip().equals("ok");
        } catch (IOException e) {
            return false; // something else listens there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
