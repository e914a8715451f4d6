package io.rootops.core.history;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our features of the commits of a benchmark's table beside the table's. */
public final class FeatureParity {
    private final int rows;
    private int found;
    private int sameLines;
    private final Map<Feature, Integer> equal = new EnumMap<>(Feature.class);
    private final Map<Feature, Integer> equalOfSameLines = new EnumMap<>(Feature.class);

    /**
     * @param table by the column "sha" and the features' ids; other columns are left alone
     * @param ours by the table's sha
     * @param otherLines shas of our commits whose files git counts differently
     */
    FeatureParity(List<Map<String, String>> table, Map<String, MinedCommit> ours, Set<String> otherLines) {
        rows = table.size();
        for (Map<String, String> row : table) {
            MinedCommit commit = ours.get(row.get("sha"));
            if (commit != null) {
                found++;
                compare(
                        row,
                        commit.features(),
                        !otherLines.contains(commit.commit().sha()));
            }
        }
    }

    private void compare(Map<String, String> row, @Nullable Features our, boolean same) {
        sameLines += same ? 1 : 0;
        for (Feature feature : Feature.values()) {
            String theirs = row.get(feature.id());
            if (theirs == null) {
                continue;
            }
            double value = our == null ? Double.NaN : our.get(feature);
            int one = Math.abs(value - Double.parseDouble(theirs)) < tolerance(feature) ? 1 : 0;
            equal.merge(feature, one, Integer::sum);
            equalOfSameLines.merge(feature, same ? one : 0, Integer::sum);
        }
    }

    /** The tables are rounded. */
    private static double tolerance(Feature feature) {
        return feature == Feature.ENT ? 0.001 : 0.01;
    }

    /** Of the table. */
    public int rows() {
        return rows;
    }

    /** Rows whose commit our history has. */
    public int found() {
        return found;
    }

    /** Rows found where git counts all files as we do. */
    public int sameLines() {
        return sameLines;
    }

    /** Rows found with the table's value, by feature that the table has. */
    public Map<Feature, Integer> equal() {
        return equal;
    }

    /** The same among the rows of {@link #sameLines}. */
    public Map<Feature, Integer> equalOfSameLines() {
        return equalOfSameLines;
    }
}
