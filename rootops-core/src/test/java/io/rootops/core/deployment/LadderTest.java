package io.rootops.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.deployment.Ladder.Seen;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {
    private static final Seen RELEASE = new Seen(Rung.RELEASE, Environment.NONE, true);
    private static final Seen WORKFLOW = new Seen(Rung.WORKFLOW_RUN, Environment.NONE, true);
    private static final Seen TAG = new Seen(Rung.TAG, Environment.NONE, true);
    private static final Seen PUSH = new Seen(Rung.PUSH, Environment.NONE, true);

    @Test
    void nothingSeenIsNothingToStandOn() {
        assertThat(Ladder.of(List.of())).isEmpty();
        assertThat(Ladder.of(List.of(failed("production")))).isEmpty();
    }

    @Test
    void theSurestRungWithDataIsTaken() {
        List<Seen> all = List.of(PUSH, TAG, WORKFLOW, RELEASE, deployed("production"));

        assertThat(rung(all)).isEqualTo(Rung.DEPLOYMENT_STATUS);
        assertThat(rung(all.subList(0, 4))).isEqualTo(Rung.RELEASE);
        assertThat(rung(all.subList(0, 3))).isEqualTo(Rung.WORKFLOW_RUN);
        assertThat(rung(all.subList(0, 2))).isEqualTo(Rung.TAG);
        assertThat(rung(all.subList(0, 1))).isEqualTo(Rung.PUSH);
    }

    @Test
    void eachRungHasItsConfidence() {
        assertThat(footing(RELEASE).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(footing(WORKFLOW).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(footing(TAG).confidence()).isEqualTo(Confidence.LOW);
        assertThat(footing(PUSH).confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void whatIsSaidToBeProductionIsWhateverItsName() {
        assertThat(footing(said("eu-west", true, null), deployed("staging")).environments())
                .isEqualTo(Map.of("eu-west", Confidence.HIGH));
    }

    @Test
    void falseIsWhatAForgeSaysByDefaultSoANameStillCounts() {
        assertThat(footing(said("live", false, false), deployed("staging")).environments())
                .isEqualTo(Map.of("live", Confidence.MEDIUM));
    }

    @ParameterizedTest
    @CsvSource({
        "production,HIGH",
        "Production,HIGH",
        "prod,MEDIUM",
        "PRD,MEDIUM",
        "live,MEDIUM",
        "prod-eu,MEDIUM",
        "production/eu,MEDIUM",
        "live_2,MEDIUM"
    })
    void namesOfProduction(String name, Confidence confidence) {
        assertThat(footing(deployed(name), deployed("staging")).environments()).isEqualTo(Map.of(name, confidence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"preprod", "pre-production", "productivity", "staging", "delivery", "prod2", "nonlive"})
    void otherNames(String name) {
        assertThat(Ladder.of(List.of(deployed(name), deployed("test")))).isEmpty();
    }

    @Test
    void aNameDoesNotCountWhereItsEnvironmentIsTransient() {
        assertThat(Ladder.of(List.of(said("live-preview-7", false, true), deployed("a"), deployed("b"))))
                .isEmpty();
    }

    @Test
    void severalEnvironmentsOfProductionCountAll() {
        Footing footing = footing(deployed("production"), deployed("prod-eu"), deployed("staging"));

        assertThat(footing.environments()).containsOnlyKeys("production", "prod-eu");
        assertThat(footing.confidence()).as("of the weakest").isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void aSingleEnvironmentThatLastsCounts() {
        assertThat(footing(deployed("heroku-shop"), said("review-1", null, true), said("review-2", null, true))
                        .environments())
                .isEqualTo(Map.of("heroku-shop", Confidence.MEDIUM));
        assertThat(Ladder.of(List.of(deployed("one"), deployed("two")))).isEmpty();
        assertThat(Ladder.of(List.of(deployed("one"), failed("two"))))
                .as("the other one is there, deployed to or not")
                .isEmpty();
        assertThat(Ladder.of(List.of(said("review-1", null, true)))).isEmpty();
    }

    @Test
    void pagesCountAloneAndLittle() {
        assertThat(footing(deployed("github-pages")).environments()).isEqualTo(Map.of("github-pages", Confidence.LOW));
        assertThat(footing(said("github-pages", true, null)).environments())
                .isEqualTo(Map.of("github-pages", Confidence.LOW));
        assertThat(footing(said("github-pages", true, null), deployed("production"))
                        .environments())
                .isEqualTo(Map.of("production", Confidence.HIGH));
    }

    @Test
    void pagesBesideTheOneEnvironmentOfAProgramLeaveItTheOne() {
        assertThat(footing(deployed("heroku"), deployed("github-pages")).environments())
                .isEqualTo(Map.of("heroku", Confidence.MEDIUM));
        assertThat(DeploymentNames.deploys("pages build and deployment", "dynamic/pages/pages-build-deployment"))
                .isFalse();
    }

    @Test
    void productionWithoutASuccessIsNoData() {
        assertThat(rung(List.of(failed("production"), deployed("staging"), RELEASE)))
                .isEqualTo(Rung.RELEASE);
    }

    @Test
    void deploymentsElsewhereLeaveTheLadderToTheNextRung() {
        assertThat(rung(List.of(deployed("staging"), deployed("test"), WORKFLOW)))
                .isEqualTo(Rung.WORKFLOW_RUN);
    }

    @Test
    void namesOfWorkflowsAndVersions() {
        assertThat(DeploymentNames.deploys("Deploy to AWS", null)).isTrue();
        assertThat(DeploymentNames.deploys("CI", ".github/workflows/release.yml"))
                .isTrue();
        assertThat(DeploymentNames.deploys(null, ".github/workflows/PUBLISH.yaml"))
                .isTrue();
        assertThat(DeploymentNames.deploys("CI", ".github/workflows/test.yml")).isFalse();
        assertThat(DeploymentNames.deploys(null, null)).isFalse();
        assertThat(Stream.of("v1.2", "1.2", "v1.2.3", "10.20.30").allMatch(DeploymentNames::version))
                .isTrue();
        assertThat(Stream.of("v1", "1.2.3.4", "v1.2-rc1", "release-1.2", "x1.2").noneMatch(DeploymentNames::version))
                .isTrue();
    }

    private static Footing footing(Seen... seen) {
        return Ladder.of(Arrays.asList(seen)).orElseThrow();
    }

    private static Rung rung(List<Seen> seen) {
        Optional<Footing> footing = Ladder.of(seen);
        return footing.orElseThrow().rung();
    }

    private static Seen deployed(String name) {
        return said(name, null, null);
    }

    private static Seen failed(String name) {
        return new Seen(Rung.DEPLOYMENT_STATUS, new Environment(name, null, null), false);
    }

    private static Seen said(String name, @Nullable Boolean production, @Nullable Boolean isTransient) {
        return new Seen(Rung.DEPLOYMENT_STATUS, new Environment(name, production, isTransient), true);
    }
}
