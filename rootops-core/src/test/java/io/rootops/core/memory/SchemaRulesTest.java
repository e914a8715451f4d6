package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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
}
