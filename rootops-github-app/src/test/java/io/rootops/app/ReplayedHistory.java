package io.rootops.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A clone whose default branch stands where it stood at a time of its past, and moves on as it did. */
final class ReplayedHistory {
    static final Duration SPAN = Duration.ofDays(30);
    /** Of fewer commits in its span a month tells little. */
    private static final int ENOUGH = 20;

    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|kt|scala|py|js|ts|go|rb|cs|c|cc|cpp|h|rs|php)");
    private static final Pattern HUNK_LINE = Pattern.compile("\\^?([0-9a-f]{40}) .*?([0-9]+)\\) (.*)");

    private final Path clone;
    private final String branch;
    private final List<Landed> landed;
    private final int first;
    private final int last;
    private int at;

    /** A commit of the first parents, oldest first. */
    private record Landed(String sha, Instant time) {}

    /** A line that a commit wrote and that is still there. */
    record Line(String sha, String path, int number, String text) {}

    private ReplayedHistory(Path clone, String branch, List<Landed> landed, int first, int last) {
        this.clone = clone;
        this.branch = branch;
        this.landed = landed;
        this.first = first;
        this.last = last;
        this.at = first;
    }

    /**
     * The newest thirty days with enough commits, else those with the most.
     *
     * @param source a clone, which is left as it is
     * @param clone where the new one is made
     */
    static ReplayedHistory of(Path source, Path clone) throws IOException, InterruptedException {
        git(null, "clone", "-q", "--bare", source.toString(), clone.toString());
        String branch = git(clone, "symbolic-ref", "HEAD").strip();
        List<Landed> landed = new ArrayList<>();
        Instant latest = Instant.EPOCH;
        for (String line : git(clone, "log", "--reverse", "--first-parent", "--format=%H %ct", branch)
                .split("\n")) {
            String[] parts = line.split(" ");
            Instant time = Instant.ofEpochSecond(Long.parseLong(parts[1]));
            latest = time.isAfter(latest) ? time : latest;
            landed.add(new Landed(parts[0], latest));
        }
        int last = landed.size() - 1;
        int best = last;
        for (int end = last; end > 0 && commits(landed, best) < ENOUGH; end--) {
            if (commits(landed, end) > commits(landed, best)) {
                best = end;
            }
        }
        int first = Math.max(0, best - commits(landed, best));
        for (String ref : git(clone, "for-each-ref", "--format=%(refname)").split("\n")) {
            if (!ref.equals(branch)) {
                git(clone, "update-ref", "-d", ref);
            }
        }
        ReplayedHistory history = new ReplayedHistory(clone, branch, landed, first, best);
        history.moveTo(first);
        return history;
    }

    private static int commits(List<Landed> landed, int end) {
        Instant from = landed.get(end).time().minus(SPAN);
        int begin = end;
        while (begin > 0 && landed.get(begin - 1).time().isAfter(from)) {
            begin--;
        }
        return end - begin;
    }

    Path directory() {
        return clone;
    }

    /** Of its directory. */
    String name() {
        return clone.getFileName().toString();
    }

    /** When the month begins: as its first commit had just landed. */
    Instant begins() {
        return landed.get(first).time().plusSeconds(1);
    }

    String head() {
        return landed.get(at).sha();
    }

    /** Some first parents back. */
    String before(int commits) {
        return landed.get(Math.max(0, at - commits)).sha();
    }

    /** Moves the branch to where it stood then. */
    void advance(Instant time) throws IOException, InterruptedException {
        int next = at;
        while (next < last && !landed.get(next + 1).time().isAfter(time)) {
            next++;
        }
        if (next != at) {
            moveTo(next);
        }
    }

    private void moveTo(int next) throws IOException, InterruptedException {
        at = next;
        git(clone, "update-ref", branch, head());
    }

    /** Those that came since it began, without what merges brought. */
    List<String> landed() {
        return landed.subList(first + 1, at + 1).stream().map(Landed::sha).toList();
    }

    /** All commits of the branch. */
    int commits() throws IOException, InterruptedException {
        return Integer.parseInt(git(clone, "rev-list", "--count", branch).strip());
    }

    /** A line of source that came between two commits: of the change that wrote most. Empty: none did. */
    Optional<Line> changed(String from, String to) throws IOException, InterruptedException {
        record Change(String sha, String path, int lines) {}
        List<Change> changes = new ArrayList<>();
        String sha = "";
        for (String line : git(clone, "log", "--no-merges", "--format=%H", "--numstat", from + ".." + to)
                .split("\n")) {
            String[] parts = line.split("\t");
            if (parts.length == 1 && !line.isBlank()) {
                sha = line.strip();
            } else if (parts.length == 3
                    && !parts[0].equals("-")
                    && SOURCE.matcher(parts[2]).matches()) {
                changes.add(new Change(sha, parts[2], Integer.parseInt(parts[0])));
            }
        }
        changes.sort(Comparator.comparingInt(Change::lines).reversed());
        for (Change it : changes) {
            Optional<Line> line = line(it.sha(), it.path(), to);
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    private Optional<Line> line(String sha, String path, String at) throws IOException, InterruptedException {
        if (git(clone, "ls-tree", at, "--", path).isBlank()) {
            return Optional.empty();
        }
        for (String line : git(clone, "blame", "-l", "-s", at, "--", path).split("\n")) {
            Matcher matcher = HUNK_LINE.matcher(line);
            if (matcher.matches()
                    && matcher.group(1).equals(sha)
                    && matcher.group(3).matches(".*[a-z]{4}.*")) {
                return Optional.of(new Line(
                        sha,
                        path,
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3).strip()));
            }
        }
        return Optional.empty();
    }

    private static String git(@Nullable Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        if (directory != null) {
            command.addAll(List.of("-C", directory.toString()));
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return said;
    }
}
