package io.rootops.core.evaluate.suspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Incidents that share a cause of one project are one group: never parted between what teaches and what is measured. */
final class Groups {
    private final List<List<MeasuredIncident>> groups;

    Groups(List<MeasuredIncident> incidents) {
        Map<String, List<MeasuredIncident>> byCause = new HashMap<>();
        List<List<MeasuredIncident>> all = new ArrayList<>();
        for (MeasuredIncident incident : incidents) {
            List<MeasuredIncident> group = new ArrayList<>(List.of(incident));
            all.add(group);
            for (String cause : incident.causes()) {
                List<MeasuredIncident> other = byCause.get(incident.project() + " " + cause);
                if (other != null && other != group) {
                    all.remove(other);
                    group.addAll(0, other);
                }
                List<MeasuredIncident> merged = group;
                merged.forEach(it -> it.causes().forEach(each -> byCause.put(it.project() + " " + each, merged)));
            }
            incident.causes().forEach(each -> byCause.put(incident.project() + " " + each, group));
        }
        this.groups = all;
    }

    List<List<MeasuredIncident>> all() {
        return groups;
    }

    /** Of about one size, the same for the same seed. */
    List<List<MeasuredIncident>> folds(int count, long seed) {
        List<List<MeasuredIncident>> shuffled = new ArrayList<>(groups);
        Collections.shuffle(shuffled, new Random(seed));
        List<List<MeasuredIncident>> folds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            folds.add(new ArrayList<>());
        }
        for (List<MeasuredIncident> group : shuffled) {
            Collections.min(folds, (a, b) -> Integer.compare(a.size(), b.size()))
                    .addAll(group);
        }
        return folds;
    }
}
