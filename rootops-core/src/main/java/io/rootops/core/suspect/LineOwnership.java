package io.rootops.core.suspect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the text of an incident points at in the running revision, and who owns the lines there.
 *
 * @param commits by sha: those that own lines at these places
 * @param files the best first, each with its score
 * @param methods the best first, each with its score
 * @param unread paths of files that were passed over, or whose lines' owners are not all known: too large, missing in the
 *     clone, one too many, or of a history that cannot be read or not in time; the first hundred
 */
public record LineOwnership(
        Map<String, Owned> commits, List<PlaceHit> files, List<PlaceHit> methods, List<String> unread) {
    public LineOwnership {
        commits = Map.copyOf(commits);
        files = List.copyOf(files);
        methods = List.copyOf(methods);
        unread = List.copyOf(unread);
    }

    /** One for which every file that fits could be read. */
    public LineOwnership(Map<String, Owned> commits, List<PlaceHit> files, List<PlaceHit> methods) {
        this(commits, files, methods, List.of());
    }

    /**
     * Of one commit; all sums, not yet divided by the largest of the incident.
     *
     * @param fileShare sum over files of their score x the share of the code lines owned
     * @param methodShare sum over methods of their score x the share of the code lines owned
     * @param valueSquares sum over owned lines of their value squared
     * @param valueMax largest value of an owned line
     * @param ownNew sum over files of their score x .8 to the power of the commit's place among its owners, the newest first
     * @param places what it owns, the most telling first
     */
    public record Owned(
            double fileShare,
            double methodShare,
            double valueSquares,
            double valueMax,
            double ownNew,
            List<OwnedPlace> places) {
        public Owned {
            places = List.copyOf(places);
        }
    }

    /**
     * @param lines of code that the commit owns there
     * @param of lines of code there
     */
    public record OwnedPlace(String path, @Nullable String method, int lines, int of) {}

    public record PlaceHit(String path, @Nullable String method, double score) {}
}
