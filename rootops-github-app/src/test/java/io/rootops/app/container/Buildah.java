package io.rootops.app.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's buildah, which needs no service, with storage of its own. Nothing that it does waits for ever. */
final class Buildah {
    private final Path storage;

    /** @param storage an empty directory */
    Buildah(Path storage) {
        this.storage = storage;
    }

    /**
     * How a command ended.
     *
     * @param exitCode -1: it took too long, or is not there
     * @param output what it said, errors too
     */
    record Result(int exitCode, String output) {
        boolean ok() {
            return exitCode == 0;
        }

        /** The last line that says something. */
        String last() {
            return output.lines()
                    .filter(it -> !it.isBlank())
                    .reduce("", (one, other) -> other)
                    .strip();
        }
    }

    Result run(Duration longest, String... arguments) throws IOException, InterruptedException {
        return run(longest, command(arguments));
    }

    /** With the options that every call needs. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "buildah",
                "--root",
                storage.resolve("root").toString(),
                "--runroot",
                storage.resolve("run").toString(),
                "--storage-driver",
                "vfs"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Any command, with nothing to read. */
    static Result run(Duration longest, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("buildah", ".log");
        try {
            Process process;
            try {
                process = builder(command, output).start();
            } catch (IOException e) {
                return new Result(-1, command.get(0) + " is not there: " + e.getMessage());
            }
            if (process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                return new Result(process.exitValue(), Files.readString(output));
            }
            end(process);
            return new Result(
                    -1, Files.readString(output) + "\nnot done after " + longest.toSeconds() + " s: " + command);
        } finally {
            Files.delete(output);
        }
    }

    static ProcessBuilder builder(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("BUILDAH_ISOLATION", "chroot");
        return builder;
    }

    /** With all that it started. */
    static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
