package io.rootops.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to a server on this machine. While it is cut nothing comes through and nothing is refused or closed, as where
 * packets are dropped; what was sent meanwhile arrives when it is mended.
 */
final class SilentNetwork implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final List<Socket> sockets = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private boolean cut;
    private boolean closed;

    /** @param target the server's port */
    SilentNetwork(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** Where the server seems to be. */
    int port() {
        return door.getLocalPort();
    }

    void cut() {
        lock.lock();
        try {
            cut = true;
        } finally {
            lock.unlock();
        }
    }

    void mend() {
        lock.lock();
        try {
            cut = false;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket here = kept(door.accept());
                thread(() -> connect(here));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket here) {
        try {
            awaitMended();
            Socket there = kept(new Socket(InetAddress.getLoopbackAddress(), target));
            thread(() -> pass(here, there));
            pass(there, here);
        } catch (IOException e) {
            close(here);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 13];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                awaitMended();
                out.write(bytes, 0, length);
            }
            // Nobody hears of an end either.
            awaitMended();
        } catch (IOException e) {
            // Either side has gone.
        }
    }

    private void awaitMended() {
        lock.lock();
        try {
            while (cut && !closed) {
                mended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private Socket kept(Socket socket) {
        lock.lock();
        try {
            sockets.add(socket);
            return socket;
        } finally {
            lock.unlock();
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "silent-network");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use in any case.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        lock.lock();
        try {
            closed = true;
            mended.signalAll();
            sockets.forEach(SilentNetwork::close);
        } finally {
            lock.unlock();
        }
    }
}
