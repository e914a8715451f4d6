package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.TrainingProject;
import io.rootops.core.risk.TrainingRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A project of labelled commits.
 *
 * @param source who labelled it: what stands before the first {@code _} of the file's name
 * @param name what stands between that and {@code .csv}
 * @param columns the features that the file has
 * @param dated whether it says when a commit was known to be bad; else bad commits are known at once
 * @param commits oldest first
 */
public record BenchProject(
        String source, String name, Set<Feature> columns, boolean dated, List<LabelledCommit> commits) {
    private static final Instant APACHEJIT_LIMIT = Instant.parse("2018-07-01T00:00:00Z");
    private static final Instant COMMITGURU_LIMIT = Instant.parse("2016-07-01T00:00:00Z");
    private static final Instant TRAILERS_LIMIT = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant DPDK_BEGIN = Instant.parse("2015-01-01T00:00:00Z");

    public BenchProject {
        columns = Set.copyOf(columns);
        commits = List.copyOf(commits);
    }

    /** No commit from here on is scored: the newest look clean because their bugs are not found yet. */
    public Instant limit() {
        return switch (source) {
            case "apachejit" -> APACHEJIT_LIMIT;
            case "commitguru" -> COMMITGURU_LIMIT;
            case "trailers" -> TRAILERS_LIMIT;
            default -> Instant.MAX;
        };
    }

    /** No window of a replay begins before. */
    Instant begin() {
        return isDpdk() ? DPDK_BEGIN : Instant.MIN;
    }

    boolean isDpdk() {
        return source.equals("trailers") && name.equals("dpdk");
    }

    /** What a model of this project sees: what RootOps learns from, or the fourteen where the file has no more. */
    public List<Feature> features() {
        return columns.containsAll(Feature.learned()) ? Feature.learned() : Feature.kamei();
    }

    /** Those before the limit. */
    List<LabelledCommit> withinLimit() {
        return commits.stream().filter(it -> it.committedAt().isBefore(limit())).toList();
    }

    /** As a prior of others learns from it: with final labels, within the limit; of ApacheJIT all of it. */
    TrainingProject asSource() {
        List<LabelledCommit> rows = source.equals("apachejit") ? commits : withinLimit();
        return new TrainingProject(
                name,
                rows.stream()
                        .map(it -> new TrainingRow(it.committedAt(), it.features(), it.badKnownAt() != null, 1))
                        .toList());
    }

    /** Whether a prior for the other project can learn from this one. */
    boolean teaches(BenchProject other) {
        return !name.equals(other.name) && new HashSet<>(columns).containsAll(other.features());
    }
}
