package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes wrong, what is taken back, what is too much, and two that look side by side. */
class DeploymentWatchEdgesTest extends WatchedShop {
    private static final int TRIES = 7;

    private void due() {
        db.execute("update deployment_watch set due_at = now()");
    }

    private Watched only() {
        return watched.served(shop, Instant.EPOCH, Instant.now()).get(0);
    }

    private DeploymentWatch broken() {
        return started(() -> {
            throw new IllegalStateException("a fault of RootOps");
        });
    }

    @Test
    void aLookThatFailsIsTriedAgainLaterAndGivenUpAfterSomeTries() throws Exception {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        DeploymentWatch broken = broken();
        broken.takeUp();

        List<Long> pauses = new ArrayList<>();
        for (int tries = 1; tries < TRIES; tries++) {
            due();
            assertThat(broken.look()).isTrue();
            assertThat(broken.look()).as("it waits").isFalse();
            assertThat(only().state()).isEqualTo(State.WATCHING);
            pauses.add(db.dsl()
                    .fetchSingle("select ceil(extract(epoch from due_at - now()) / 60)::bigint from deployment_watch")
                    .get(0, Long.class));
        }
        assertThat(pauses).containsExactly(2L, 4L, 8L, 16L, 32L, 64L);
        due();
        assertThat(broken.look()).isTrue();

        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().due()).isNull();
        assertThat(only().note()).contains("failed 7 times, which is a fault of RootOps");
    }

    @Test
    void whatWasSaidBeforeALookFailsStays() throws Exception {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        DeploymentWatch broken = broken();
        broken.takeUp();
        db.execute("update deployment_watch set state = 'suspect', tries = " + (TRIES - 1));

        assertThat(broken.look()).isTrue();

        assertThat(only().state()).isEqualTo(State.SUSPECT);
        assertThat(only().note()).contains("fault of RootOps");
    }

    @Test
    void aLookThatWhoeverTakesItDiesOfIsGivenUpToo() throws Exception {
        logged(TILL, 4);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        watch().takeUp();
        for (int tries = 0; tries < TRIES; tries++) {
            assertThat(watched.claim()).isPresent();
            db.execute("update deployment_watch set claimed_at = now() - interval '6 minutes'");
        }

        assertThat(look().state()).isEqualTo(State.FAILED);
        assertThat(verdicts.looks(only())).isEmpty();
    }

    @Test
    void aLookThatComesToSomethingEndsTheCount() throws Exception {
        logged(TILL, 4);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        broken().takeUp();
        assertThat(broken().look()).isTrue();
        assertThat(only().tries()).isEqualTo(1);
        due();

        assertThat(look().state()).isEqualTo(State.HEALTHY);
        assertThat(only().tries()).isZero();
    }

    @Test
    void whoIsStoppedHandsItsLookBack() {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        watch().takeUp();
        Watched mine = watched.claim().orElseThrow();

        watched.handBack(mine);

        assertThat(watched.claim().map(Watched::tries)).contains(1);
    }

    @Test
    void whatIsTakenBackIsLookedAtAndShownNoMore() throws Exception {
        logged(TILL, 4);
        deployed(Rung.RELEASE, "1", serving);
        watch().takeUp();
        assertThat(watched.newest(shop, 5)).hasSize(1);
        deployments.store(
                shop,
                DeploymentEvent.told(
                        Rung.RELEASE,
                        "1",
                        Environment.NONE,
                        SHA,
                        "main",
                        null,
                        DeploymentState.DELETED,
                        serving.plusSeconds(60),
                        2,
                        serving));

        look();

        assertThat(only().note()).isEqualTo("It was taken back");
        assertThat(only().state()).as("it keeps no finding back").isEqualTo(State.NOT_ENOUGH_DATA);
        assertThat(only().due()).isNull();
        assertThat(verdicts.looks(only())).isEmpty();
        assertThat(watched.newest(shop, 5)).isEmpty();
        assertThat(watched.find(only().id())).as("its address goes on").isPresent();
    }

    @Test
    void whatCountsAsNoDeploymentIsNotLookedThroughEachTime() {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        deployed(Rung.PUSH, SHA, serving);

        assertThat(watch().takeUp()).isEqualTo(1);

        assertThat(unwatched()).isZero();
        db.execute("update deployment_event set passed_at = now() - interval '31 minutes'");
        assertThat(unwatched()).as("others may be known by now").isEqualTo(1);
        assertThat(watch().takeUp()).isZero();
        assertThat(unwatched()).isZero();
    }

    /** Repositories to look through. */
    private int unwatched() {
        return unwatched.repositories(serving.minus(Duration.ofDays(1))).size();
    }

    @Test
    void aPushIsTakenUpOnceAServiceIsKnown() {
        tills.clear();
        deployed(Rung.PUSH, SHA, serving);
        assertThat(watch().takeUp()).isZero();

        tills.add(TILL);
        db.execute("update deployment_event set passed_at = now() - interval '31 minutes'");

        assertThat(watch().takeUp()).isEqualTo(1);
    }

    @Test
    void aReportMakesReportsWhatCountsFromThenOn() {
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        assertThat(watch().takeUp()).isEqualTo(1);
        deployed(Rung.REPORTED, "2", serving.plus(Duration.ofMinutes(30)));
        deployed(Rung.DEPLOYMENT_STATUS, "3", serving.plus(Duration.ofMinutes(31)));

        assertThat(watch().takeUp()).isEqualTo(1);

        assertThat(watched.newest(shop, 5))
                .extracting(it -> it.watched().externalId())
                .containsExactly("2", "1");
    }

    @Test
    void whatWentWrongElsewhereTakesNothingFromTheHistory() throws Exception {
        metrics = new InventedMetrics(serving).with(TILL, MetricKind.CPU, 1);
        deployed(Rung.DEPLOYMENT_STATUS, "elsewhere", "staging", serving.minus(Duration.ofHours(15)));
        deployed(Rung.DEPLOYMENT_STATUS, "before", "production", serving.minus(Duration.ofHours(10)));
        deployed(Rung.DEPLOYMENT_STATUS, "now", "production", serving);
        watch().takeUp();

        int all = placebos("healthy", "healthy");

        assertThat(placebos("suspect", "healthy")).isEqualTo(all);
        assertThat(placebos("healthy", "regressed")).isLessThan(all);
    }

    /** That the newest deployment is compared with, where the two before it came to this. */
    private int placebos(String elsewhere, String before) throws InterruptedException {
        db.execute("delete from deployment_watch where external_id = 'now'");
        watch().takeUp();
        db.execute("update deployment_watch set due_at = null, state = case external_id when 'elsewhere' then '"
                + elsewhere + "' else '" + before + "' end where external_id <> 'now'");
        look();
        Told newest = watched.newest(shop, 1).get(0);
        return verdicts.looks(newest.watched()).get(0).metrics().get(0).placebos();
    }

    @Test
    void aPushIsNotJudgedWhilePrometheusIsAway() throws Exception {
        logged(TILL, 4);
        metrics = new InventedMetrics(serving).with(TILL, MetricKind.CPU, 1);
        metrics.away(true);
        deployed(Rung.PUSH, SHA, serving);
        now = serving.plus(Duration.ofMinutes(31));

        assertThat(look().note()).as("it is waited for").isNull();
        assertThat(only().due()).isNotNull();

        now = serving.plus(Duration.ofHours(3));
        due();
        assertThat(look().state()).isEqualTo(State.NOT_ENOUGH_DATA);
        assertThat(only().note()).contains("not known whether it was deployed");
        assertThat(verdicts.looks(only())).isEmpty();
    }

    @Test
    void whyThereAreNoMetricsIsSaidOnce() throws Exception {
        logged(TILL, 4);
        metrics = new InventedMetrics(serving).with(TILL, MetricKind.CPU, 1);
        metrics.away(true);
        deployed(Rung.DEPLOYMENT_STATUS, "1", serving);
        watch();
        now = now.plus(Duration.ofMinutes(16));

        assertThat(verdicts.looks(look()))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.notes())
                        .filteredOn(note -> note.contains("etrics"))
                        .containsExactly("Metrics could not be read: nobody there"));
    }

    @Test
    void noMoreThanSoManyServicesAreLookedAt() throws Exception {
        Instant soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(31));
        metrics = new InventedMetrics(soon);
        tills.clear();
        for (int i = 10; i < 70; i++) {
            tills.add(new ServiceName("till-" + i, "prod"));
            metrics.with(new ServiceName("till-" + i, "prod"), MetricKind.CPU, 1);
        }
        for (int i = 10; i < 40; i++) {
            metrics.with(new ServiceName("other-" + i, "prod"), MetricKind.CPU, 1);
        }
        deployed(Rung.DEPLOYMENT_STATUS, "1", soon);

        LookedAt early = verdicts.looks(look()).get(0);

        assertThat(early.metrics())
                .extracting(it -> it.service().name())
                .hasSize(50)
                .doesNotContain("till-60");
        assertThat(early.notes()).contains("No more than 50 of its services were looked at");
        assertThat(metrics.mostAskedFor())
                .as("with those that were not deployed")
                .isEqualTo(70);
    }

    @Test
    void noMoreThanSoManyTemplatesAreLookedAt() {
        logged(TILL, 4);
        db.execute("insert into log_template (service_id, number, text, error, samples, events, first_seen_at,"
                + " last_seen_at) select id, 100 + n, 'no till ' || n, true, '{}', 1, now(), now() from service,"
                + " generate_series(1, 150) n");
        db.execute("insert into error_count (template_id, minute, events) select id, '" + serving.plusSeconds(180)
                + "', number from log_template where number > 100");

        var logs = new LogHistory(db.dsl())
                .of(
                        TILL,
                        serving.minus(Duration.ofDays(1)),
                        serving,
                        serving,
                        serving.plus(Duration.ofMinutes(30)),
                        Look.STEP,
                        null)
                .orElseThrow();

        assertThat(logs.templates()).hasSize(100);
        assertThat(logs.templates().get(0).id())
                .as("that which came most often")
                .isEqualTo(db.dsl()
                        .fetchSingle("select id::text from log_template where number = 250")
                        .get(0, String.class));
    }

    @Test
    void twoThatLookSideBySideTakeEachLookOnce() throws Exception {
        tills.clear();
        tills.add(new ServiceName("till", ""));
        logged(tills.get(0), 2);
        for (int i = 1; i <= 6; i++) {
            deployed(Rung.REPORTED, "" + i, "place-" + i, serving);
        }
        CyclicBarrier together = new CyclicBarrier(2);

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> looks(together));
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> looks(together));

        assertThat(one.get(5, TimeUnit.MINUTES) + other.get(5, TimeUnit.MINUTES))
                .isEqualTo(6 * 3);
        assertThat(watched.newest(shop, 10)).hasSize(6).allSatisfy(it -> {
            assertThat(verdicts.looks(it.watched()))
                    .extracting(LookedAt::look)
                    .containsExactly(Look.EARLY_SIGN, Look.VERDICT, Look.FINAL);
            assertThat(it.watched().tries()).isZero();
        });
    }

    private int looks(CyclicBarrier together) {
        try {
            DeploymentWatch mine = started();
            together.await(1, TimeUnit.MINUTES);
            mine.takeUp();
            int looks = 0;
            while (mine.look()) {
                looks++;
            }
            return looks;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
