package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our rows of a history (sha, blank, path) beside those of the git binary; a row differs in the first that applies. */
public final class GitParity {
    /** What a row differs in. */
    public enum Difference {
        ONLY_OURS,
        ONLY_GITS,
        /** Another status, or a rename from another file. */
        OTHER_STATUS,
        /** Lines in git only: a blob that this clone lacks counts as binary, and git is given an empty one. */
        BINARY_HERE,
        OTHER_NET_LINES,
        MORE_LINES,
        FEWER_LINES
    }

    private final Set<String> rows;
    private final Map<Difference, List<String>> differing = new EnumMap<>(Difference.class);

    GitParity(Map<String, ChangedFile> ours, Map<String, NativeGit.Row> gits) {
        rows = new HashSet<>(ours.keySet());
        rows.addAll(gits.keySet());
        for (String row : rows) {
            Difference difference = difference(ours.get(row), gits.get(row));
            if (difference != null) {
                differing.computeIfAbsent(difference, it -> new ArrayList<>()).add(row);
            }
        }
    }

    /** Of both. */
    public int rows() {
        return rows.size();
    }

    public int equal() {
        return rows.size() - differing.values().stream().mapToInt(List::size).sum();
    }

    public double share() {
        return (double) equal() / rows.size();
    }

    public List<String> differing(Difference difference) {
        return differing.getOrDefault(difference, List.of());
    }

    /** Full shas of the commits with a row that differs. */
    Set<String> differingCommits() {
        Set<String> commits = new HashSet<>();
        differing.values().forEach(list -> list.forEach(it -> commits.add(it.substring(0, 40))));
        return commits;
    }

    private static @Nullable Difference difference(@Nullable ChangedFile our, NativeGit.@Nullable Row git) {
        if (our == null || git == null) {
            return our == null ? Difference.ONLY_GITS : Difference.ONLY_OURS;
        }
        if (our.status() != git.status()
                || !Objects.requireNonNullElse(our.oldPath(), "").equals(git.oldPath())) {
            return Difference.OTHER_STATUS;
        }
        if (git.binary()) {
            return our.churn() == 0 ? null : Difference.OTHER_NET_LINES;
        }
        if (our.binary() && (git.added() > 0 || git.deleted() > 0)) {
            return Difference.BINARY_HERE;
        }
        if (our.linesAdded() - our.linesDeleted() != git.added() - git.deleted()) {
            return Difference.OTHER_NET_LINES;
        }
        int order = Integer.compare(our.linesAdded(), git.added());
        return order == 0 ? null : order > 0 ? Difference.MORE_LINES : Difference.FEWER_LINES;
    }

    /**
     * Pairs of a renamed file's names.
     *
     * @param both found by git and by us
     */
    public record Renames(int ours, int gits, int both) {
        static Renames of(Map<String, ChangedFile> ours, Map<String, NativeGit.Row> gits) {
            Set<String> our = new HashSet<>();
            ours.forEach((row, file) -> {
                if (file.oldPath() != null) {
                    our.add(row + " from " + file.oldPath());
                }
            });
            Set<String> git = new HashSet<>();
            gits.forEach((row, file) -> {
                if (file.status() == FileStatus.RENAMED) {
                    git.add(row + " from " + file.oldPath());
                }
            });
            Set<String> both = new HashSet<>(our);
            both.retainAll(git);
            return new Renames(our.size(), git.size(), both.size());
        }

        /** Of the side that has more; 1 where there are none. */
        public double share() {
            return ours + gits == 0 ? 1 : (double) both / Math.max(ours, gits);
        }
    }
}
