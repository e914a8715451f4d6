package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Kind;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Duration KEPT = Duration.ofDays(100);
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant OLD = NOW.minus(KEPT).minusSeconds(1);
    /** Pushes are kept by so much, as figures are made of them. */
    private static final Duration LONGER = Retention.LONGEST_READ.minus(KEPT);

    private static final Instant RECENT = NOW.minus(KEPT).plusSeconds(1);

    private TestDatabase db;
    private RepositoryId shop;
    private CheckMemory checks;
    private DeploymentMemory deployments;
    private Retention retention;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        checks = new CheckMemory(db.dsl());
        deployments = new DeploymentMemory(db.dsl());
        retention = new Retention(db.dsl(), () -> NOW, KEPT);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void whatIsOldGoesAndWhatIsRecentStays() {
        told(1, OLD);
        told(2, RECENT);

        assertThat(retention.forget()).isEqualTo(2);

        assertThat(checks.of(shop, sha(1))).isEmpty();
        assertThat(deployments.of(shop, sha(1))).isEmpty();
        assertThat(checks.of(shop, sha(2))).hasSize(1);
        assertThat(deployments.of(shop, sha(2))).hasSize(1);
        assertThat(retention.forget()).isZero();
    }

    @Test
    void whatSaysMoreThanAPushStays() {
        deployments.store(shop, deployment(Rung.TAG, 1, OLD.minus(LONGER)));
        deployments.store(shop, deployment(Rung.RELEASE, 1, OLD.minus(LONGER)));

        assertThat(retention.forget()).isZero();
    }

    @Test
    void aVerdictGoesWithItsPushUnlessAPersonAnsweredIt() {
        for (int i = 1; i <= 2; i++) {
            deployments.store(shop, deployment(Rung.PUSH, i, OLD.minus(LONGER)));
            db.execute(
                    "insert into deployment_watch (repository_id, source, external_id, environment, begun_at, serving_at,"
                            + " serving_seen, state) select repository_id, source, external_id, environment, state_at, state_at,"
                            + " false, 'healthy' from deployment_event where external_id = '" + sha(i) + "'");
        }
        db.execute("insert into verdict_answer (repository_id, watch_id, number, state, answer, said_by, said_at)"
                + " select repository_id, id, 1, 'healthy', 'wrong', 'ana', now() from deployment_watch"
                + " where external_id = '" + sha(2) + "'");

        assertThat(retention.forget()).isEqualTo(1);

        assertThat(db.dsl().fetchValue("select string_agg(external_id, ',') from deployment_watch"))
                .isEqualTo(sha(2));
        assertThat(deployments.of(shop, sha(2))).hasSize(1);
        assertThat(db.dsl().fetchValue("select count(*) from verdict_answer")).isEqualTo(1L);
    }

    @Test
    void theNewestCommitsKeepWhatTheirPageShowsHoweverOldTheyAre() {
        for (int i = 1; i <= 150; i++) {
            told(i, OLD);
        }
        db.execute("insert into author (repository_id, id, email, name) values (" + shop.value() + ", 1, 'a', 'a')");
        db.execute("insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                + " committed_at, subject, files, lines_added, lines_deleted, rankable)"
                + " select " + shop.value()
                + ", n, decode(lpad(to_hex(n), 40, '0'), 'hex'), n - 1, '{}', 1, now(), now(),"
                + " 'One', 1, 1, 1, true from generate_series(1, 150) n");

        assertThat(retention.forget()).isEqualTo(100);

        assertThat(checks.of(shop, sha(50))).isEmpty();
        assertThat(checks.of(shop, sha(51))).hasSize(1);
        assertThat(deployments.of(shop, sha(51))).hasSize(1);
        assertThat(deployments.of(shop, sha(50))).isEmpty();
    }

    @Test
    void manyAreThrownAwayInSeveralSteps() {
        checks.store(shop, check(1, OLD));
        db.execute(
                "insert into check_conclusion select repository_id, sha, kind, app_id, n, name, external_id, app, state,"
                        + " conclusion, at, completed_at from check_conclusion, generate_series(1, 12000) n");

        assertThat(retention.forget()).isEqualTo(12_001);
    }

    private void told(int commit, Instant at) {
        checks.store(shop, check(commit, at));
        deployments.store(shop, deployment(Rung.PUSH, commit, at.minus(LONGER)));
    }

    private static CheckConclusion check(int commit, Instant at) {
        return new CheckConclusion(
                sha(commit), Kind.CHECK_RUN, 1, 0, "build", 1, "CI", Progress.COMPLETED, "success", at, at);
    }

    private static DeploymentEvent deployment(Rung source, int commit, Instant at) {
        return DeploymentEvent.told(
                source,
                sha(commit),
                Environment.NONE,
                sha(commit),
                "main",
                null,
                DeploymentState.SUCCESS,
                at,
                0,
                at.minus(Duration.ofMinutes(1)));
    }

    private static String sha(int commit) {
        return String.format("%040x", commit);
    }
}
