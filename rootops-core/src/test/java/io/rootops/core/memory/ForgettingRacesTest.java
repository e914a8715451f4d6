package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.PullRequestMemory.Unreviewed;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.privacy.Person;
import io.rootops.core.pull.Issue;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.Verdict;
import io.rootops.core.testing.MemoryRows;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a person while they are being forgotten is written under their pseudonym. */
class ForgettingRacesTest {
    private static final RepositoryId SHOP = new RepositoryId(1);
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private TestDatabase db;

    @BeforeEach
    void fill() {
        db = TestDatabase.create();
        int schema = db.dsl()
                .fetchSingle("select max(version::int) from flyway_schema_history")
                .get(0, int.class);
        MemoryRows.insert(db, schema, 1);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void anIssueThatIsToldMeanwhile() throws Exception {
        Issue issue = new Issue(7, "Ask @ana-l", Issue.State.OPEN, List.of(), LATER, null, LATER);

        String pseudonym = meanwhile(() -> new IssueMemory(db.dsl()).store(SHOP, issue));

        assertThat(db.dsl().fetchValue("select title from issue where number = 7"))
                .isEqualTo("Ask @" + pseudonym);
    }

    @Test
    void reviewsThatAreToldMeanwhile() throws Exception {
        PullRequestMemory pulls = new PullRequestMemory(db.dsl());
        Unreviewed asked = pulls.unreviewed(SHOP, 9).get(0);

        String pseudonym = meanwhile(() -> pulls.reviewed(SHOP, asked, List.of("Ana-L")));

        assertThat(db.dsl().fetchValue("select approved_by::text from pull_request"))
                .isEqualTo("{" + pseudonym + "}");
    }

    @Test
    void aReleaseThatIsToldMeanwhile() throws Exception {
        DeploymentEvent release = DeploymentEvent.told(
                Rung.RELEASE,
                "77",
                Environment.NONE,
                "a".repeat(40),
                "v1",
                "Thanks to Ana L\u00f3pez",
                DeploymentState.SUCCESS,
                LATER,
                1,
                LATER);

        String pseudonym = meanwhile(() -> new DeploymentMemory(db.dsl()).store(SHOP, release));

        assertThat(db.dsl().fetchValue("select name from deployment_event where external_id = '77'"))
                .isEqualTo("Thanks to " + pseudonym);
    }

    @Test
    void aVerdictThatIsKeptMeanwhile() throws Exception {
        DeploymentMemory deployments = new DeploymentMemory(db.dsl());
        DeploymentEvent reported = DeploymentEvent.told(
                Rung.REPORTED,
                "78",
                new Environment("production", null, null),
                "a".repeat(40),
                null,
                null,
                DeploymentState.SUCCESS,
                Instant.parse("2020-01-01T00:00:00Z"),
                1,
                LATER);
        deployments.store(SHOP, reported);
        WatchedDeployments watched = new WatchedDeployments(db.dsl());
        watched.watch(SHOP, reported, null);
        db.execute("delete from deployment_watch where external_id <> '78'");
        db.execute("update log_template set text = 'no till of Ana L\u00f3pez'");
        Watched mine = watched.claim().orElseThrow();
        Verdict verdict = new Verdict(
                Look.EARLY_SIGN,
                State.SUSPECT,
                List.of(),
                List.of(),
                List.of(new LogFinding("till", LogFinding.Kind.NEW_ERROR, "1", 3, null)),
                List.of(),
                List.of(),
                List.of());

        String pseudonym =
                meanwhile(() -> new VerdictMemory(db.dsl()).keep(mine, verdict, Map.of(), List.of(), LATER, null));

        assertThat(new VerdictMemory(db.dsl()).looks(mine).get(0).logs())
                .extracting(LookedAt.Log::text)
                .containsExactly("no till of " + pseudonym);
    }

    /** Forgets Ana, and has this happen before that is committed. */
    private String meanwhile(Runnable happening) throws Exception {
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        String pseudonym = db.dsl().transactionResult(tx -> {
            ForgottenPeople.Result result = new ForgottenPeople(tx.dsl())
                    .forget(Person.parse("Ana L\u00f3pez <ana@example.org>", List.of(), List.of("ana-l")));
            CompletableFuture<Void> running = CompletableFuture.runAsync(happening);
            begun.add(running);
            while (!waiting() && !running.isDone()) {
                Thread.onSpinWait();
            }
            return result.pseudonym();
        });
        begun.get(0).get(60, TimeUnit.SECONDS);
        return pseudonym;
    }

    /** Something of this database waits for a lock. */
    private boolean waiting() {
        return db.dsl()
                .fetchSingle("select count(*) > 0 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                .get(0, boolean.class);
    }
}
