package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Finds which deleted file an added one was, as {@code git -M -l400} does: equal content first, then a file of the
 * same name at least 75 % alike, then the most similar pairs of at least 50 %, unless there are too many to compare
 * ({@code diffcore-rename.c}).
 */
final class RenameDetection {
    /** Above this many on both sides (geometric mean) only equal content and equal names are looked at. */
    static final int LIMIT = 400;

    private static final int MAX_SCORE = 60_000;
    private static final int MIN_SCORE = 30_000;
    private static final int MIN_NAMESAKE_SCORE = 45_000;
    private static final int CANDIDATES = 4;

    /** Best first; the order of equals is that of the search, as sorting is stable. */
    private static final Comparator<Candidate> BEST = Comparator.comparingInt(Candidate::score)
            .thenComparingInt(Candidate::nameScore)
            .reversed();

    private final Function<ObjectId, @Nullable SpanHash> spans;
    private final Map<ObjectId, @Nullable SpanHash> seen = new HashMap<>();

    private record Candidate(TreeChange target, TreeChange source, int score, int nameScore) {}

    /** @param spans of a blob; null: it cannot be read */
    RenameDetection(Function<ObjectId, @Nullable SpanHash> spans) {
        this.spans = spans;
    }

    /** The deleted file that each renamed one was, by the new path. */
    Map<String, TreeChange> find(List<TreeChange> changes) {
        Map<String, TreeChange> renames = new HashMap<>();
        List<TreeChange> targets =
                new ArrayList<>(changes.stream().filter(TreeChange::added).toList());
        List<TreeChange> sources =
                new ArrayList<>(changes.stream().filter(TreeChange::deleted).toList());
        if (targets.isEmpty() || sources.isEmpty()) {
            return renames;
        }
        equalContent(targets, sources, renames);
        targets.removeIf(it -> !TreeChange.regular(it.newMode()));
        sources.removeIf(it -> !TreeChange.regular(it.oldMode()));
        if (!targets.isEmpty() && !sources.isEmpty()) {
            namesakes(targets, sources, renames);
            if ((long) targets.size() * sources.size() <= (long) LIMIT * LIMIT) {
                mostSimilar(targets, sources, renames);
            }
        }
        seen.clear();
        return renames;
    }

    private static void equalContent(
            List<TreeChange> targets, List<TreeChange> sources, Map<String, TreeChange> renames) {
        Map<ObjectId, List<TreeChange>> byId = new HashMap<>();
        for (TreeChange source : sources) {
            byId.computeIfAbsent(source.oldId(), id -> new ArrayList<>()).add(source);
        }
        Set<String> used = new HashSet<>();
        for (TreeChange target : targets) {
            List<TreeChange> candidates = byId.getOrDefault(target.newId(), List.of());
            TreeChange best = null;
            for (TreeChange source : candidates) {
                if (!sameSort(source, target)) {
                    continue;
                }
                if (name(source).equals(name(target))) {
                    best = source;
                    break;
                }
                best = best == null ? source : best;
            }
            if (best != null) {
                candidates.remove(best);
                renames.put(target.path(), best);
                used.add(best.path());
            }
        }
        targets.removeIf(it -> renames.containsKey(it.path()));
        sources.removeIf(it -> used.contains(it.path()));
    }

    private static boolean sameSort(TreeChange source, TreeChange target) {
        return source.oldMode() == target.newMode()
                || (TreeChange.regular(source.oldMode()) && TreeChange.regular(target.newMode()));
    }

    private void namesakes(List<TreeChange> targets, List<TreeChange> sources, Map<String, TreeChange> renames) {
        Map<String, @Nullable TreeChange> byName = unique(targets);
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, @Nullable TreeChange> entry : unique(sources).entrySet()) {
            TreeChange source = entry.getValue();
            TreeChange target = byName.get(entry.getKey());
            if (source != null && target != null && score(source, target) >= MIN_NAMESAKE_SCORE) {
                renames.put(target.path(), source);
                used.add(source.path());
            }
        }
        targets.removeIf(it -> renames.containsKey(it.path()));
        sources.removeIf(it -> used.contains(it.path()));
    }

    /** The change of each file name; null where several have it. */
    private static Map<String, @Nullable TreeChange> unique(List<TreeChange> changes) {
        Map<String, @Nullable TreeChange> byName = new LinkedHashMap<>();
        for (TreeChange change : changes) {
            byName.put(name(change), byName.containsKey(name(change)) ? null : change);
        }
        return byName;
    }

    private void mostSimilar(List<TreeChange> targets, List<TreeChange> sources, Map<String, TreeChange> renames) {
        List<Candidate> all = new ArrayList<>();
        List<Candidate> ofTarget = new ArrayList<>();
        for (TreeChange target : targets) {
            ofTarget.clear();
            for (TreeChange source : sources) {
                int nameScore = name(source).equals(name(target)) ? 1 : 0;
                keepIfBetter(ofTarget, new Candidate(target, source, score(source, target), nameScore));
            }
            all.addAll(ofTarget);
        }
        all.removeIf(it -> it.score() < MIN_SCORE);
        all.sort(BEST);
        Set<String> used = new HashSet<>();
        for (Candidate candidate : all) {
            if (!renames.containsKey(candidate.target().path())
                    && used.add(candidate.source().path())) {
                renames.put(candidate.target().path(), candidate.source());
            }
        }
    }

    /** In the place of the worst, as git does: which of two equals comes first depends on it. */
    private static void keepIfBetter(List<Candidate> kept, Candidate candidate) {
        if (kept.size() < CANDIDATES) {
            kept.add(candidate);
            return;
        }
        int worst = 0;
        for (int i = 1; i < CANDIDATES; i++) {
            if (BEST.compare(kept.get(i), kept.get(worst)) > 0) {
                worst = i;
            }
        }
        if (BEST.compare(kept.get(worst), candidate) > 0) {
            kept.set(worst, candidate);
        }
    }

    private int score(TreeChange source, TreeChange target) {
        SpanHash before = spansOf(source.oldId());
        SpanHash after = spansOf(target.newId());
        if (before == null || after == null) {
            return 0;
        }
        long largest = Math.max(before.size(), after.size());
        long smallest = Math.min(before.size(), after.size());
        if (largest == 0 || largest * (MAX_SCORE - MIN_SCORE) < (largest - smallest) * MAX_SCORE) {
            return 0;
        }
        return (int) ((long) before.copiedTo(after) * MAX_SCORE / largest);
    }

    private @Nullable SpanHash spansOf(ObjectId id) {
        if (!seen.containsKey(id)) {
            seen.put(id, spans.apply(id));
        }
        return seen.get(id);
    }

    private static String name(TreeChange change) {
        return change.path().substring(change.path().lastIndexOf('/') + 1);
    }
}
