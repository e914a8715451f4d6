package io.rootops.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small disk in memory; unmounted by {@link #close}. */
public final class SmallDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
    private static final byte[] BLOCK = new byte[4096];

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts it, or skips the test, saying so, where we may not.
     *
     * @param options of tmpfs, such as {@code size=20m}
     */
    public static SmallDisk mount(Path directory, String options) throws IOException, InterruptedException {
        boolean mounted = run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()))
                .isEmpty();
        if (!mounted) {
            LOG.warn("SKIPPED: this user may not mount a small disk; run the tests as root to test a full one");
        }
        assumeTrue(mounted);
        return new SmallDisk(directory);
    }

    /** Writes until nothing more fits. */
    public void fill() throws IOException {
        Path filler = filler();
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left")) {
                throw e;
            }
        }
    }

    /** Takes away what {@link #fill} wrote. */
    public void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    /** @return what went wrong; empty: nothing did */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return String.valueOf(e.getMessage()); // there is no such program
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return command + " does not end";
        }
        return process.exitValue() == 0 ? "" : said.isBlank() ? command + " failed" : said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        String said = run(List.of("umount", directory.toString()));
        if (!said.isEmpty()) {
            throw new IOException(said);
        }
    }
}
