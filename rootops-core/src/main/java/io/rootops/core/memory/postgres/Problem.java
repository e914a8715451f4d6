package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts what went wrong into one sentence. */
final class Problem {
    private static final String NO_SPACE = "no space left on device";
    private static final long ONE_MEGABYTE = 1 << 20;
    private static final long WAL_SEGMENT = 16 * ONE_MEGABYTE;

    private Problem() {}

    static PostgresStartException of(Path home, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (says(why, NO_SPACE) || says(why, "quota exceeded")) {
            return new PostgresStartException(full(home), e);
        }
        if (e instanceof AccessDeniedException
                || says(why, "read-only file system")
                || says(why, "permission denied")) {
            return new PostgresStartException(unwritable(home, reason(e)), e);
        }
        return new PostgresStartException(
                "PostgreSQL cannot be started in " + home + " (" + why + "): mend that, or set ROOTOPS_HOME to another"
                        + " directory, or DATABASE_URL to another database.",
                e);
    }

    /** From what one of PostgreSQL's programs said before it gave up. */
    static PostgresStartException of(Path home, String program, String output) {
        // Where the disk is full, so may be the log that would say it.
        boolean full = home.toFile().getUsableSpace() < ONE_MEGABYTE;
        if (full || says(output, NO_SPACE) || says(output, "check free disk space")) {
            return new PostgresStartException(full(home));
        }
        List<String> lines = output.lines().filter(it -> !it.isBlank()).toList();
        String why = lines.stream()
                .filter(it -> it.contains("FATAL:") || it.contains("PANIC:") || it.contains("error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1))
                .replaceFirst("^.*(FATAL|PANIC|error): *", "");
        return new PostgresStartException("PostgreSQL's " + program + " failed in " + home + " (" + why + "): see "
                + home.resolve("postgres.log") + ", or set DATABASE_URL to another database.");
    }

    /** Whether there is room for the next piece of the write-ahead log, without which PostgreSQL stops. */
    static Optional<String> ofRoom(Path home) {
        return home.toFile().getUsableSpace() < WAL_SEGMENT ? Optional.of(full(home)) : Optional.empty();
    }

    private static String full(Path home) {
        return "The disk of the data directory " + home
                + " is full: free at least 200 MB there, or set ROOTOPS_HOME to a directory on another disk.";
    }

    private static String unwritable(Path home, String why) {
        return "The data directory " + home + " cannot be written (" + why
                + "): give it to the user that runs RootOps, or set ROOTOPS_HOME to another directory.";
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException file) {
            String why = file.getReason() == null ? "permission denied" : file.getReason();
            return file.getFile() + ": " + why;
        }
        return String.valueOf(e.getMessage());
    }

    private static boolean says(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }
}
