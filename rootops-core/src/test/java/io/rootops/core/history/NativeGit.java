package io.rootops.core.history;

import io.rootops.core.change.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the git binary says of a history. */
final class NativeGit {
    /** One file of a commit; without lines (-1) when git calls it binary. */
    record Row(FileStatus status, String oldPath, int added, int deleted) {
        boolean binary() {
            return added < 0;
        }
    }

    private NativeGit() {}

    /** Rows by commit and path, merges and submodules left out. */
    static Map<String, Row> log(Path repository, String head, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("git", "--git-dir=" + repository, "log", "--no-merges", "--raw"));
        command.addAll(List.of("--numstat", "-z", "--no-abbrev", "--no-textconv", "--no-ext-diff", "--format=%x01%H"));
        command.addAll(List.of(options));
        command.add(head);
        String output = new String(
                plain(command.toArray(String[]::new)).start().getInputStream().readAllBytes(),
                StandardCharsets.ISO_8859_1);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String commit : output.split("\u0001")) {
            if (commit.length() > 40) {
                commit(commit.substring(0, 40), commit.substring(40).split("\0"), rows);
            }
        }
        return rows;
    }

    /** The full sha of the commit that wrote each line of a file, white space left out of account. */
    static List<String> blame(Path repository, String head, String path) throws IOException {
        ProcessBuilder blame = plain("git", "--git-dir=" + repository, "blame", "-w", "-s", "-l", "--root", head);
        blame.command().addAll(List.of("--", path));
        String output = new String(blame.start().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return output.lines().map(it -> it.substring(0, 40)).toList();
    }

    /** The patch id of each commit that has one, of the smallest diffs without context; merges have none. */
    static Map<String, String> patchIds(Path repository, String head) throws IOException {
        ProcessBuilder log = plain("git", "--git-dir=" + repository, "log", "-p", "-U0", "--minimal", "-M", "-l400");
        log.command().addAll(List.of("--no-merges", "--full-index", "--no-textconv", "--no-ext-diff"));
        log.command().addAll(List.of("--format=commit %H", head));
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(log, plain("git", "patch-id", "--stable")));
        Map<String, String> ids = new LinkedHashMap<>();
        new String(pipe.get(1).getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .map(it -> it.split(" "))
                .forEach(it -> ids.put(it[1], it[0]));
        return ids;
    }

    private static ProcessBuilder plain(String... command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        return builder;
    }

    private static void commit(String sha, String[] tokens, Map<String, Row> rows) {
        Map<String, Row> statuses = new LinkedHashMap<>();
        for (int i = 0; i < tokens.length; ) {
            String token = tokens[i].replaceFirst("^\n+", "");
            if (token.startsWith(":")) {
                String[] fields = token.split(" ");
                boolean submodule = fields[0].equals(":160000") || fields[1].equals("160000");
                FileStatus status = FileStatus.of(fields[4].charAt(0));
                boolean renamed = status == FileStatus.RENAMED;
                String path = tokens[i + (renamed ? 2 : 1)];
                if (!submodule) {
                    statuses.put(path, new Row(status, renamed ? tokens[i + 1] : "", 0, 0));
                }
                i += renamed ? 3 : 2;
            } else if (token.contains("\t")) {
                String[] fields = token.split("\t", 3);
                String path = fields[2].isEmpty() ? tokens[i + 2] : fields[2];
                Row row = statuses.get(path);
                if (row != null) {
                    statuses.put(path, new Row(row.status(), row.oldPath(), lines(fields[0]), lines(fields[1])));
                }
                i += fields[2].isEmpty() ? 3 : 1;
            } else {
                i++;
            }
        }
        statuses.forEach((path, row) -> rows.put(sha + " " + utf8(path), row(row)));
    }

    private static Row row(Row row) {
        return new Row(row.status(), utf8(row.oldPath()), row.added(), row.deleted());
    }

    private static String utf8(String latin1) {
        byte[] raw = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return Paths.decode(raw, 0, raw.length);
    }

    private static int lines(String count) {
        return count.equals("-") ? -1 : Integer.parseInt(count);
    }
}
