package io.rootops.core.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which commits are of one patch: by our ids, and by those of git. The ids themselves are different numbers. */
final class PatchParity {
    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> gits;

    PatchParity(Collection<MinedCommit> ours, Map<String, String> gits) {
        ours.forEach(it -> {
            Long id = it.patchId();
            if (id != null) {
                this.ours.put(it.commit().sha(), id.toString());
            }
        });
        this.gits = gits;
    }

    Set<String> onlyOurs() {
        return without(ours, gits);
    }

    Set<String> onlyGits() {
        return without(gits, ours);
    }

    /** Commits of one patch to git, and of several to us. */
    Set<Set<String>> splitByUs() {
        return split(gits, ours);
    }

    /** Commits of one patch to us, and of several to git. */
    Set<Set<String>> joinedByUs() {
        return split(ours, gits);
    }

    private static Set<String> without(Map<String, String> these, Map<String, String> those) {
        Set<String> rest = new TreeSet<>(these.keySet());
        rest.removeAll(those.keySet());
        return rest;
    }

    private static Set<Set<String>> split(Map<String, String> these, Map<String, String> those) {
        Map<String, Set<String>> groups = new HashMap<>();
        these.forEach(
                (sha, id) -> groups.computeIfAbsent(id, it -> new TreeSet<>()).add(sha));
        Set<Set<String>> split = new HashSet<>();
        for (Set<String> group : groups.values()) {
            Set<@Nullable String> others = new HashSet<>();
            group.forEach(it -> others.add(those.get(it)));
            if (others.size() > 1) {
                split.add(group);
            }
        }
        return split;
    }
}
