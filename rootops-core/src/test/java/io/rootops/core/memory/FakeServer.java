package io.rootops.core.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Greets like a PostgreSQL of some version and knows nothing else: no encryption, no password, no answer worth reading. */
final class FakeServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private final String version;

    FakeServer(String version) throws IOException {
        this.version = version;
        Thread thread = new Thread(this::serve, "fake-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                greet(new DataInputStream(client.getInputStream()), new DataOutputStream(client.getOutputStream()));
            } catch (IOException e) {
                continue; // that client is gone, or the test is over
            }
        }
    }

    private void greet(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        while (length == 8) { // asks for encryption
            in.readInt();
            out.writeByte('N');
            length = in.readInt();
        }
        in.skipNBytes(length - 4L);
        message(out, 'R', "\0\0\0\0");
        for (String[] each : new String[][] {
            {"server_version", version}, {"client_encoding", "UTF8"}, {"DateStyle", "ISO"}, {"integer_datetimes", "on"}
        }) {
            message(out, 'S', each[0] + "\0" + each[1] + "\0");
        }
        message(out, 'Z', "I");
        out.flush();
        for (int kind = in.read(); kind >= 0; kind = in.read()) {
            in.skipNBytes(in.readInt() - 4L);
            answer(kind, out);
        }
    }

    /** Every statement succeeds and does nothing. */
    private static void answer(int kind, DataOutputStream out) throws IOException {
        switch (kind) {
            case 'P' -> message(out, '1', "");
            case 'B' -> message(out, '2', "");
            case 'D' -> message(out, 'n', "");
            case 'E' -> message(out, 'C', "SET\0");
            case 'S' -> message(out, 'Z', "I");
            case 'Q' -> {
                message(out, 'C', "SET\0");
                message(out, 'Z', "I");
            }
            default -> {}
        }
        out.flush();
    }

    private static void message(DataOutputStream out, char kind, String text) throws IOException {
        out.writeByte(kind);
        out.writeInt(4 + text.length());
        out.writeBytes(text);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
