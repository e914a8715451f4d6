package io.rootops.app;

import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A delivery whose client has sent half of the body, and knows that the server reads it. */
final class HalfSent implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    private HalfSent(Socket socket) {
        this.socket = socket;
    }

    /** @throws IOException when the server does not begin to read the body */
    static HalfSent to(URI server, SignedDelivery delivery) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] body = delivery.body();
            OutputStream out = socket.getOutputStream();
            String head = "POST /webhooks/github HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\nX-GitHub-Delivery: " + delivery.guid() + "\r\nX-GitHub-Event: " + delivery.event()
                    + "\r\nX-Hub-Signature-256: " + delivery.signature() + "\r\nExpect: 100-continue\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String said = line(socket.getInputStream());
            if (!said.equals("HTTP/1.1 100 Continue")) {
                throw new IOException("expected the server to ask for the body, and it says: " + said);
            }
            out.write(body, 0, body.length / 2);
            out.flush();
            return new HalfSent(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the server has said anything more when its end of the connection is gone. */
    boolean answered() {
        try {
            InputStream in = socket.getInputStream();
            // The empty line after "100 Continue".
            return !line(in).isEmpty() || in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
