package io.rootops.app.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bare repository filled through {@code git fast-import}: thousands of commits in a moment. */
final class GitRepository {
    private final Path directory;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private int marks;

    private GitRepository(Path directory) {
        this.directory = directory;
    }

    static GitRepository empty(Path directory) {
        git(new byte[0], "init", "-q", "--bare", "--initial-branch=main", directory.toString());
        return new GitRepository(directory);
    }

    static GitRepository cloned(String from, Path directory) {
        git(new byte[0], "clone", "-q", "--bare", from, directory.toString());
        return new GitRepository(directory);
    }

    Path directory() {
        return directory;
    }

    /**
     * Adds a commit.
     *
     * @param from mark of the first parent; 0: none
     * @param changes lines of fast-import, such as {@link #file}
     * @return its mark
     */
    int commit(String branch, int from, int merged, String author, Instant at, String message, List<byte[]> changes) {
        int mark = ++marks;
        write("commit refs/heads/" + branch + "\nmark :" + mark + "\nauthor " + author + " " + at.getEpochSecond()
                + " +0000\ncommitter " + author + " " + at.getEpochSecond() + " +0000\n");
        data(message.getBytes(StandardCharsets.UTF_8));
        if (from > 0) {
            write("from :" + from + "\n");
        }
        if (merged > 0) {
            write("merge :" + merged + "\n");
        }
        changes.forEach(this::bytes);
        write("\n");
        return mark;
    }

    static byte[] file(String path, byte[] content) {
        ByteArrayOutputStream change = new ByteArrayOutputStream();
        change.writeBytes(("M 100644 inline " + quoted(path) + "\ndata " + content.length + "\n")
                .getBytes(StandardCharsets.UTF_8));
        change.writeBytes(content);
        change.write('\n');
        return change.toByteArray();
    }

    static byte[] file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] renamed(String from, String to) {
        return ("R " + quoted(from) + " " + quoted(to) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] deleted(String path) {
        return ("D " + quoted(path) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes what was added since the last time. */
    GitRepository flush() {
        git(
                stream.toByteArray(),
                "-C",
                directory.toString(),
                "fast-import",
                "--quiet",
                "--force",
                "--import-marks-if-exists=marks",
                "--export-marks=marks");
        stream.reset();
        return this;
    }

    /** Adds a commit on top of a branch that was flushed before. */
    void append(String branch, String author, Instant at, String message, List<byte[]> changes) {
        write("commit refs/heads/" + branch + "\ncommitter " + author + " " + at.getEpochSecond() + " +0000\n");
        data(message.getBytes(StandardCharsets.UTF_8));
        write("from refs/heads/" + branch + "^0\n");
        changes.forEach(this::bytes);
        write("\n");
    }

    /** Full shas of the merges of a branch, newest first. */
    List<String> merges(String branch) {
        return git(new byte[0], "-C", directory.toString(), "rev-list", "--merges", branch)
                .lines()
                .toList();
    }

    /** Full shas of a branch, newest first. */
    List<String> shas(String branch) {
        return git(new byte[0], "-C", directory.toString(), "rev-list", branch)
                .lines()
                .toList();
    }

    private static String quoted(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private void data(byte[] content) {
        write("data " + content.length + "\n");
        bytes(content);
        write("\n");
    }

    private void write(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] content) {
        stream.writeBytes(content);
    }

    private static String git(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
