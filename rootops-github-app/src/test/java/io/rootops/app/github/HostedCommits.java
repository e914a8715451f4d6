package io.rootops.app.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What GitHub's REST API tells of the commits of a real repository; git itself says it. */
final class HostedCommits {
    private final Path repository;

    HostedCommits(Path repository) {
        this.repository = repository;
    }

    List<Object> branches() {
        return git("for-each-ref", "--format=%(refname:strip=2) %(objectname)", "refs/heads").stream()
                .map(it -> it.split(" "))
                .<Object>map(it -> Map.of("name", it[0], "commit", Map.of("sha", it[1]), "protected", false))
                .toList();
    }

    /** Newest first. */
    List<Object> list(String sha, int most) {
        return git("rev-list", "--max-count=" + most, sha).stream()
                .<Object>map(it -> Map.of("sha", it))
                .toList();
    }

    Map<String, Object> comparison(String base, String head) {
        List<String> shas = new ArrayList<>(git("rev-list", base + ".." + head));
        Collections.reverse(shas);
        boolean descends = git("merge-base", base, head).equals(List.of(base));
        return Map.of(
                "status",
                descends ? "ahead" : "diverged",
                "total_commits",
                shas.size(),
                "commits",
                shas.stream().map(it -> Map.of("sha", it)).toList());
    }

    boolean knows(String sha) {
        return git("cat-file", "-t", sha).equals(List.of("commit"));
    }

    /** All but its files. */
    Map<String, Object> commit(String sha) {
        List<String> told = git("show", "-s", "--format=%P%n%an%n%ae%n%aI%n%cI%n%B", sha);
        Map<String, Object> commit = new LinkedHashMap<>();
        commit.put("sha", sha);
        commit.put(
                "parents",
                Arrays.stream(told.get(0).split(" "))
                        .filter(it -> !it.isEmpty())
                        .map(it -> Map.of("sha", it))
                        .toList());
        commit.put(
                "commit",
                Map.of(
                        "author",
                        Map.of("name", told.get(1), "email", told.get(2), "date", told.get(3)),
                        "committer",
                        Map.of("date", told.get(4)),
                        "message",
                        String.join("\n", told.subList(5, told.size()))));
        return commit;
    }

    List<Object> files(String sha) {
        Map<String, Map<String, Object>> files = new LinkedHashMap<>();
        for (String line : git("show", "--format=", "--numstat", "--no-renames", sha)) {
            String[] fields = line.split("\t");
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("filename", fields[2]);
            file.put("additions", Integer.parseInt(fields[0]));
            file.put("deletions", Integer.parseInt(fields[1]));
            files.put(fields[2], file);
        }
        for (String line : git("show", "--format=", "--name-status", "--no-renames", sha)) {
            String[] fields = line.split("\t");
            Objects.requireNonNull(files.get(fields[1]))
                    .put(
                            "status",
                            switch (fields[0]) {
                                case "A" -> "added";
                                case "D" -> "removed";
                                default -> "modified";
                            });
        }
        files.forEach((path, file) -> {
            List<String> diff = git("show", "--format=", "--no-renames", sha, "--", path);
            int hunk = 0;
            while (hunk < diff.size() && !diff.get(hunk).startsWith("@@")) {
                hunk++;
            }
            file.put("patch", String.join("\n", diff.subList(hunk, diff.size())));
        });
        return new ArrayList<>(files.values());
    }

    private List<String> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
