package io.rootops.core.deployment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One deployment as its source tells of it, perhaps at several times and in any order. What is known of it is the
 * {@link #merge} of all that was told, which comes out the same in any order and however often.
 *
 * @param externalId the source's own name of it; with the source and the environment what makes it this one
 * @param sha that was deployed, full and lower-case; null: not known yet, such as of a release whose tag was not looked up
 * @param ref branch or tag that it was deployed from; null: unknown
 * @param name of the workflow or the release; null: none
 * @param at when it got its state, by the source's clock
 * @param number of what told of the state, by which what the source tells of one moment is ordered; 0: none
 * @param createdAt by the source's clock, like the times below
 * @param startedAt when it was first under way; null: not told
 * @param succeededAt when it first succeeded; null: it has not
 * @param failedAt when it first failed; null: it has not
 */
public record DeploymentEvent(
        Rung source,
        String externalId,
        Environment environment,
        @Nullable String sha,
        @Nullable String ref,
        @Nullable String name,
        DeploymentState state,
        Instant at,
        long number,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt) {
    private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    /** The later told wins, but what was taken back stays so. */
    private static final Comparator<DeploymentEvent> LATER = Comparator.<DeploymentEvent, Boolean>comparing(
                    it -> it.state() == DeploymentState.DELETED)
            .thenComparing(DeploymentEvent::at)
            .thenComparing(DeploymentEvent::number)
            .thenComparing(DeploymentEvent::state)
            .thenComparing(DeploymentEvent::sha, TEXT)
            .thenComparing(DeploymentEvent::ref, TEXT)
            .thenComparing(DeploymentEvent::name, TEXT);

    /** One of which only this state is known, with the time that the state stands for. */
    public static DeploymentEvent told(
            Rung source,
            String externalId,
            Environment environment,
            @Nullable String sha,
            @Nullable String ref,
            @Nullable String name,
            DeploymentState state,
            Instant at,
            long number,
            Instant createdAt) {
        boolean failed = state == DeploymentState.FAILURE || state == DeploymentState.ERROR;
        return new DeploymentEvent(
                source,
                externalId,
                environment,
                sha,
                ref,
                name,
                state,
                at,
                number,
                createdAt,
                state == DeploymentState.IN_PROGRESS ? at : null,
                state == DeploymentState.SUCCESS ? at : null,
                failed ? at : null);
    }

    /** It went live, also where another one has taken its place since. */
    public boolean succeeded() {
        return succeededAt != null && !state.withdrawn();
    }

    /** When it went live, else when it got its state. */
    public Instant time() {
        return succeededAt == null ? at : succeededAt;
    }

    /** Both are told of one deployment: same source, id and environment. */
    public DeploymentEvent merge(DeploymentEvent other) {
        DeploymentEvent later = LATER.compare(this, other) >= 0 ? this : other;
        DeploymentEvent earlier = later == this ? other : this;
        return new DeploymentEvent(
                source,
                externalId,
                environment.and(other.environment),
                later.sha == null ? earlier.sha : later.sha,
                later.ref == null ? earlier.ref : later.ref,
                later.name == null ? earlier.name : later.name,
                later.state,
                later.at,
                later.number,
                first(createdAt, other.createdAt).orElse(createdAt),
                first(startedAt, other.startedAt).orElse(null),
                first(succeededAt, other.succeededAt).orElse(null),
                first(failedAt, other.failedAt).orElse(null));
    }

    /** Whether it says more than what was known, but for what told of it. */
    public boolean newsTo(DeploymentEvent known) {
        return !with(known.number).equals(known);
    }

    /** The same under another name of the workflow or the release. */
    public DeploymentEvent named(@Nullable String otherName) {
        return new DeploymentEvent(
                source,
                externalId,
                environment,
                sha,
                ref,
                otherName,
                state,
                at,
                number,
                createdAt,
                startedAt,
                succeededAt,
                failedAt);
    }

    private DeploymentEvent with(long otherNumber) {
        return new DeploymentEvent(
                source,
                externalId,
                environment,
                sha,
                ref,
                name,
                state,
                at,
                otherNumber,
                createdAt,
                startedAt,
                succeededAt,
                failedAt);
    }

    /** How sure it is by itself; what other environments there are may make it surer. */
    public Confidence confidence() {
        return source.namesEnvironments() ? environment.production().orElse(Confidence.LOW) : Ladder.alone(source);
    }

    private static Optional<Instant> first(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return Optional.ofNullable(one == null ? other : one);
        }
        return Optional.of(one.isBefore(other) ? one : other);
    }
}
