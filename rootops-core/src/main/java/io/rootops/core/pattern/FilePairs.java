package io.rootops.core.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that usually change together, learned commit by commit: what a commit is asked about rests on earlier ones only.
 * After Zimmermann et al., "Mining Version Histories to Guide Software Changes", ICSE 2004.
 */
final class FilePairs {
    /** Larger commits bring together what has nothing to do with each other. */
    private static final int MOST_FILES = 20;

    private static final int LEAST_TOGETHER = 5;
    private static final double USUALLY = 0.7;

    /** Where more are being counted, those that were met rarely are forgotten. */
    private static final int MOST_COUNTED = 200_000;

    private final Map<Integer, Integer> changes = new HashMap<>();
    private final Map<Long, Integer> together = new HashMap<>();
    private final Map<Integer, Set<Integer>> partners = new HashMap<>();
    private final Map<Integer, String> paths = new HashMap<>();

    /**
     * A file and one that it usually changes with.
     *
     * @param file the one that changes, by {@link TouchedFile#fileId}, like the partner
     */
    record Pair(int file, int partner) {}

    /** Files of the commit, each with one that it usually changes with and that the commit leaves as it is. */
    List<Pair> missing(PastChange change) {
        Set<Integer> touched = new HashSet<>();
        change.files().forEach(it -> touched.add(it.fileId()));
        List<Pair> missing = new ArrayList<>();
        for (TouchedFile file : change.files()) {
            for (int partner : partners.getOrDefault(file.fileId(), Set.of())) {
                if (!touched.contains(partner) && !file.deleted() && usual(file.fileId(), partner)) {
                    missing.add(new Pair(file.fileId(), partner));
                }
            }
        }
        return missing;
    }

    /** In the names that the files have now. */
    Trait trait(Pair pair) {
        return new Trait(PatternKind.PAIR, name(pair.file()), name(pair.partner()));
    }

    /** From now on this commit is one of the past. */
    void add(PastChange change) {
        List<TouchedFile> files = change.files();
        for (TouchedFile file : files) {
            if (file.deleted()) {
                forget(file.fileId());
            } else if (partners.containsKey(file.fileId())) {
                paths.put(file.fileId(), file.path());
            }
        }
        if (files.size() > MOST_FILES) {
            return;
        }
        for (TouchedFile file : files) {
            if (!file.deleted()) {
                changes.merge(file.fileId(), 1, Integer::sum);
                files.stream().filter(it -> !it.deleted()).forEach(it -> count(file, it));
            }
        }
        Counts.keepMost(together, MOST_COUNTED);
        Counts.keepMost(changes, MOST_COUNTED);
    }

    private void count(TouchedFile file, TouchedFile other) {
        int one = file.fileId();
        int two = other.fileId();
        if (one < two && together.merge(key(one, two), 1, Integer::sum) >= LEAST_TOGETHER) {
            partners.computeIfAbsent(one, it -> new HashSet<>()).add(two);
            partners.computeIfAbsent(two, it -> new HashSet<>()).add(one);
            paths.put(one, file.path());
            paths.put(two, other.path());
        }
    }

    private boolean usual(int file, int partner) {
        int times = together.getOrDefault(key(Math.min(file, partner), Math.max(file, partner)), 0);
        return times >= LEAST_TOGETHER && times >= USUALLY * changes.getOrDefault(file, Integer.MAX_VALUE);
    }

    private void forget(int file) {
        for (int partner : partners.getOrDefault(file, Set.of())) {
            partners.getOrDefault(partner, new HashSet<>()).remove(file);
        }
        partners.remove(file);
    }

    private String name(int file) {
        return paths.getOrDefault(file, "");
    }

    private static long key(int smaller, int larger) {
        return (long) smaller << 32 | larger;
    }
}
