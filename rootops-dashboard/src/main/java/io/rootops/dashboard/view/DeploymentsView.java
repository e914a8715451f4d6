package io.rootops.dashboard.view;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deployments after which RootOps looks whether things got worse.
 *
 * @param deployments those that served last first
 */
public record DeploymentsView(Instant generatedAt, List<Item> deployments) {

    /**
     * A deployment.
     *
     * @param environment null: what tells of it names none
     * @param service that whoever told of it names; null: none
     * @param version a name, a tag or a branch; null: none is known
     * @param sha null: not known
     * @param source what tells of it
     * @param state by the last look
     * @param note why there is no more to say; null: nothing
     * @param servingAt when the new version served
     * @param servingSeen by instances that began; false: taken from when the deployment succeeded
     * @param minutes since it served, until the last look; null: it is looked at no more
     * @param nextLookAt null: it is looked at no more
     */
    public record Item(
            long id,
            String repository,
            @Nullable String environment,
            @Nullable String service,
            @Nullable String version,
            @Nullable String sha,
            Rung source,
            State state,
            @Nullable String note,
            Instant begunAt,
            Instant servingAt,
            boolean servingSeen,
            @Nullable Long minutes,
            @Nullable Instant nextLookAt) {

        public static Item of(String repository, Told told, Instant now) {
            Watched watched = told.watched();
            DeploymentEvent event = told.event();
            return new Item(
                    watched.id(),
                    repository,
                    watched.environment().isEmpty() ? null : watched.environment(),
                    watched.service(),
                    named(event),
                    event.sha(),
                    watched.source(),
                    watched.state(),
                    watched.note(),
                    watched.begun(),
                    watched.serving(),
                    watched.servingSeen(),
                    watched.due() == null
                            ? null
                            : Math.max(
                                    0, Duration.between(watched.serving(), now).toMinutes()),
                    watched.due());
        }

        public String link() {
            return Links.deployment(id);
        }

        /** What was deployed, for people. */
        public String what() {
            return DeploymentsView.what(version, sha);
        }

        /** What is said of it, for people. */
        public String words() {
            return DeploymentsView.words(state);
        }

        /** Of the sprite; with the words, never alone. */
        public String icon() {
            return switch (state) {
                case REGRESSED -> "fail";
                case SUSPECT, ENVIRONMENT_WIDE, FAILED -> "warn";
                case HEALTHY -> "ok";
                case WATCHING, NOT_ENOUGH_HISTORY, NOT_ENOUGH_DATA, UNMAPPED -> "none";
            };
        }
    }

    /** What was deployed, for people. */
    public static String what(DeploymentEvent it) {
        return what(named(it), it.sha());
    }

    private static @Nullable String named(DeploymentEvent it) {
        return it.name() == null ? it.ref() : it.name();
    }

    private static String what(@Nullable String version, @Nullable String sha) {
        if (version != null) {
            return version;
        }
        return sha == null ? "deployment" : CommitItem.abbreviated(sha);
    }

    static String words(State state) {
        return switch (state) {
            case WATCHING -> "watching";
            case HEALTHY -> "healthy";
            case SUSPECT -> "suspect";
            case REGRESSED -> "regressed";
            case NOT_ENOUGH_HISTORY -> "not enough history";
            case NOT_ENOUGH_DATA -> "not enough data";
            case ENVIRONMENT_WIDE -> "environment-wide";
            case UNMAPPED -> "no service known";
            case FAILED -> "could not be looked at";
        };
    }
}
