package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A repository is the unit of scale: facts can be distributed by {@code repository_id}, as Citus does it, where it leads
 * each of their unique keys. What is not distributed is spelled out here, each with its reason.
 */
class SchemaRulesTest {
    private static final Map<String, String> LOCAL = Map.ofEntries(
            Map.entry("repository", "what the others refer to; its names and numbers are unique among all"),
            Map.entry("repository_alias", "asked by location, before it is known whose it is"),
            Map.entry(
                    "webhook_inbox",
                    "rows are claimed across repositories, and stored before it is known whose they are"),
            Map.entry("scheduled_tasks", "claimed across repositories, by db-scheduler"),
            Map.entry("report_tasks", "as scheduled_tasks"),
            Map.entry("installation_tasks", "as scheduled_tasks"),
            Map.entry("poll_tasks", "as scheduled_tasks"),
            Map.entry("installation", "of an account, not of a repository"),
            Map.entry("installed_repository", "by GitHub's numbers; also of repositories that are not followed"),
            Map.entry("installation_listing", "one row"),
            Map.entry("delivery_log", "of an App"),
            Map.entry("github_app", "of a GitHub"),
            Map.entry("token_budget", "one row"),
            Map.entry("report_call", "counts calls to a forge across repositories; no key"),
            Map.entry("api_token", "of people and programs"),
            Map.entry("login_link", "of people"),
            Map.entry("session", "of people"),
            Map.entry("forgotten", "people, who are the same in all repositories"),
            Map.entry("database_size", "of the database, a row each day"),
            Map.entry("replica", "of processes"),
            Map.entry("service", "which repository it comes from is learned, and may change"),
            Map.entry("service_files", "of a service"),
            Map.entry("log_source", "read for all services at once"),
            Map.entry("template_miner", "of a service"),
            Map.entry("log_template", "of a service"),
            Map.entry("template_count", "of a service"),
            Map.entry("error_count", "of a service"),
            Map.entry("log_count", "of a service"),
            Map.entry("service_origin", "of a service"),
            Map.entry("service_correction", "of a service, by its names"),
            Map.entry("service_start", "of a service"),
            Map.entry("origin_learning", "one row"),
            Map.entry("metric_source", "read for all services at once"),
            Map.entry("metric_value", "of a service"),
            Map.entry("metric_anomaly", "of a service"),
            Map.entry("metric_limit", "of a service"),
            Map.entry("incident_memory", "of a service, whose repository need not be known"),
            Map.entry("incident_history", "of an incident"),
            Map.entry("change_event", "by the sender's own name of it; its repository need not be known"),
            Map.entry("incident_alert", "stored before it is known of which incident it is"),
            Map.entry("incident_report", "of an incident, by the sender's own name of it"),
            Map.entry("correlation_learning", "of an incident, whose repository need not be known"),
            Map.entry(
                    "suspect_ranking",
                    "of an incident, a suspicion or a deployment, and of the repository that it is of then"),
            Map.entry("suspect", "of a ranking"),
            Map.entry("alert_inbox", "stored before it is known what it is about"),
            Map.entry("alert_source", "of who sends alerts"),
            Map.entry("suspicion", "of a service; of which repository may not be known"),
            Map.entry("suspicion_finding", "of a suspicion"),
            Map.entry("suspicion_look", "one row"),
            Map.entry("quiet_day", "of all services, a row each day"),
            Map.entry("metric_day", "of a service"),
            Map.entry("metric_query", "of a service"),
            Map.entry("flyway_schema_history", "of the schema itself"));

    @Test
    void theRepositoryLeadsEachUniqueKeyOfFacts() {
        try (TestDatabase db = TestDatabase.create()) {
            Map<String, List<String>> leading = new TreeMap<>(db.dsl()
                    .fetch("""
                            select t.relname as name, coalesce(array_agg(a.attname::text) filter (where i.indisunique), '{}')
                            from pg_class t
                            left join pg_index i on i.indrelid = t.oid
                            left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                            where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
                            group by t.relname""")
                    .intoMap(it -> it.get(0, String.class), it -> List.of(it.get(1, String[].class))));

            assertThat(leading.keySet()).containsAll(LOCAL.keySet());
            leading.keySet().removeAll(LOCAL.keySet());
            assertThat(leading).hasSizeGreaterThan(30);
            leading.forEach((table, columns) -> assertThat(columns)
                    .as(table + ": its unique keys begin with repository_id, or it is local and says why")
                    .isNotEmpty()
                    .containsOnly("repository_id"));
        }
    }

    @Test
    void factsReferToNothingOfAnotherRepository() {
        try (TestDatabase db = TestDatabase.create()) {
            assertThat(db.dsl().fetch("""
                            select conrelid::regclass || ' ' || conname from pg_constraint c
                            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                            where c.contype = 'f' and a.attname <> 'repository_id'""").getValues(0, String.class))
                    .allSatisfy(it -> assertThat(LOCAL.keySet()).contains(it.replaceFirst(" .*", "")));
        }
    }

    /** Of a release that was published: its archive is kept, and its processes may still run while the next one starts. */
    private static final Path KEPT = Path.of("src/test/resources/archives");

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)\\D.*");

    /** What a migration takes away after all, and since which release nobody has used it. */
    private static final Map<String, String> USED_NO_MORE = Map.of();

    @Test
    void aMigrationTakesNothingAwayThatTheReleaseBeforeStillUses() throws Exception {
        int kept = versions(KEPT).keySet().stream().max(Integer::compare).orElseThrow();
        Map<Integer, Path> newer = new TreeMap<>(versions(MIGRATIONS));
        newer.keySet().removeIf(it -> it <= kept);

        for (Path migration : newer.values()) {
            assertThat(Contractions.of(Files.readString(migration)))
                    .as(migration.getFileName()
                            + ": replicas of the release before run on these tables as well. Take away"
                            + " in a later release, and name it here with the one that stopped using it")
                    .allSatisfy(it -> assertThat(USED_NO_MORE).containsKey(it));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table webhook_inbox drop column door",
                "alter table webhook_inbox\n  add a text, -- harmless\n  drop door;",
                "ALTER TABLE webhook_inbox RENAME COLUMN door TO entrance",
                "alter table webhook_inbox rename to inbox",
                "alter table if exists webhook_inbox alter column id type text",
                "alter table webhook_inbox alter door set data type integer",
                "alter table webhook_inbox alter column action set not null",
                "alter table webhook_inbox alter column attempts drop default",
                "alter table webhook_inbox add column priority integer not null",
                "alter table webhook_inbox add a integer not null default 0 check (a in (1, 2)), add b text not null",
                "alter table webhook_inbox add check (attempts < 5)",
                "alter table webhook_inbox add constraint one unique (event)",
                "alter table webhook_inbox add foreign key (github_id) references repository (github_id)",
                "create unique index one on webhook_inbox (event)",
                "create table a (b text); drop table webhook_inbox",
            })
    void whatContractsIsFound(String sql) {
        assertThat(Contractions.of(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b text not null unique); alter table a add c text not null; create unique index on a (b)",
                "alter table webhook_inbox add priority integer not null default 0, add column why text",
                "alter table webhook_inbox drop constraint webhook_inbox_state_check",
                "alter table webhook_inbox alter column event drop not null, alter attempts set default 1",
                "create index one on webhook_inbox (event); drop index webhook_inbox_dead",
                "-- drop table webhook_inbox;\nupdate webhook_inbox set attempts = 0 where state = 'dead'",
            })
    void whatExpandsIsNotTakenForIt(String sql) {
        assertThat(Contractions.of(sql)).isEmpty();
    }

    private static Map<Integer, Path> versions(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toMap(
                    it -> {
                        Matcher version = VERSION.matcher(it.getFileName().toString());
                        assertThat(version.matches()).as(it.toString()).isTrue();
                        return Integer.valueOf(version.group(1));
                    },
                    it -> it));
        }
    }
}
