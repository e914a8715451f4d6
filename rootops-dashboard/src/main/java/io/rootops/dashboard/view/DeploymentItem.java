package io.rootops.dashboard.view;

import io.rootops.core.deployment.Confidence;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Rung;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of just this commit.
 *
 * @param source what tells of it
 * @param id the source's own
 * @param environment null: the source names none
 * @param production whether it counts as one to production; null: not known
 * @param confidence how sure it is that it was one to production
 * @param succeeded it went live, also where another one has taken its place since
 * @param at when it went live, else when it got its state
 * @param name of the workflow or release; null: none
 * @param ref branch or tag; null: unknown
 */
public record DeploymentItem(
        Rung source,
        String id,
        @Nullable String environment,
        @Nullable Boolean production,
        Confidence confidence,
        DeploymentState state,
        boolean succeeded,
        Instant at,
        @Nullable String name,
        @Nullable String ref) {

    /** @param footing what counts as a deployment of its repository; null: nothing tells of one */
    static DeploymentItem of(DeploymentEvent event, @Nullable Footing footing) {
        String environment = event.environment().name();
        Confidence counted = footing == null || footing.rung() != event.source()
                ? null
                : footing.environments().get(environment);
        return new DeploymentItem(
                event.source(),
                event.externalId(),
                environment.isEmpty() ? null : environment,
                production(event, footing, counted),
                counted == null ? event.confidence() : counted,
                event.state(),
                event.succeeded(),
                event.time(),
                event.name(),
                event.ref());
    }

    private static @Nullable Boolean production(
            DeploymentEvent event, @Nullable Footing footing, @Nullable Confidence counted) {
        if (!event.source().namesEnvironments()) {
            return null;
        }
        if (counted != null || event.environment().production().isPresent()) {
            return true;
        }
        boolean others = footing != null && footing.rung().namesEnvironments();
        return others || event.environment().isTransient() ? false : null;
    }

    /** Where, or by what, for people. */
    public String place() {
        if (environment != null) {
            return environment;
        }
        String what = switch (source) {
            case REPORTED, DEPLOYMENT_STATUS -> "Environment not named";
            case RELEASE -> "Release";
            case WORKFLOW_RUN -> "Workflow";
            case TAG -> "Tag";
            case PUSH -> "Push";
        };
        String which = source == Rung.RELEASE || source == Rung.TAG ? ref : name;
        return which == null || source.namesEnvironments() ? what : what + " " + which;
    }

    /** How it stands, for people. */
    public String stands() {
        return succeeded && state == DeploymentState.INACTIVE
                ? "success, replaced since"
                : state.word().replace('_', ' ');
    }

    /** What tells of it and how sure that is, for people. */
    public String provenance() {
        return "source: " + source.words() + ", confidence " + confidence.word()
                + (Boolean.FALSE.equals(production) ? ", not production" : "");
    }
}
