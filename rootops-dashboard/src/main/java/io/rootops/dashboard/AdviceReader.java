package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.pull.Acquaintance;
import io.rootops.core.pull.FilePast;
import io.rootops.core.pull.Touch;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.SecondLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what the history tells of the code that some commits change; for one commit as for a pull request. */
final class AdviceReader {
    private static final int FILES = 5;
    private static final int SIMILAR = 3;

    private final FilePasts pasts;
    private final CommitMemory commits;
    private final CommitItems items;
    private final LearningRecord learning;

    AdviceReader(FilePasts pasts, CommitMemory commits, CommitItems items, LearningRecord learning) {
        this.pasts = pasts;
        this.commits = commits;
        this.items = items;
        this.learning = learning;
    }

    /**
     * What is told of them together.
     *
     * @param changes the commits, none missing
     * @param login of who asks for them to be merged; null: unknown
     */
    Advice of(TrackedRepository repository, List<CommitSummary> changes, @Nullable String login, Instant now) {
        RepositoryId id = repository.id();
        List<String> shas = changes.stream().map(CommitSummary::sha).toList();
        if (repository.mining().lastMinedAt() == null || repository.commits() == 0) {
            List<SecondLook> files = pasts.files(id, shas).stream()
                    .map(it -> new SecondLook(it.path(), it.lines(), null, null))
                    .limit(FILES)
                    .toList();
            return new Advice(files, null, false, null);
        }
        FilePast past = pasts.of(id, shas);
        Map<String, Label> labels = learning.outcomes(
                id,
                Stream.concat(past.touches().stream(), past.nearby().stream())
                        .map(Touch::sha)
                        .collect(Collectors.toSet()));
        Set<String> emails = changes.stream().map(it -> it.author().email()).collect(Collectors.toSet());
        return new Advice(
                files(past, labels),
                Acquaintance.of(past, emails, login, now),
                changes.stream().noneMatch(CommitSummary::listed),
                similar(id, past, labels));
    }

    /** Those whose past changes had to be fixed, then the most changed here. */
    private static List<SecondLook> files(FilePast past, Map<String, Label> labels) {
        Map<String, Set<String>> before = new HashMap<>();
        past.touches()
                .forEach(it -> before.computeIfAbsent(it.path(), path -> new HashSet<>())
                        .add(it.sha()));
        record Known(SecondLook look, int fixed) {}
        return past.files().stream()
                .map(it -> {
                    Set<String> changes = before.getOrDefault(it.path(), Set.of());
                    int fixed =
                            (int) changes.stream().filter(labels::containsKey).count();
                    return new Known(new SecondLook(it.path(), it.lines(), changes.size(), fixed), fixed);
                })
                .sorted(Comparator.comparingInt(Known::fixed)
                        .thenComparing(it -> it.look().lines())
                        .reversed()
                        .thenComparing(it -> it.look().path()))
                .map(Known::look)
                .limit(FILES)
                .toList();
    }

    /** Those that share most files, newest first; then those of the same directories. */
    private List<CommitItem> similar(RepositoryId repository, FilePast past, Map<String, Label> labels) {
        Map<String, Integer> shared = new LinkedHashMap<>();
        past.touches().stream()
                .filter(it -> labels.containsKey(it.sha()))
                .sorted(Comparator.comparing(Touch::at).reversed().thenComparing(Touch::sha))
                .forEach(it -> shared.merge(it.sha(), 1, Integer::sum));
        List<String> shas = new ArrayList<>(shared.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList());
        past.nearby().stream()
                .map(Touch::sha)
                .filter(it -> labels.containsKey(it) && !shared.containsKey(it))
                .forEach(shas::add);
        List<String> shown = shas.stream().limit(SIMILAR).toList();
        return items.of(commits.all(repository, shown)).stream()
                .sorted(Comparator.comparingInt(it -> shown.indexOf(it.sha())))
                .toList();
    }
}
