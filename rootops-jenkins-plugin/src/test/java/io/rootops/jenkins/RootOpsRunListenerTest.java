package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.riskOf;
import static io.rootops.jenkins.FakeRootOps.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.client.RootOpsClient;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RootOpsRunListenerTest {

    private static final String A = sha('a');
    private static final String B = sha('b');
    private static final String REMOTE = "https://github.com/acme/shop.git";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));

    private FakeRootOps server;
    private TestJob job;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRootOps();
        job = new TestJob();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void complete(TestRun run, Executor executor, Supplier<Optional<RootOpsClient>> client) {
        new RootOpsRunListener(new BuildAnnotator(executor, client, CLOCK)).onCompleted(run, run.listener());
    }

    private void complete(TestRun run) {
        complete(run, Runnable::run, () -> Optional.of(server.client()));
    }

    @Test
    void everyBuildWhoseCommitIsKnownGetsItsRisk() throws Exception {
        server.scored(A, 91);
        TestRun run = job.build().of(A, REMOTE);
        complete(run);
        assertThat(run.risk().getState()).isEqualTo("scored");
        assertThat(run.risk().getRun()).isSameAs(run);
        assertThat(run.risk().getFetchedAt()).isEqualTo(CLOCK.millis());
        assertThat(run.saved).isOne();
        assertThat(server.requests.get(0).path()).endsWith("?wait=20");
    }

    @Test
    void buildsOfWhatRootOpsDoesNotFollowStayAsTheyAre() throws Exception {
        server.refuses(riskOf(A), 404, "unknown-repository");
        TestRun other = job.build().of(A, REMOTE);
        TestRun without = job.build();
        complete(other);
        complete(without);
        assertThat(other.getActions()).isEmpty();
        assertThat(without.getActions()).isEmpty();
        assertThat(without.saved).isZero();
    }

    @Test
    void whatAStepFoundIsNotAskedForAgain() throws Exception {
        server.scored(A, 91);
        TestRun run = job.build().of(A, REMOTE);
        complete(run);
        complete(run);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anOutageIsShownAndMendedByTheNextBuild() throws Exception {
        server.refuses(riskOf(A), 503, "starting");
        TestRun first = job.build().of(A, REMOTE);
        TestRun second = job.build().of(A, REMOTE);
        complete(first);
        complete(second);
        assertThat(first.risk().getState()).isEqualTo("unavailable");
        assertThat(first.risk().getHeadline()).contains("Not available yet");

        server.scored(A, 91).scored(B, 20);
        complete(job.build().of(B, REMOTE));
        assertThat(first.risk().getState()).isEqualTo("scored");
        assertThat(first.risk().getPercentile()).isEqualTo(91);
        assertThat(second.risk().getPercentile()).isEqualTo(91);
    }

    @Test
    void withoutAUrlNothingHappens() throws Exception {
        TestRun run = job.build().of(A, REMOTE);
        complete(run, Runnable::run, Optional::empty);
        assertThat(run.getActions()).isEmpty();
    }

    @Test
    void whatGoesWrongStaysHere() throws Exception {
        TestRun run = job.build().of(A, REMOTE);
        complete(run, Runnable::run, () -> {
            throw new IllegalArgumentException("The address of RootOps cannot be used.");
        });
        complete(
                run,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                () -> Optional.of(server.client()));
        assertThat(run.getActions()).isEmpty();
    }

    @Test
    void theBuildDoesNotWait() throws Exception {
        List<Runnable> waiting = new ArrayList<>();
        server.scored(A, 91);
        TestRun run = job.build().of(A, REMOTE);
        complete(run, waiting::add, () -> Optional.of(server.client()));
        assertThat(server.requests).isEmpty();
        assertThat(run.getActions()).isEmpty();
        waiting.get(0).run();
        assertThat(run.risk().getState()).isEqualTo("scored");
    }

    @Test
    void itsThreadsKeepNoJenkinsAlive() throws Exception {
        assertThat(CompletableFuture.supplyAsync(() -> Thread.currentThread().isDaemon(), BuildAnnotator.threads())
                        .get())
                .isTrue();
    }
}
