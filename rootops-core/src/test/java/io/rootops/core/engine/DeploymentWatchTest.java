package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend.Start;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentWatchTest extends WatchedShop {
    @Test
    void aDeploymentAfterWhichNothingGetsWorseIsHealthy() throws Exception {
        logged(TILL, 4);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);

        Watched it = look();

        assertThat(it.state()).isEqualTo(State.HEALTHY);
        assertThat(it.due()).isNull();
        assertThat(verdicts.looks(it)).extracting(LookedAt::look).containsExactly(Look.values());
        assertThat(verdicts.looks(it).get(0).state()).isEqualTo(State.WATCHING);
        assertThat(verdicts.looks(it).get(0).notes()).anyMatch(note -> note.contains("No metrics"));
    }

    @Test
    void anErrorThatNothingWroteBeforeIsShown() throws Exception {
        logged(TILL, 4);
        newError(TILL);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);

        Watched it = look();

        assertThat(it.state()).isEqualTo(State.SUSPECT);
        assertThat(verdicts.looks(it))
                .allSatisfy(look -> assertThat(look.logs()).singleElement().satisfies(log -> {
                    assertThat(log.kind()).isEqualTo(LogFinding.Kind.NEW_ERROR);
                    assertThat(log.service()).isEqualTo(TILL);
                    assertThat(log.text()).isEqualTo("no till <*>");
                    assertThat(log.events()).isEqualTo(4);
                }));
    }

    @Test
    void metricsThatAgreeAreARegressionAndWhatNeighboursShareIsNot() throws Exception {
        metrics = new InventedMetrics(serving)
                .with(TILL, MetricKind.LATENCY, 2)
                .with(TILL, MetricKind.ERRORS, 2)
                .with(TILL, MetricKind.REQUESTS, 1)
                .with(CART, MetricKind.LATENCY, 1)
                .with(CART, MetricKind.ERRORS, 1);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);

        Watched it = look();

        assertThat(it.state()).isEqualTo(State.REGRESSED);
        LookedAt last = verdicts.looks(it).get(2);
        assertThat(last.metrics())
                .extracting(LookedAt.Metric::kind, LookedAt.Metric::finding)
                .containsExactlyInAnyOrder(
                        tuple(MetricKind.ERRORS, LookedAt.Finding.AGREED),
                        tuple(MetricKind.LATENCY, LookedAt.Finding.AGREED),
                        tuple(MetricKind.REQUESTS, LookedAt.Finding.NONE));
        assertThat(last.metrics().get(0).after())
                .isBetween(
                        1.8 * last.metrics().get(0).before(),
                        2.2 * last.metrics().get(0).before());
        assertThat(last.metrics().get(0).placebos()).isGreaterThan(3_000);
        assertThat(last.metrics().get(0).asLarge()).isLessThan(20);

        metrics.with(CART, MetricKind.LATENCY, 2).with(CART, MetricKind.ERRORS, 2);
        deployed(Rung.REPORTED, "2", serving);
        watch().takeUp();
        db.execute("delete from deployment_watch where external_id = '1'");

        assertThat(look().state()).isEqualTo(State.ENVIRONMENT_WIDE);
    }

    @Test
    void instancesTellWhenItServed() throws Exception {
        logged(TILL, 4);
        metrics = new InventedMetrics(serving)
                .with(TILL, MetricKind.CPU, 1)
                .begun(
                        TILL,
                        new Start(serving.plusSeconds(30), "a", null, null),
                        new Start(serving.plusSeconds(300), "b", null, null),
                        new Start(serving.plusSeconds(900), "a", null, null));
        deployed(Rung.PUSH, SHA, serving);

        Watched it = look();

        assertThat(it.begun()).isEqualTo(serving.plusSeconds(30));
        assertThat(it.serving()).as("b began last, and warmed up").isEqualTo(serving.plusSeconds(420));
        assertThat(it.servingSeen()).isTrue();
        assertThat(it.state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void howSureVerdictsAreIsMeasuredOnThoseThatStayedHealthy() throws Exception {
        metrics = new InventedMetrics(serving).with(TILL, MetricKind.CPU, 1).with(TILL, MetricKind.MEMORY, 1);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        look();
        assertThat(verdicts.sureness(serving)).isEqualTo(new VerdictMemory.Sureness(2, 0));

        db.execute("update verdict_metric set as_large = 99, placebos = 1999 where kind = 'cpu'");
        assertThat(verdicts.sureness(serving)).isEqualTo(new VerdictMemory.Sureness(2, 1));

        db.execute("update deployment_watch set state = 'suspect'");
        assertThat(verdicts.sureness(serving)).isEqualTo(new VerdictMemory.Sureness(0, 0));
        assertThat(verdicts.sureness(Instant.now())).isEqualTo(new VerdictMemory.Sureness(0, 0));
    }

    @Test
    void aPushAfterWhichNothingBeginsIsNotJudged() throws Exception {
        logged(TILL, 4);
        deployed(Rung.PUSH, SHA, serving);

        Watched it = look();

        assertThat(it.state()).isEqualTo(State.NOT_ENOUGH_DATA);
        assertThat(it.note()).contains("not known whether it was deployed");
        assertThat(verdicts.looks(it)).isEmpty();
    }

    @Test
    void withoutAServiceThereIsNoVerdictUntilOneIsKnown() throws Exception {
        logged(TILL, 4);
        tills.clear();
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);

        assertThat(look().state()).isEqualTo(State.UNMAPPED);

        tills.add(TILL);
        db.execute("update deployment_watch set due_at = now()");
        assertThat(look().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void servicesOfAnotherEnvironmentAreNotLookedAt() throws Exception {
        tills.clear();
        tills.add(new ServiceName("till", "staging"));
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);

        assertThat(look().state()).isEqualTo(State.UNMAPPED);
    }

    @Test
    void anotherDeploymentEndsTheWatch() throws Exception {
        logged(TILL, 4);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        deployed(Rung.DEPLOYMENT_STATUS, "2", serving.plus(Duration.ofMinutes(40)));

        Watched it = look();

        assertThat(it.externalId()).isEqualTo("1");
        assertThat(it.note()).contains("took its place after 40 minutes");
        assertThat(verdicts.looks(it)).extracting(LookedAt::look).containsExactly(Look.EARLY_SIGN);
    }

    @Test
    void aDeploymentOfAnotherServiceTakesNoPlace() throws Exception {
        logged(TILL, 4);
        logged(CART, 4);
        reported("1", "till", serving);
        reported("2", "cart", serving.plus(Duration.ofMinutes(5)));

        look();

        assertThat(watched.newest(shop, 5))
                .extracting(it -> it.watched().externalId(), it -> it.watched().state())
                .containsExactly(tuple("2", State.HEALTHY), tuple("1", State.HEALTHY));
    }

    @Test
    void whatNamesNoServiceTakesThePlaceOfAll() {
        reported("old", "till", serving.minus(Duration.ofDays(2)));
        reported("beside", "cart", serving.minus(Duration.ofDays(1)));
        reported("1", "till", serving);
        reported("cart", "cart", serving.plus(Duration.ofMinutes(1)));
        reported("all", null, serving.plus(Duration.ofMinutes(2)));
        List<Watched> served = watched.served(shop, Instant.EPOCH, Instant.now());
        Watched till = served.get(2);
        Watched all = served.get(4);

        assertThat(follower(till)).contains("all");
        assertThat(follower(served.get(0))).contains("1");
        assertThat(watched.succession().before(till))
                .map(DeploymentEvent::externalId)
                .contains("old");
        assertThat(watched.succession().before(all))
                .map(DeploymentEvent::externalId)
                .contains("cart");
        assertThat(watched.succession().history(till))
                .extracting(DeploymentEvent::externalId)
                .containsExactly("old", "beside");
    }

    @Test
    void whatWentLiveOfOneServiceBeginsAtItsOwnCommitBefore() {
        reported("long ago", "till", serving.minus(Duration.ofDays(40)));
        reported("beside", "cart", serving.minus(Duration.ofDays(1)));
        reported("1", "till", serving);
        reported("all", null, serving.plus(Duration.ofMinutes(2)));
        List<Watched> served = watched.served(shop, Instant.EPOCH, Instant.now());

        assertThat(commitBefore(served.get(2))).contains("long ago");
        assertThat(commitBefore(served.get(3))).contains("1");
        assertThat(commitBefore(served.get(0))).isEmpty();
    }

    private Optional<String> commitBefore(Watched it) {
        return watched.succession().commitBefore(it, it.serving()).map(DeploymentEvent::externalId);
    }

    @Test
    void deploymentsOfAServiceAreThoseThatNameItAndThoseOfItsRepositoryThatNameNone() {
        reported("too old", "till", serving.minus(Duration.ofDays(9)));
        reported("old", "till", serving.minus(Duration.ofDays(2)));
        reported("beside", "cart", serving.minus(Duration.ofDays(1)));
        reported("all", null, serving);
        Instant since = serving.minus(Duration.ofDays(7));

        assertThat(watched.of(TILL, shop, since, Instant.now(), 9))
                .extracting(it -> it.watched().externalId())
                .containsExactly("all", "old");
        assertThat(watched.of(TILL, null, since, Instant.now(), 9))
                .extracting(it -> it.watched().externalId())
                .containsExactly("old");
        assertThat(watched.of(new ServiceName("till", "staging"), shop, since, Instant.now(), 9))
                .isEmpty();
    }

    private Optional<String> follower(Watched it) {
        return watched.succession().follower(it, it.serving(), Instant.now()).map(DeploymentEvent::externalId);
    }

    @Test
    void theNextOneEndsItBeforeItsInstancesAreTakenForItsOwn() throws Exception {
        logged(TILL, 4);
        metrics = new InventedMetrics(serving)
                .with(TILL, MetricKind.CPU, 1)
                .begun(TILL, new Start(serving.plusSeconds(1_260), "a", null, null));
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        deployed(Rung.DEPLOYMENT_STATUS, "2", serving.plus(Duration.ofMinutes(20)));

        look();

        assertThat(watched.newest(shop, 5))
                .extracting(it -> it.watched().externalId(), it -> it.watched().servingSeen())
                .containsExactly(tuple("2", true), tuple("1", false));
    }

    @Test
    void aServiceThatIsNamedLateIsKept() {
        deployed(Rung.REPORTED, "1", serving);
        watch().takeUp();

        assertThat(watched.watch(
                        shop,
                        deployments.find(shop, Rung.REPORTED, "1", "production").orElseThrow(),
                        "till"))
                .isTrue();

        assertThat(watched.newest(shop, 1).get(0).watched().service()).isEqualTo("till");
    }

    @Test
    void metricsThatAreAwayAreWaitedForAndThenDoneWithout() throws Exception {
        logged(TILL, 4);
        metrics = new InventedMetrics(serving).with(TILL, MetricKind.CPU, 1);
        metrics.away(true);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        now = serving.plus(Duration.ofMinutes(31));

        assertThat(verdicts.looks(look())).isEmpty();

        now = serving.plus(Duration.ofHours(3));
        db.execute("update deployment_watch set due_at = now()");
        Watched it = look();
        assertThat(it.state()).isEqualTo(State.HEALTHY);
        assertThat(verdicts.looks(it).get(2).notes()).anyMatch(note -> note.contains("nobody there"));
    }

    @Test
    void logsThatHaveNotBeenReadAreWaitedFor() throws Exception {
        logged(TILL, 4);
        db.execute("insert into log_source (name, complete_at, read_at) values ('files', '"
                + serving.plus(Duration.ofMinutes(29)) + "', now())");
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        now = serving.plus(Duration.ofMinutes(31));

        assertThat(verdicts.looks(look())).isEmpty();

        db.execute("update log_source set complete_at = now()");
        db.execute("update deployment_watch set due_at = now()");
        assertThat(verdicts.looks(look())).hasSize(3);
    }

    @Test
    void eachLookIsTakenByOne() {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        watch().takeUp();

        assertThat(watched.claim()).isPresent();
        assertThat(watched.claim()).isEmpty();
        db.execute("update deployment_watch set claimed_at = now() - interval '6 minutes'");
        Watched mine = watched.claim().orElseThrow();
        db.execute("update deployment_watch set claimed_at = now() - interval '6 minutes'");
        assertThat(watched.claim()).as("whoever had it died").isPresent();

        watched.end(mine, State.HEALTHY, "too late");
        assertThat(watched.served(shop, Instant.EPOCH, Instant.now()).get(0).note())
                .as("by whom it is claimed no more")
                .isNull();
    }

    @Test
    void whatIsTemporaryOrWentLiveLongAgoIsNotWatched() {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving.minus(Duration.ofDays(2)));
        deployments.store(
                shop,
                DeploymentEvent.told(
                        Rung.DEPLOYMENT_STATUS,
                        "2",
                        new Environment("pr-7", null, true),
                        SHA,
                        "main",
                        null,
                        DeploymentState.SUCCESS,
                        serving,
                        1,
                        serving));

        assertThat(watch().takeUp()).isZero();
    }
}
