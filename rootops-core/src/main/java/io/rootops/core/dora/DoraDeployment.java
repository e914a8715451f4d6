package io.rootops.core.dora;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that went live, as its figures need it.
 *
 * @param page number of what RootOps says of it; null: it was not looked at
 * @param service that whoever told of it names; null: none
 * @param at when the new version served
 * @param commits that went live with it first; null: not known
 * @param state by the last look at it; null: it was not looked at
 * @param saidWorse whether a person says of this state that things got worse; null: nobody says anything
 */
public record DoraDeployment(
        DeploymentEvent event,
        @Nullable Long page,
        @Nullable String service,
        Instant at,
        @Nullable List<LiveCommit> commits,
        @Nullable State state,
        @Nullable Boolean saidWorse) {

    /** Whether a later one takes its place: unless both name a service, and not the same one. */
    public boolean replacedBy(DoraDeployment later) {
        return service == null || later.service == null || service.equals(later.service);
    }

    /** When it is old enough to tell whether it failed: the last look at it is due. */
    public Instant settledAt() {
        return at.plus(Look.FINAL.after());
    }

    /** Whether its verdict tells that it failed, and nobody says that this is wrong. */
    boolean regressed() {
        return state == State.REGRESSED && !Boolean.FALSE.equals(saidWorse);
    }

    /** Whether a person tells that it failed, and its verdict does not. */
    boolean failedAsSaid() {
        return state != State.REGRESSED && Boolean.TRUE.equals(saidWorse);
    }

    /** Whether the look at it tells that it went well or badly. */
    boolean judged() {
        return state == State.HEALTHY
                || state == State.SUSPECT
                || state == State.REGRESSED
                || state == State.ENVIRONMENT_WIDE;
    }
}
