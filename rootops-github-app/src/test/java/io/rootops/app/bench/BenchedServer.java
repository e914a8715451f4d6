package io.rootops.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, whose use of the processor is read from the kernel. */
record BenchedServer(String name, Process process, int port) implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;
    private static final String SAYS = "listening on ";

    static BenchedServer start(String name, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(SAYS)) {
                return new BenchedServer(name, process, Integer.parseInt(line.substring(SAYS.length())));
            }
        }
        throw new IOException(name + " ended without listening");
    }

    /** User and system time so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The name of the program may hold blanks; it ends with the last parenthesis.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
