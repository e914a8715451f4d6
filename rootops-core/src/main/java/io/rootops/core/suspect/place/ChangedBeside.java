package io.rootops.core.suspect.place;

import java.util.HashMap;
import java.util.Map;

/** How strongly files changed together with another one. */
final class ChangedBeside {
    private static final int MOST_FILES = 30;
    private static final double MANY_TOUCHES = 20;

    private ChangedBeside() {}

    /** By path, above 0 to 1; empty when nothing is known. */
    static Map<String, Double> of(String path, String headSha, PastChanges changes) {
        Map<String, Double> together = new HashMap<>();
        Map<String, Integer> touches = new HashMap<>();
        changes.each(headSha, files -> {
            files.forEach(it -> touches.merge(it, 1, Integer::sum));
            if (files.size() <= MOST_FILES && files.contains(path)) {
                double share = Math.log(2) / Math.log1p(files.size());
                files.forEach(it -> together.merge(it, share, Double::sum));
            }
        });
        together.remove(path);
        double max = together.values().stream().mapToDouble(it -> it).max().orElse(1);
        together.replaceAll((file, sum) -> sum / max / Math.log(Math.E + touches.getOrDefault(file, 0) / MANY_TOUCHES));
        return together;
    }
}
