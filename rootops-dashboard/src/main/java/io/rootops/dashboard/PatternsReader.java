package io.rootops.dashboard;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.DeploymentPatternMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.PatternMemory.Search;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.risk.Features;
import io.rootops.dashboard.view.DeploymentPatternItem;
import io.rootops.dashboard.view.DeploymentPatternsView;
import io.rootops.dashboard.view.PatternItem;
import io.rootops.dashboard.view.PatternsView;
import io.rootops.dashboard.view.RecurringErrorItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what goes wrong in a repository. */
final class PatternsReader {
    /** The surest of those that a commit meets say enough of it. */
    private static final int MOST_OF_A_COMMIT = 5;

    private final PatternMemory memory;
    private final DeploymentPatternMemory deployments;

    PatternsReader(PatternMemory memory) {
        this.memory = memory;
        this.deployments = memory.ofDeployments();
    }

    PatternsView read(TrackedRepository repository) {
        Optional<Search> search = memory.search(repository.id());
        if (search.isEmpty()) {
            return PatternsView.none(repository.name());
        }
        List<Pattern> found = memory.found(repository.id());
        return new PatternsView(
                repository.name(),
                search.get().at(),
                search.get().threshold(),
                search.get().base().known(),
                search.get().base().bad(),
                search.get().base().rate(),
                items(found, Pattern.State.PATTERN, repository),
                items(found, Pattern.State.FADED, repository),
                items(found, Pattern.State.UNPROVEN, repository),
                deployments(repository),
                deployments.recurring(repository.id()).stream()
                        .map(RecurringErrorItem::of)
                        .toList());
    }

    private DeploymentPatternsView deployments(TrackedRepository repository) {
        List<Pattern> found = deployments.found(repository.id());
        return deployments
                .search(repository.id())
                .map(it -> new DeploymentPatternsView(
                        it.at(),
                        it.base().known(),
                        it.base().bad(),
                        it.base().rate(),
                        ofDeployments(found, Pattern.State.PATTERN, repository),
                        ofDeployments(found, Pattern.State.FADED, repository),
                        ofDeployments(found, Pattern.State.UNPROVEN, repository)))
                .orElse(DeploymentPatternsView.NOTHING);
    }

    private static List<DeploymentPatternItem> ofDeployments(
            List<Pattern> found, Pattern.State state, TrackedRepository repository) {
        return found.stream()
                .filter(it -> it.state() == state)
                .map(it -> DeploymentPatternItem.of(it, repository.name()))
                .toList();
    }

    /** What is a pattern since then, the surest first. */
    List<PatternItem> foundIn(TrackedRepository repository, Instant from, Instant until) {
        return patterns(repository.id())
                .filter(it -> it.foundAt() != null
                        && !it.foundAt().isBefore(from)
                        && it.foundAt().isBefore(until))
                .map(it -> PatternItem.of(it, repository.name()))
                .toList();
    }

    /** The surest patterns that a commit meets; none where its files or features are not known. */
    List<PatternItem> met(CommitDetail commit) {
        Features features = commit.features();
        TrackedRepository repository = commit.summary().repository();
        if (features == null || commit.files().isEmpty()) {
            return List.of();
        }
        List<String> paths = commit.files().stream()
                .map(CommitDetail.FileDetail::file)
                .map(ChangedFile::path)
                .toList();
        return patterns(repository.id())
                .filter(it -> it.trait().met(features, paths))
                .limit(MOST_OF_A_COMMIT)
                .map(it -> PatternItem.of(it, repository.name()))
                .toList();
    }

    private Stream<Pattern> patterns(RepositoryId repository) {
        return memory.found(repository).stream().filter(it -> it.state() == Pattern.State.PATTERN);
    }

    private static List<PatternItem> items(List<Pattern> found, Pattern.State state, TrackedRepository repository) {
        return found.stream()
                .filter(it -> it.state() == state)
                .map(it -> PatternItem.of(it, repository.name()))
                .toList();
    }
}
