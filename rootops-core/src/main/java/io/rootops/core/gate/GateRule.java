package io.rootops.core.gate;

import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.gate.GateFacts.Regressed;
import io.rootops.core.gate.GateReason.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says whether a commit is safe to deploy. It is held back by a commit that goes live with it and stands too high, by an open
 * incident, and by a regressed deployment that still serves; never by what is not known, and never where nothing new would go
 * live, which is how an environment is rolled back.
 *
 * @param percentile 1 to 100, from which on a commit holds back
 */
public record GateRule(int percentile) {
    private static final int MOST_COMMITS = 5;
    private static final int ABBREVIATED = 9;

    /** What it says of that. */
    public GateDecision decide(GateFacts facts) {
        List<LiveCommit> commits = facts.commits();
        if (commits != null && commits.isEmpty()) {
            return new GateDecision(
                    GateVerdict.ALLOW,
                    List.of(new GateReason(
                            Kind.NOTHING_NEW,
                            null,
                            "Nothing would go live that does not serve there already: the same again, or a rollback.",
                            null)));
        }
        List<GateReason> reasons = new ArrayList<>();
        facts.incidents().forEach(it -> reasons.add(incident(it)));
        facts.regressed().stream().filter(it -> !it.calledWrong()).forEach(it -> reasons.add(regressed(it)));
        reasons.addAll(risky(commits == null ? List.of() : commits));
        GateVerdict verdict = GateVerdict.HOLD;
        if (reasons.isEmpty()) {
            verdict = facts.gaps().isEmpty() ? GateVerdict.ALLOW : GateVerdict.UNKNOWN;
        }
        facts.gaps().forEach(it -> reasons.add(new GateReason(Kind.UNKNOWN, null, it.text(), it.wouldChange())));
        List<GateReason> calledWrong = facts.regressed().stream()
                .filter(Regressed::calledWrong)
                .map(GateRule::calledWrong)
                .toList();
        if (reasons.isEmpty()) {
            reasons.add(clear(commits == null ? 0 : commits.size(), calledWrong.isEmpty()));
        }
        reasons.addAll(calledWrong);
        return new GateDecision(verdict, List.copyOf(reasons));
    }

    private static GateReason incident(GateFacts.OpenIncident it) {
        return new GateReason(
                Kind.INCIDENT,
                it.id(),
                "An incident is open there: " + it.title() + ".",
                "The incident is resolved: " + it.title() + ".");
    }

    private static GateReason regressed(Regressed it) {
        return new GateReason(
                Kind.REGRESSED,
                it.id(),
                "Things got worse after " + it.what() + " was deployed, which serves there now.",
                "A rollback of " + it.what() + ", which is never held back, or another deployment in its place.");
    }

    private static GateReason calledWrong(Regressed it) {
        return new GateReason(
                Kind.CALLED_WRONG,
                it.id(),
                "The verdict on " + it.what()
                        + ", which serves there now, is that things got worse; a person says that this is"
                        + " wrong, so that it holds nothing back.",
                null);
    }

    private List<GateReason> risky(List<LiveCommit> commits) {
        List<LiveCommit> risky = commits.stream()
                .filter(it -> place(it) >= percentile)
                .sorted(Comparator.comparing(GateRule::place).reversed().thenComparing(LiveCommit::sha))
                .toList();
        List<GateReason> reasons = new ArrayList<>();
        risky.stream().limit(MOST_COMMITS).forEach(it -> reasons.add(commit(it)));
        if (risky.size() > MOST_COMMITS) {
            int more = risky.size() - MOST_COMMITS;
            reasons.add(new GateReason(
                    Kind.COMMIT, null, "So " + (more == 1 ? "does 1 more." : "do " + more + " more."), null));
        }
        return reasons;
    }

    private GateReason commit(LiveCommit it) {
        String sha = it.sha().substring(0, ABBREVIATED);
        return new GateReason(
                Kind.COMMIT,
                it.sha(),
                "Commit " + sha + " would go live and stands at percentile " + (int) place(it) + ", at or above "
                        + percentile + ".",
                "A deployment without commit " + sha + ".");
    }

    private GateReason clear(int commits, boolean noneRegressed) {
        return new GateReason(
                Kind.CLEAR,
                null,
                (commits == 1
                                ? "The commit that would go live stands"
                                : "The " + commits + " commits that would go live stand")
                        + " below percentile " + percentile
                        + (noneRegressed
                                ? ", no incident is open there, and what serves there is not regressed."
                                : ", and no incident is open there."),
                null);
    }

    private static double place(LiveCommit it) {
        return it.percentile() == null ? -1 : it.percentile();
    }
}
