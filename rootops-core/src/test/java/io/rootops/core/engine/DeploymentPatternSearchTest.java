package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.DeploymentPatternMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.PastDeployment;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.pattern.RecurringError;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeploymentPatternSearchTest {
    private static final int COMMITS = 700;
    private static final Instant NOW = InventedHistory.at(COMMITS).plus(Duration.ofDays(100));

    private static TestDatabase db;
    private static RepositoryId shop;
    private static DeploymentPatternMemory memory;

    /** Three deployments bring three commits each and seldom fail, the fourth brings 25 and often does. */
    @BeforeAll
    static void store() {
        db = TestDatabase.create();
        shop = new InventedHistory(COMMITS, true).store(db);
        memory = new PatternMemory(db.dsl()).ofDeployments();
        db.execute("update commit_memory c set parents = array[p.sha] from commit_memory p"
                + " where p.repository_id = c.repository_id and p.position = c.position - 1");
        int number = 0;
        for (int at = 0; at < COMMITS; number++) {
            boolean large = number % 4 == 0;
            served(number, at, large ? number % 3 != 0 : number % 13 == 0);
            at += number % 4 == 3 ? 25 : 3;
        }
        db.execute("update deployment_watch set state = 'healthy' where state = 'watching'");
        // A person says that one of the verdicts was wrong.
        db.execute("insert into verdict_answer (repository_id, watch_id, number, state, answer, said_by, said_at)"
                + " select repository_id, id, 1, 'regressed', 'wrong', 'ana', now() from deployment_watch"
                + " where external_id = 'd4'");
        errors();
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static void served(int number, int commit, boolean regressed) {
        Instant at = InventedHistory.at(commit).plus(Duration.ofHours(1));
        Environment production = new Environment("production", null, null);
        tell(Rung.REPORTED, "d" + number, production, commit, at);
        // The same as others see it, and one that comes and goes: none of these is counted beside it.
        tell(Rung.PUSH, "p" + number, Environment.NONE, commit, at);
        tell(Rung.DEPLOYMENT_STATUS, "g" + number, production, commit, at);
        tell(Rung.DEPLOYMENT_STATUS, "t" + number, new Environment("pr-" + number, null, true), commit, at);
        if (regressed) {
            db.execute("update deployment_watch set state = 'regressed' where external_id = 'd" + number + "'");
        }
    }

    private static void tell(Rung source, String id, Environment environment, int commit, Instant at) {
        DeploymentEvent event = DeploymentEvent.told(
                source,
                id,
                environment,
                InventedHistory.sha(commit),
                null,
                null,
                DeploymentState.SUCCESS,
                at,
                0,
                at.minus(Duration.ofMinutes(1)));
        new DeploymentMemory(db.dsl()).store(shop, event);
        if (source == Rung.REPORTED) {
            new WatchedDeployments(db.dsl()).watch(shop, event, null);
        }
    }

    /** Of one template after two deployments and in one of two incidents, of another after one. */
    private static void errors() {
        db.execute("insert into deployment_verdict (repository_id, watch_id, look, state, at, notes)"
                + " select repository_id, id, l, 'suspect', serving_at + l * interval '1 minute', '{}' from deployment_watch,"
                + " unnest(array[30, 60]) l where external_id in ('d1', 'd2')");
        db.execute(
                "insert into verdict_log (repository_id, watch_id, look, number, service, environment, kind, template,"
                        + " events) select repository_id, watch_id, look, 1, 'till', 'production', 'new_error', 'no answer of <*>', 3"
                        + " from deployment_verdict");
        db.execute(
                "insert into verdict_log (repository_id, watch_id, look, number, service, environment, kind, template,"
                        + " events) select repository_id, min(watch_id), 60, 2, 'till', 'production', 'new_error', 'once', 3"
                        + " from deployment_verdict group by repository_id");
        db.execute(
                "insert into incident_memory (id, repository_id, service, environment, title, severity, source, trust,"
                        + " state, began_at, ended_at, opened_at) select gen_random_uuid(), " + shop.value()
                        + ", 'till', '', 'No till', 'critical', 'alertmanager', .9, 'resolved', d, d + interval '1 hour', d"
                        + " from unnest(array[timestamptz '2017-03-01 10:00Z', '2017-04-01 10:00Z']) d");
        db.execute(
                "insert into suspicion (id, repository_id, service, environment, kind, opened_at, last_seen_at, answer,"
                        + " answered_by, answered_at) select gen_random_uuid(), " + shop.value()
                        + ", 'till', 'production', 'new_error', d, d, a, case when a is null then null else 'ana' end,"
                        + " case when a is null then null else d end from (values"
                        + " (timestamptz '2017-03-01 10:05Z', 'confirmed'), ('2017-04-01 10:05Z', 'dismissed'),"
                        + " ('2017-05-01 10:05Z', 'confirmed')) as v(d, a)");
        db.execute("insert into suspicion_finding (suspicion_id, number, kind, template, first_at, last_at, value)"
                + " select id, 1, 'new_error', 'no answer of <*>', opened_at, opened_at, 3 from suspicion");
    }

    private static PatternSearch search(Instant now) {
        return new PatternSearch(db.dsl(), InstantSource.fixed(now), part -> {}, PatternRule.of(0.7), true);
    }

    @Test
    void deploymentsAreCountedOnceByTheSurestSourceWithWhatWentLive() {
        List<PastDeployment> past = memory.deployments(shop, NOW);

        assertThat(past).hasSize(84).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(past.get(0).commits()).as("what served before is not known").isNull();
        assertThat(past.get(1).commits()).isEqualTo(3);
        assertThat(past.get(4).commits()).isEqualTo(25);
        assertThat(past.get(4).pause()).isEqualTo(Duration.ofDays(50));
        assertThat(Objects.requireNonNull(past.get(4).topRisk())).isGreaterThan(80);
        assertThat(past.get(4).failedAt())
                .as("somebody says that its verdict is wrong")
                .isNull();
        assertThat(past.get(8).failedAt()).isEqualTo(past.get(8).settledAt());
    }

    @Test
    void whatIsFoundIsKeptLookedForOnceADayAndTheSameWithoutRawMaterial() {
        PatternSearch search = search(NOW);
        assertThat(search.due(shop)).isTrue();

        search.search(shop);

        assertThat(search.due(shop)).isFalse();
        assertThat(search(NOW.plus(Duration.ofDays(1))).due(shop)).isTrue();
        Count base = memory.search(shop).orElseThrow().base();
        assertThat(base.known()).isEqualTo(84);
        List<Pattern> found = memory.found(shop);
        Pattern large = found.get(0);
        assertThat(found).filteredOn(it -> it.state() == Pattern.State.PATTERN).isNotEmpty();
        assertThat(found)
                .filteredOn(it -> it.trait().subject().equals("commits_more"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(Pattern.State.PATTERN);
                    assertThat(it.count().known()).isEqualTo(20);
                    assertThat(it.base()).isEqualTo(base);
                    assertThat(it.checked().known()).isPositive();
                    assertThat(it.examples()).isNotEmpty().allMatch(sha -> sha.length() == 40);
                });
        assertThat(large.trait().kind()).isIn(PatternKind.COMMITS, PatternKind.PAUSE, PatternKind.TOP_RISK);
        List<RecurringError> errors = memory.recurring(shop);

        int gone = new Retention(db.dsl(), InstantSource.fixed(NOW), Duration.ofDays(365)).forget();
        db.execute("delete from deployment_pattern");
        db.execute("delete from deployment_pattern_search");
        search.search(shop);

        assertThat(gone).isGreaterThan(40);
        assertThat(memory.found(shop)).isEqualTo(found);
        assertThat(memory.recurring(shop)).isEqualTo(errors);
    }

    @Test
    void anErrorThatCameBackIsCountedWithoutARate() {
        assertThat(memory.recurring(shop)).singleElement().satisfies(it -> {
            assertThat(it.template()).isEqualTo("no answer of <*>");
            assertThat(it.service().name()).isEqualTo("till");
            assertThat(it.deployments()).isEqualTo(2);
            assertThat(it.incidents())
                    .as("one was dismissed, one belongs to none")
                    .isEqualTo(1);
            assertThat(it.ofIncidents()).isEqualTo(2);
            assertThat(it.first()).isEqualTo(Instant.parse("2017-03-01T10:05:00Z"));
        });
    }
}
