package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.ListedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A commit and its files in GitHub's JSON. Whatever they hold may be absent or odd. */
final class CommitJson {
    /** GitHub lists no more files of a commit. */
    static final int MOST_FILES = 3_000;

    private static final int LONGEST_MESSAGE = 1_000_000;
    private static final int LONGEST_PATH = 4_096;
    private static final int MOST_LINES = 100_000;

    private CommitJson() {}

    /**
     * Reads one.
     *
     * @param files those of all pages
     * @return empty where it lacks what makes it one
     */
    static Optional<ListedCommit> read(JsonNode json, List<JsonNode> files) {
        String sha = ForgeJson.sha(json.path("sha"));
        JsonNode commit = json.path("commit");
        Instant committed = ForgeJson.time(commit.at("/committer/date"));
        Instant authored = ForgeJson.time(commit.at("/author/date"));
        List<String> parents = new ArrayList<>();
        for (JsonNode parent : json.path("parents")) {
            String it = ForgeJson.sha(parent.path("sha"));
            if (it == null) {
                return Optional.empty();
            }
            parents.add(it);
        }
        if (sha == null || committed == null || !json.path("parents").isArray()) {
            return Optional.empty();
        }
        List<ListedFile> listed = files(files);
        int added = listed.stream().mapToInt(it -> it.file().linesAdded()).sum();
        int deleted = listed.stream().mapToInt(it -> it.file().linesDeleted()).sum();
        int allAdded = Math.max(added, json.at("/stats/additions").asInt());
        int allDeleted = Math.max(deleted, json.at("/stats/deletions").asInt());
        boolean whole = files.size() < MOST_FILES && added == allAdded && deleted == allDeleted;
        return Optional.of(new ListedCommit(
                sha,
                parents,
                text(commit.at("/author/name"), ForgeJson.LONGEST_NAME),
                text(commit.at("/author/email"), ForgeJson.LONGEST_NAME),
                authored == null ? committed : authored,
                committed,
                text(commit.path("message"), LONGEST_MESSAGE).strip(),
                listed,
                whole,
                allAdded,
                allDeleted));
    }

    /** Pages may overlap when what they list changes; links to other repositories hold no lines of this one. */
    private static List<ListedFile> files(List<JsonNode> files) {
        Map<String, ListedFile> listed = new LinkedHashMap<>();
        for (JsonNode file : files) {
            String path = ForgeJson.text(file.path("filename"), LONGEST_PATH);
            String patch = file.path("patch").isTextual() ? file.path("patch").asText() : null;
            if (path != null && !path.isEmpty() && listed.size() < MOST_FILES && !submodule(patch)) {
                listed.putIfAbsent(path, new ListedFile(file(file, path), patch));
            }
        }
        return List.copyOf(listed.values());
    }

    private static ChangedFile file(JsonNode file, String path) {
        String former = ForgeJson.text(file.path("previous_filename"), LONGEST_PATH);
        FileStatus status = status(file.path("status").asText(), former);
        return new ChangedFile(
                path,
                status == FileStatus.RENAMED ? former : null,
                status,
                false,
                lines(file.path("additions")),
                lines(file.path("deletions")));
    }

    private static FileStatus status(String word, @Nullable String former) {
        return switch (word) {
            case "added", "copied" -> FileStatus.ADDED;
            case "removed" -> FileStatus.DELETED;
            case "renamed" -> former == null ? FileStatus.MODIFIED : FileStatus.RENAMED;
            default -> FileStatus.MODIFIED;
        };
    }

    private static int lines(JsonNode number) {
        return Math.max(0, Math.min(MOST_LINES, number.asInt()));
    }

    private static boolean submodule(@Nullable String patch) {
        return patch != null
                && patch.lines()
                        .filter(it -> it.startsWith("+") || it.startsWith("-"))
                        .allMatch(it -> it.startsWith("Subproject commit ", 1))
                && patch.contains("Subproject commit ");
    }

    private static String text(JsonNode node, int most) {
        String text = ForgeJson.text(node, most);
        return text == null ? "" : text;
    }
}
