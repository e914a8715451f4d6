package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import java.time.Instant;
import java.util.List;

/**
 * The past that teaches and the future that is scored.
 *
 * @param at what was known then teaches
 */
record Split(List<LabelledCommit> past, Instant at, List<LabelledCommit> future) {
    private static final Instant DPDK_FROM = Instant.parse("2014-07-01T00:00:00Z");
    private static final Instant DPDK_AT = Instant.parse("2020-07-01T00:00:00Z");

    /**
     * The oldest 80 % with their final labels, and the newest 20 %. DPDK is parted at a date, on what was known then,
     * as its labels are the developers' own and late.
     */
    static Split of(BenchProject project) {
        List<LabelledCommit> commits = project.withinLimit();
        if (project.isDpdk()) {
            return new Split(
                    commits.stream()
                            .filter(it -> !it.committedAt().isBefore(DPDK_FROM))
                            .toList(),
                    DPDK_AT,
                    commits.stream()
                            .filter(it -> !it.committedAt().isBefore(DPDK_AT))
                            .toList());
        }
        int cut = (int) Math.rint(commits.size() * 0.8);
        List<LabelledCommit> past =
                commits.subList(0, cut).stream().map(Split::knownAtOnce).toList();
        Instant at = past.isEmpty()
                ? Instant.EPOCH
                : past.get(past.size() - 1).committedAt().plus(Learner.WAIT);
        return new Split(past, at, commits.subList(cut, commits.size()));
    }

    private static LabelledCommit knownAtOnce(LabelledCommit it) {
        return LabelledCommit.of(
                it.sha(), it.committedAt(), it.features(), it.badKnownAt() == null ? null : it.committedAt());
    }
}
