package io.rootops.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person watches. */
final class Terminal {
    private static final Path ERRORS = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Standard error alone: standard output may well go to a file meanwhile, and Java knows only both together. */
    static boolean watchesErrors() {
        try {
            String device = Files.readSymbolicLink(ERRORS).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null; // no /proc here
        }
    }
}
