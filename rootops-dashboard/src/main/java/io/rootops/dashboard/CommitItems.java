package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.CommitItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commits for lists, each with what became of it. */
final class CommitItems {
    private final LearningRecord learning;

    CommitItems(LearningRecord learning) {
        this.learning = learning;
    }

    List<CommitItem> of(List<CommitSummary> commits) {
        Map<RepositoryId, Map<String, Label>> outcomes = new HashMap<>();
        commits.stream()
                .collect(Collectors.groupingBy(
                        it -> it.repository().id(), Collectors.mapping(CommitSummary::sha, Collectors.toSet())))
                .forEach((repository, shas) -> outcomes.put(repository, learning.outcomes(repository, shas)));
        return commits.stream()
                .map(it -> CommitItem.of(
                        it,
                        outcomes.getOrDefault(it.repository().id(), Map.of()).get(it.sha())))
                .toList();
    }
}
