package io.rootops.core.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that ran to its end, timed by bash, which knows the CPU time of its children.
 *
 * @param wall seconds
 * @param cpu seconds of user and system, all threads
 */
record Timed(double wall, double cpu, String output) {

    static Timed run(List<String> command) throws IOException, InterruptedException {
        Path times = Files.createTempFile("rootops-bench", ".times");
        Path output = Files.createTempFile("rootops-bench", ".out");
        try {
            List<String> timed = new ArrayList<>(
                    List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&3; } 3>&2 2>" + times, "bash"));
            timed.addAll(command);
            Process process = new ProcessBuilder(timed)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", command));
            }
            String[] seconds = Files.readString(times).strip().replace(',', '.').split(" ");
            return new Timed(
                    Double.parseDouble(seconds[0]),
                    Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
                    // Paths in git's output may be of any encoding.
                    Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(times);
            Files.delete(output);
        }
    }
}
