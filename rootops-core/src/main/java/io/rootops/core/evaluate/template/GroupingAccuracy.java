package io.rootops.core.evaluate.template;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well lines were put together, compared with the truth (Zhu et al., ICSE-SEIP 2019; Khan et al., ICSE 2022).
 *
 * @param accuracy GA: share of lines whose group is the true group, the whole set equal
 * @param f1 FGA: F1 over groups, of which one is right when it is a true one
 * @param parsing PA: share of lines whose template is the true one
 * @param templateF1 FTA: F1 over templates; one is right when its group and its text are
 */
public record GroupingAccuracy(double accuracy, double f1, double parsing, double templateF1) {
    /**
     * @param truth the true group of each line
     * @param groups the group that each was put in
     * @param trueTexts the true template of each line
     * @param texts the template that was found for each
     */
    static GroupingAccuracy of(List<String> truth, List<Long> groups, List<String> trueTexts, List<String> texts) {
        Map<String, Set<Integer>> right = grouped(truth);
        Map<Long, Set<Integer>> found = grouped(groups);
        Set<Set<Integer>> trueGroups = new HashSet<>(right.values());
        int lines = 0;
        int equal = 0;
        int same = 0;
        for (Set<Integer> group : found.values()) {
            if (trueGroups.contains(group)) {
                equal++;
                lines += group.size();
                int first = group.iterator().next();
                same += TemplateText.normalised(texts.get(first)).equals(TemplateText.normalised(trueTexts.get(first)))
                        ? 1
                        : 0;
            }
        }
        int parsed = 0;
        for (int i = 0; i < texts.size(); i++) {
            parsed += TemplateText.normalised(texts.get(i)).equals(TemplateText.normalised(trueTexts.get(i))) ? 1 : 0;
        }
        double all = found.size() + (double) right.size();
        return new GroupingAccuracy(
                lines / (double) truth.size(), 2 * equal / all, parsed / (double) truth.size(), 2 * same / all);
    }

    private static <K> Map<K, Set<Integer>> grouped(List<K> keys) {
        Map<K, Set<Integer>> groups = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            groups.computeIfAbsent(keys.get(i), it -> new HashSet<>()).add(i);
        }
        return groups;
    }

    static GroupingAccuracy mean(Collection<GroupingAccuracy> all) {
        return new GroupingAccuracy(
                all.stream().mapToDouble(GroupingAccuracy::accuracy).average().orElse(0),
                all.stream().mapToDouble(GroupingAccuracy::f1).average().orElse(0),
                all.stream().mapToDouble(GroupingAccuracy::parsing).average().orElse(0),
                all.stream().mapToDouble(GroupingAccuracy::templateF1).average().orElse(0));
    }
}
