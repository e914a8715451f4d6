package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.pull.Acquaintance;
import io.rootops.core.pull.FilePast;
import io.rootops.core.pull.ReadPull;
import io.rootops.core.pull.Touch;
import io.rootops.core.risk.Reason;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.PullView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.SecondLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what is told of a pull request: its range, and what the history tells of the files that it changes. */
final class PullReader {
    private static final int FILES = 5;
    private static final int SIMILAR = 3;

    private final PullRequestMemory pulls;
    private final FilePasts pasts;
    private final CommitRanges ranges;
    private final CommitMemory commits;
    private final CommitItems items;
    private final RangeReader reader;
    private final LearningRecord learning;

    PullReader(DashboardData data, CommitItems items) {
        this.pulls = data.pulls();
        this.pasts = data.files();
        this.ranges = data.ranges();
        this.commits = data.commits();
        this.items = items;
        this.learning = data.learning();
        this.reader = new RangeReader(ranges, commits, items, learning);
    }

    /** The one that this is the head of; empty where there is none, or none of its commits has a score. */
    Optional<PullView> headed(TrackedRepository repository, String sha, Instant now) {
        return pulls.headed(repository.id(), sha).flatMap(it -> view(repository, it, now));
    }

    private Optional<PullView> view(TrackedRepository repository, ReadPull read, Instant now) {
        RepositoryId id = repository.id();
        Set<String> shas = ranges.between(id, read.base(), read.head(), RangeReader.MOST);
        List<CommitSummary> all = commits.all(id, shas);
        RangeView range = reader.view(repository, read.base(), read.head(), all, now);
        if (range.percentile() == null) {
            return Optional.empty();
        }
        FilePast past = pasts.of(id, shas);
        Map<String, Label> labels = learning.outcomes(
                id,
                Stream.concat(past.touches().stream(), past.nearby().stream())
                        .map(Touch::sha)
                        .collect(Collectors.toSet()));
        Set<String> emails = all.stream().map(it -> it.author().email()).collect(Collectors.toSet());
        List<Reason> reasons =
                range.riskiest().stream().findFirst().map(CommitItem::reasons).orElse(List.of());
        return Optional.of(new PullView(
                read.pull(),
                range,
                reasons,
                files(past, labels),
                Acquaintance.of(past.touches(), emails, read.pull().authorLogin(), now),
                similar(id, past, labels)));
    }

    /** Those whose past changes had to be fixed, then the most changed here. */
    private static List<SecondLook> files(FilePast past, Map<String, Label> labels) {
        Map<String, Set<String>> before = new HashMap<>();
        past.touches()
                .forEach(it -> before.computeIfAbsent(it.path(), path -> new HashSet<>())
                        .add(it.sha()));
        return past.files().stream()
                .map(it -> {
                    Set<String> changes = before.getOrDefault(it.path(), Set.of());
                    int fixed =
                            (int) changes.stream().filter(labels::containsKey).count();
                    return new SecondLook(it.path(), it.lines(), changes.size(), fixed);
                })
                .sorted(Comparator.comparingInt(SecondLook::fixed)
                        .thenComparing(SecondLook::lines)
                        .reversed()
                        .thenComparing(SecondLook::path))
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
