package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which commit wrote each line of a file, as in {@code git blame -w}. Immutable. */
public final class LineOwners {
    private static final Comparator<OriginTable.Origin> NEWEST = Comparator.<OriginTable.Origin>comparingLong(
                    it -> it.time)
            .reversed()
            .thenComparing((a, b) -> a.compareTo(b));

    private final List<String> commits;
    private final int[] lines;

    private LineOwners(List<String> commits, int[] lines) {
        this.commits = commits;
        this.lines = lines;
    }

    static LineOwners of(LineRuns runs, OriginTable origins) {
        int[] lines = runs.toArray();
        List<OriginTable.Origin> owners = new ArrayList<>();
        Arrays.stream(lines)
                .filter(it -> it != LineRuns.UNKNOWN)
                .distinct()
                .mapToObj(origins::get)
                .sorted(NEWEST)
                .forEach(owners::add);
        int[] places = new int[origins.size()];
        for (int i = 0; i < owners.size(); i++) {
            places[owners.get(i).index()] = i;
        }
        Arrays.setAll(lines, i -> lines[i] == LineRuns.UNKNOWN ? -1 : places[lines[i]]);
        return new LineOwners(owners.stream().map(OriginTable.Origin::name).toList(), lines);
    }

    /** Full shas of all that wrote a line, those committed last first. */
    public List<String> commits() {
        return commits;
    }

    public int lines() {
        return lines.length;
    }

    /** Whether somebody is known for every line. */
    public boolean complete() {
        return Arrays.stream(lines).noneMatch(it -> it < 0);
    }

    /** Full sha of the commit that wrote a line, counted from 0; null when nobody knows. */
    public @Nullable String commit(int line) {
        return lines[line] < 0 ? null : commits.get(lines[line]);
    }
}
