package io.rootops.jenkins;

import io.rootops.client.CommitRisk;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import io.rootops.jenkins.Assessment.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks RootOps about the commits of a build. Never throws: what went wrong is what the assessment says. */
final class RiskReader {

    /** As long as the server holds a question. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final RootOpsClient client;

    RiskReader(RootOpsClient client) {
        this.client = client;
    }

    /** @param wait for a score that is not there yet */
    Assessment assess(BuildCommits commits, Duration wait) {
        if (commits.heads().isEmpty()) {
            return Assessment.without(
                    State.UNKNOWN_COMMIT,
                    "The build tells no commit: give one with the step, or check out with the git plugin.");
        }
        Assessment unknown = null;
        for (BuildCommits.Head head : commits.heads()) {
            try {
                CommitRisk risk = risk(head, wait);
                if (risk.status() != CommitRisk.Status.UNKNOWN) {
                    return withChanges(risk, commits.changes());
                }
                unknown = unknown(unknown, State.UNKNOWN_COMMIT, risk.sha() + " is not known to RootOps.");
            } catch (RootOpsException e) {
                String why = String.valueOf(e.getMessage());
                switch (e.kind()) {
                    case UNKNOWN_COMMIT, AMBIGUOUS ->
                        unknown = unknown(
                                unknown,
                                head.repository() == null ? State.UNKNOWN_REPOSITORY : State.UNKNOWN_COMMIT,
                                why);
                    case UNKNOWN_REPOSITORY -> unknown = unknown(unknown, State.UNKNOWN_REPOSITORY, why);
                    default -> {
                        return Assessment.without(State.UNAVAILABLE, why);
                    }
                }
            }
        }
        return unknown == null ? Assessment.without(State.UNKNOWN_COMMIT, "No commit was found.") : unknown;
    }

    /** That a commit is missing tells more than that a repository is, such as that of a library. */
    private static Assessment unknown(@Nullable Assessment before, State state, String why) {
        return before == null || state == State.UNKNOWN_COMMIT && before.state() != State.UNKNOWN_COMMIT
                ? Assessment.without(state, why)
                : before;
    }

    private CommitRisk risk(BuildCommits.Head head, Duration wait) throws RootOpsException {
        Duration left = wait;
        while (true) {
            Duration round = left.compareTo(ROUND) > 0 ? ROUND : left;
            CommitRisk risk = client.risk(head.repository(), head.sha(), round);
            left = left.minus(ROUND);
            if (risk.status() != CommitRisk.Status.PENDING || left.isNegative() || left.isZero()) {
                return risk;
            }
        }
    }

    private Assessment withChanges(CommitRisk risk, List<String> changes) {
        ScoredCommit head = new ScoredCommit(risk);
        State state = risk.status() == CommitRisk.Status.PENDING ? State.PENDING : State.SCORED;
        List<String> others =
                changes.stream().filter(it -> !it.equals(risk.sha())).toList();
        if (others.isEmpty() || risk.repository().isEmpty()) {
            return new Assessment(state, blankToNull(risk), head, null, 0, risk.unscoredReason());
        }
        try {
            List<ScoredCommit> scored = client.risks(risk.repository(), others).stream()
                    .filter(it -> it.percentile() != null)
                    .map(ScoredCommit::new)
                    .toList();
            ScoredCommit riskiest = scored.stream()
                    .max(Comparator.comparingDouble(RiskReader::rank))
                    .filter(it -> rank(it) > rank(head))
                    .orElse(null);
            return new Assessment(state, risk.repository(), head, riskiest, scored.size(), risk.unscoredReason());
        } catch (RootOpsException e) {
            return new Assessment(
                    state, risk.repository(), head, null, 0, "The change set could not be read: " + e.getMessage());
        }
    }

    /** A commit without a score comes after all others. */
    private static double rank(ScoredCommit commit) {
        Double percentile = commit.getPercentile();
        return percentile == null ? -1 : percentile;
    }

    private static @Nullable String blankToNull(CommitRisk risk) {
        return BuildCommits.blankToNull(risk.repository());
    }
}
