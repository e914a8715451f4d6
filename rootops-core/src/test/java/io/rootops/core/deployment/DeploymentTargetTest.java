package io.rootops.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentTargetTest {
    private static final DeploymentTarget TOLD = target(Rung.REPORTED, "production", 3);
    private static final DeploymentTarget STAGING = target(Rung.REPORTED, "staging", 40);
    private static final DeploymentTarget FORGE = target(Rung.DEPLOYMENT_STATUS, "Production", 9);
    private static final DeploymentTarget RELEASES = target(Rung.RELEASE, "", 5);

    @Test
    void withoutANameItIsProductionAsTheSurestSourceTellsOfIt() {
        List<DeploymentTarget> all = List.of(RELEASES, STAGING, FORGE, TOLD);

        assertThat(DeploymentTarget.choose(all, null, null)).contains(TOLD);
        assertThat(DeploymentTarget.choose(all, Rung.DEPLOYMENT_STATUS, null)).contains(FORGE);
        assertThat(DeploymentTarget.choose(all, Rung.TAG, null)).isEmpty();
        assertThat(DeploymentTarget.choose(List.of(), null, null)).isEmpty();
    }

    @Test
    void aNameIsTakenAsItStandsFirst() {
        List<DeploymentTarget> all = List.of(FORGE, TOLD, STAGING);

        assertThat(DeploymentTarget.choose(all, null, "PRODUCTION")).contains(TOLD);
        assertThat(DeploymentTarget.choose(all, null, "staging")).contains(STAGING);
        assertThat(DeploymentTarget.choose(all, null, "qa")).isEmpty();
    }

    @Test
    void anotherNameOfProductionIsUnderstoodWhereOnlyOneCanBeMeant() {
        DeploymentTarget europe = target(Rung.REPORTED, "prod-eu", 3);

        assertThat(DeploymentTarget.choose(List.of(europe, RELEASES), null, "live"))
                .contains(europe);
        assertThat(DeploymentTarget.choose(List.of(europe, target(Rung.REPORTED, "prod-us", 4)), null, "live"))
                .isEmpty();
        assertThat(DeploymentTarget.choose(List.of(RELEASES), null, "production"))
                .contains(RELEASES);
        assertThat(DeploymentTarget.choose(List.of(RELEASES), null, "staging"))
                .as("what names no environment is production")
                .isEmpty();
    }

    private static DeploymentTarget target(Rung source, String environment, int deployments) {
        return new DeploymentTarget(source, new Environment(environment, null, null), deployments, Instant.EPOCH);
    }
}
