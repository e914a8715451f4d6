package io.rootops.core.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The directories of a history that are worth counting, at any depth. */
final class Directories {
    /** Where more are being counted, those that were met rarely are forgotten. */
    private static final int MOST_COUNTED = 100_000;

    /** A directory whose only busy child has this share of its commits says the same as the child. */
    private static final double SAME = 0.95;

    private final Map<String, Integer> commits = new HashMap<>();
    private int all;

    void add(PastChange change) {
        all++;
        for (String directory : of(change, it -> true)) {
            commits.merge(directory, 1, Integer::sum);
        }
        Counts.keepMost(commits, MOST_COUNTED);
    }

    /** The directories above the files of a commit that are wanted. */
    static Set<String> of(PastChange change, Predicate<String> wanted) {
        Set<String> found = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (TouchedFile file : change.files()) {
            String path = file.path();
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                String directory = path.substring(0, slash);
                if (!seen.add(directory)) {
                    break;
                }
                if (wanted.test(directory)) {
                    found.add(directory);
                }
            }
        }
        return found;
    }

    /**
     * Those with enough commits, the busiest first.
     *
     * @param least commits
     * @param most directories
     */
    List<String> worth(int least, int most) {
        Set<String> repeated = new HashSet<>();
        commits.forEach((directory, count) -> {
            int slash = directory.lastIndexOf('/');
            if (slash > 0) {
                String parent = directory.substring(0, slash);
                if (count >= SAME * commits.getOrDefault(parent, Integer.MAX_VALUE)) {
                    repeated.add(parent);
                }
            }
        });
        return new ArrayList<>(commits.entrySet())
                .stream()
                        .filter(it -> it.getValue() >= least && it.getValue() < SAME * all)
                        .filter(it -> !repeated.contains(it.getKey()))
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
