package io.rootops.core.memory.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short program to its end. */
record Command(int exit, String output) {
    private static final File NOTHING = new File("/dev/null");

    /** Its exit code and what it said on either stream; killed, with a non-zero exit code, when it takes longer. */
    static Command run(List<String> words, Path directory, Duration limit) throws IOException, InterruptedException {
        Process process = builder(words, directory).redirectErrorStream(true).start();
        process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            process.destroyForcibly();
            return process;
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output.strip());
    }

    /** Whether the program exists and succeeds. */
    static boolean succeeds(List<String> words, Path directory) throws InterruptedException {
        try {
            return run(words, directory, Duration.ofSeconds(10)).ok();
        } catch (IOException absent) {
            return false; // no such program: a probe's ordinary answer
        }
    }

    /** A builder whose environment carries no PGDATA, PGOPTIONS or the like of the person who starts us. */
    static ProcessBuilder builder(List<String> words, Path directory) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectInput(NOTHING);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C"); // Postmaster reads its messages
        return builder;
    }

    boolean ok() {
        return exit == 0;
    }
}
