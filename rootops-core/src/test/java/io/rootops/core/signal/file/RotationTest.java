package io.rootops.core.signal.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another process writes, rotates, compresses and deletes as chance has it; readings come in between, each by a new reader from
 * the bytes of the last position, and each line is read once, those of a file in order. The times of files follow a clock of the test.
 */
class RotationTest {
    private static final int STEPS = 120;
    private static final int KEPT = 4;
    private static final Pattern NUMBER = Pattern.compile(".*(?:order |pay)(\\d+).*");

    /** Rotated by rename, by copy and truncation, by either. */
    private static final String RENAMED = "orders.log";

    private static final String COPIED = "pay.log";
    private static final String EITHER = "mail.log";
    private static final List<String> LOGS = List.of(RENAMED, COPIED, EITHER);

    @TempDir
    Path directory;

    private final Map<String, List<String>> written = new HashMap<>();
    private final Map<String, List<String>> read = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Random random = new Random(0);
    private Instant clock = Instant.parse("2026-11-29T17:00:00Z");
    private byte @Nullable [] position;
    private int number;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(directory);
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readsEveryLineOnceWhateverRotationDoes(long seed) throws Exception {
        random = new Random(seed);
        int fd = 3;
        for (String log : LOGS) {
            shell.run("exec " + fd++ + ">>" + log);
        }
        readOn(FileLimits.DEFAULT);
        for (int i = 0; i < STEPS; i++) {
            step(LOGS.get(random.nextInt(LOGS.size())));
        }
        readAll();

        for (String log : LOGS) {
            List<String> missing = new ArrayList<>(of(written, log));
            of(read, log).forEach(missing::remove);
            List<String> twice = new ArrayList<>(of(read, log));
            of(written, log).forEach(twice::remove);
            assertThat(missing).as("of %s never read", log).isEmpty();
            assertThat(twice).as("of %s read twice, or in pieces", log).isEmpty();
        }
        assertThat(notes).isEmpty();
    }

    private static List<String> of(Map<String, List<String>> lines, String log) {
        return lines.computeIfAbsent(log, it -> new ArrayList<>());
    }

    private void step(String log) throws Exception {
        clock = clock.plusMillis(random.nextInt(5_000));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> write(log, 1 + random.nextInt(20));
            case 4 -> writeInTwoHalves(log);
            case 5, 6 -> readOn(FileLimits.DEFAULT);
            case 7 -> readOn(new FileLimits(1, 1, 1 << 20, 1 << 20, 1 << 20, 100, Duration.ofSeconds(3)));
            case 8 -> rotate(log);
            default -> compress(log);
        }
    }

    private static int fd(String log) {
        return 3 + LOGS.indexOf(log);
    }

    private String line() {
        number++;
        String padding = "x".repeat(random.nextInt(8) == 0 ? random.nextInt(800) : random.nextInt(40));
        return random.nextInt(4) == 0
                ? "\tat shop.Cart.pay" + number + "(Cart.java:41)"
                : "2026-11-29 17:00:00 INFO [main] shop.Cart - order " + number + " " + padding;
    }

    private void write(String log, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String line = line();
            of(written, log).add(line);
            text.append(line).append('\n');
        }
        append(log, text.toString());
    }

    private void append(String log, String text) throws IOException {
        shell.run("printf %s '" + text + "' >&" + fd(log) + "; touch -d @" + seconds() + " /dev/fd/" + fd(log));
    }

    private String seconds() {
        return clock.getEpochSecond() + "." + String.format("%09d", clock.getNano());
    }

    private void writeInTwoHalves(String log) throws Exception {
        boolean moves = log.equals(RENAMED) && random.nextBoolean();
        if (moves) {
            shift(log);
        }
        String line = line();
        of(written, log).add(line);
        int half = line.length() / 2;
        append(log, line.substring(0, half));
        readOn(FileLimits.DEFAULT);
        clock = clock.plusSeconds(1);
        if (moves) {
            shell.run("mv " + log + " " + log + ".1"); // the writer goes on in it
            readOn(FileLimits.DEFAULT);
        }
        append(log, line.substring(half) + "\n");
        if (moves) {
            reopen(log);
        }
    }

    private void rotate(String log) throws Exception {
        shift(log);
        if (log.equals(RENAMED) || log.equals(EITHER) && random.nextBoolean()) {
            shell.run("mv " + log + " " + log + ".1");
            maybeRead();
            if (random.nextBoolean()) {
                write(log, 3); // until it is told to open the new one
                maybeRead();
            }
            reopen(log);
        } else {
            shell.run("cp " + log + " " + log + ".1; touch -d @" + seconds() + " " + log + ".1");
            maybeRead();
            if (Files.size(directory.resolve(log)) > Mark.WINDOW && random.nextBoolean()) {
                write(log, 2); // is not in the copy, so that only who reads it now has it
                readAll();
            }
            shell.run(": >" + log + "; touch -d @" + seconds() + " " + log);
            maybeRead();
        }
    }

    private void reopen(String log) throws IOException {
        shell.run("exec " + fd(log) + ">>" + log + "; touch -d @" + seconds() + " " + log);
    }

    /** Makes room for the first, and removes the last, once it was read. */
    private void shift(String log) throws Exception {
        for (String end : List.of("", ".gz")) {
            if (Files.exists(directory.resolve(log + "." + KEPT + end))) {
                readAll();
                shell.run("rm " + log + "." + KEPT + end);
            }
        }
        for (int i = KEPT - 1; i >= 1; i--) {
            for (String end : List.of("", ".gz")) {
                if (Files.exists(directory.resolve(log + "." + i + end))) {
                    shell.run("mv " + log + "." + i + end + " " + log + "." + (i + 1) + end);
                }
            }
        }
    }

    private void compress(String log) throws Exception {
        int which = 1 + random.nextInt(2);
        String name = log + "." + which;
        if (Files.exists(directory.resolve(name))) {
            shell.run("gzip -c " + name + " >" + name + ".gz; touch -r " + name + " " + name + ".gz");
            if (random.nextBoolean()) {
                shell.run("touch -d @" + seconds() + " " + name + ".gz"); // as some do, and others do not
            }
            maybeRead();
            shell.run("rm " + name);
        }
    }

    private void maybeRead() throws Exception {
        clock = clock.plusMillis(random.nextInt(2_000));
        if (random.nextBoolean()) {
            readOn(FileLimits.DEFAULT);
        }
    }

    private void readAll() throws Exception {
        clock = clock.plusSeconds(10);
        readOn(FileLimits.DEFAULT);
        readOn(FileLimits.DEFAULT);
    }

    private void readOn(FileLimits limits) throws Exception {
        LogFiles files = new LogFiles(List.of(directory + "/*.log"), ZoneOffset.UTC, limits);
        List<LogLine> lines = new ArrayList<>();
        LogProgress progress = files.read(position, clock, lines::add);
        position = progress.position();
        notes.addAll(progress.notes());
        Map<String, Integer> last = new HashMap<>();
        for (LogLine line : lines) {
            String log =
                    FileName.of(Path.of(line.stream()).getFileName().toString()).live();
            of(read, log).add(line.text());
            int of = Integer.parseInt(NUMBER.matcher(line.text()).replaceFirst("$1"));
            assertThat(of).as("in the order of %s", line.stream()).isGreaterThan(last.getOrDefault(line.stream(), 0));
            last.put(line.stream(), of);
        }
        if (progress.more() && limits.equals(FileLimits.DEFAULT)) {
            readOn(limits);
        }
    }
}
