package io.rootops.dashboard.view;

import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.gate.GateDecision;
import io.rootops.core.gate.GateReason;
import io.rootops.core.gate.GateReplay;
import io.rootops.core.gate.GateRule;
import io.rootops.core.gate.GateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether to deploy a commit.
 *
 * @param repository null: none is meant
 * @param sha as it was asked for
 * @param environment whose deployments were looked at; null: the source names none, or none is known
 * @param source that tells of them; null: none does
 * @param holdPercentile from which on a commit holds back
 * @param commits that would go live; null: not known
 * @param reasons what decides first
 * @param wouldChange what would make it allow
 * @param replay how often it would have held deployments there back; null: none is known
 */
public record GateView(
        GateVerdict verdict,
        @Nullable String repository,
        String sha,
        @Nullable String environment,
        @Nullable String service,
        @Nullable Rung source,
        int holdPercentile,
        @Nullable Integer commits,
        List<Reason> reasons,
        List<String> wouldChange,
        @Nullable Replay replay) {

    /**
     * What was asked.
     *
     * @param environment null: production
     * @param service null: whatever is deployed from the repository
     */
    public record Asked(
            @Nullable String repository,
            String sha,
            @Nullable String environment,
            @Nullable String service) {}

    /** @param evidenceUrl path of a page on this RootOps; null: none tells more */
    public record Reason(
            GateReason.Kind kind, String text, @Nullable String evidenceUrl) {}

    /**
     * How often the gate would have held deployments back.
     *
     * @param days so far back
     * @param deployments that could be asked of
     * @param share of them that would have been held; null: of none
     * @param low where the share may truly lie, with 95 %; null like it
     * @param byCommit of those held, like the next two; one may be held by several
     * @param left of which too little is known
     * @param notes what was not as it was then
     */
    public record Replay(
            long days,
            int deployments,
            int held,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            int byCommit,
            int byIncident,
            int byRegressed,
            int left,
            List<String> notes) {

        /**
         * @param commits scored ones that went live with them
         * @param placedThen of these, by models that did not know the future
         */
        public static Replay of(GateReplay it, int commits, int placedThen) {
            List<String> notes = new ArrayList<>();
            notes.add(
                    "Of " + Shown.count(commits, "scored commit") + ", " + Shown.number(placedThen)
                            + " have the place of a model that did not know the future; the others that of the model in use now.");
            notes.add("Incidents count from when RootOps heard of them, by what is told of them now.");
            return new Replay(
                    Ladder.WINDOW.toDays(),
                    it.deployments(),
                    it.held(),
                    it.share(),
                    it.interval() == null ? null : it.interval().low(),
                    it.interval() == null ? null : it.interval().high(),
                    it.byCommit(),
                    it.byIncident(),
                    it.byRegressed(),
                    it.left(),
                    notes);
        }
    }

    /**
     * Of a decision.
     *
     * @param repository null: none is meant
     * @param target null: no deployment there is known
     */
    public static GateView of(
            Asked asked,
            @Nullable String repository,
            @Nullable DeploymentTarget target,
            GateRule rule,
            GateDecision decision,
            @Nullable List<LiveCommit> commits,
            @Nullable Replay replay) {
        return new GateView(
                decision.verdict(),
                repository == null ? asked.repository() : repository,
                asked.sha(),
                target == null || target.environment().name().isEmpty()
                        ? null
                        : target.environment().name(),
                asked.service(),
                target == null ? null : target.source(),
                rule.percentile(),
                commits == null ? null : commits.size(),
                decision.reasons().stream()
                        .map(it -> new Reason(it.kind(), it.text(), evidence(it, repository)))
                        .toList(),
                decision.wouldChange(),
                replay);
    }

    private static @Nullable String evidence(GateReason it, @Nullable String repository) {
        String subject = it.subject();
        if (subject == null || repository == null) {
            return null;
        }
        return switch (it.kind()) {
            case COMMIT -> Links.commit(repository, subject);
            case INCIDENT -> Links.incident(UUID.fromString(subject));
            case REGRESSED, CALLED_WRONG -> Links.deployment(Long.parseLong(subject));
            case UNKNOWN, NOTHING_NEW, CLEAR -> null;
        };
    }
}
