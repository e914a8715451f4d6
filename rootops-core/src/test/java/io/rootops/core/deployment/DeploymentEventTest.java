package io.rootops.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentEventTest {
    private static final Instant T0 = Instant.parse("2026-05-01T12:00:00Z");
    private static final Environment PRODUCTION = new Environment("production", null, null);

    private static final DeploymentEvent ASKED = status(DeploymentState.PENDING, 0, 0);
    private static final DeploymentEvent BEGUN = status(DeploymentState.IN_PROGRESS, 10, 1);
    private static final DeploymentEvent DONE = status(DeploymentState.SUCCESS, 60, 2);
    private static final DeploymentEvent REPLACED = status(DeploymentState.INACTIVE, 600, 3);

    @Test
    void inWhateverOrderAndHoweverOftenItIsToldItIsTheSame() {
        List<DeploymentEvent> told = new ArrayList<>(List.of(ASKED, BEGUN, DONE, REPLACED, BEGUN, DONE));
        Random random = new Random(7);
        Set<DeploymentEvent> known = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(told, random);
            known.add(told.stream().reduce(DeploymentEvent::merge).orElseThrow());
        }

        DeploymentEvent only = known.iterator().next();
        assertThat(known).hasSize(1);
        assertThat(only.state()).isEqualTo(DeploymentState.INACTIVE);
        assertThat(only.createdAt()).isEqualTo(T0);
        assertThat(only.startedAt()).isEqualTo(T0.plusSeconds(10));
        assertThat(only.succeededAt()).isEqualTo(T0.plusSeconds(60));
        assertThat(only.failedAt()).isNull();
    }

    @Test
    void beingReplacedIsNoSuccessAndTakesNoneBack() {
        assertThat(REPLACED.succeeded()).isFalse();
        assertThat(ASKED.merge(REPLACED).succeeded()).isFalse();
        assertThat(DONE.merge(REPLACED).succeeded()).isTrue();
        assertThat(DONE.merge(REPLACED).time()).isEqualTo(DONE.at());
    }

    @Test
    void theFirstOfTwoSuccessesIsWhenItWentLive() {
        assertThat(status(DeploymentState.SUCCESS, 90, 9).merge(DONE).succeededAt())
                .isEqualTo(DONE.at());
    }

    @Test
    void ofOneMomentTheNumberDecidesAndThenProgress() {
        DeploymentEvent failed = status(DeploymentState.FAILURE, 60, 3);
        assertThat(failed.merge(DONE).state()).isEqualTo(DeploymentState.FAILURE);
        assertThat(DONE.merge(failed).state()).isEqualTo(DeploymentState.FAILURE);
        assertThat(DONE.merge(failed).failedAt()).isEqualTo(T0.plusSeconds(60));
        DeploymentEvent begun = status(DeploymentState.IN_PROGRESS, 60, 2);
        assertThat(begun.merge(DONE).state()).isEqualTo(DeploymentState.SUCCESS);
    }

    @Test
    void whatWasDeletedStaysSoAndCountsNoMore() {
        DeploymentEvent published = release(DeploymentState.SUCCESS, 60);
        DeploymentEvent deleted = release(DeploymentState.DELETED, 0);

        assertThat(deleted.merge(published)).isEqualTo(published.merge(deleted));
        assertThat(deleted.merge(published).state()).isEqualTo(DeploymentState.DELETED);
        assertThat(deleted.merge(published).succeeded()).isFalse();
    }

    @Test
    void aDraftOrAPrereleaseIsNoSuccessUntilItIsARelease() {
        DeploymentEvent early = release(DeploymentState.PRERELEASE, 0);
        assertThat(early.succeeded()).isFalse();
        assertThat(release(DeploymentState.DRAFT, 90)
                        .merge(release(DeploymentState.SUCCESS, 60))
                        .succeeded())
                .isFalse();
        assertThat(release(DeploymentState.SUCCESS, 0).merge(early).succeeded())
                .as("of one moment")
                .isTrue();
    }

    @Test
    void whatOnlyOneTellingKnewIsKept() {
        DeploymentEvent unresolved = with(null, new Environment("production", null, false));
        DeploymentEvent resolved = with("a".repeat(40), new Environment("production", true, null));

        assertThat(unresolved.merge(resolved)).isEqualTo(resolved.merge(unresolved));
        assertThat(unresolved.merge(resolved).sha()).isEqualTo("a".repeat(40));
        assertThat(unresolved.merge(resolved).environment()).isEqualTo(new Environment("production", true, false));
    }

    @Test
    void whatARepositoryStandsOnSaysWhichEventsCount() {
        Footing footing = new Footing(Rung.DEPLOYMENT_STATUS, Map.of("production", Confidence.HIGH));

        assertThat(footing.of(DONE)).contains(Confidence.HIGH);
        assertThat(footing.of(BEGUN)).isEmpty();
        assertThat(footing.of(release(DeploymentState.SUCCESS, 1)))
                .as("rungs are not mixed")
                .isEmpty();
        assertThat(footing.counts(Rung.DEPLOYMENT_STATUS, "production")).isTrue();
        assertThat(footing.counts(Rung.DEPLOYMENT_STATUS, "staging")).isFalse();
    }

    private static DeploymentEvent status(DeploymentState state, int seconds, long number) {
        return DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                "1",
                PRODUCTION,
                "a".repeat(40),
                "main",
                null,
                state,
                T0.plusSeconds(seconds),
                number,
                T0);
    }

    private static DeploymentEvent release(DeploymentState state, int seconds) {
        return DeploymentEvent.told(
                Rung.RELEASE, "1", Environment.NONE, null, "v1.0", "One", state, T0.plusSeconds(seconds), 0, T0);
    }

    private static DeploymentEvent with(@Nullable String sha, Environment environment) {
        return DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS, "1", environment, sha, null, null, DeploymentState.SUCCESS, T0, 0, T0);
    }
}
