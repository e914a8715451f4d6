package io.rootops.core.signal.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Another process that writes and rotates files, a command at a time. */
final class Shell implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Shell(Path directory) throws IOException {
        process = new ProcessBuilder("sh")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        in = process.outputWriter();
        out = process.inputReader();
    }

    /** Returns when it has come to its end. */
    void run(String command) throws IOException {
        in.write(command + "\necho \"ended $?\"\n");
        in.flush();
        String answer = out.readLine();
        if (!"ended 0".equals(answer)) {
            throw new IOException(command + ": " + answer);
        }
    }

    /** Begins a command, and does not wait for it. */
    void start(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
    }

    boolean busy() throws IOException {
        return !out.ready();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
