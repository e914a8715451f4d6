package io.rootops.core.testing;

import java.util.List;

/**
 * A few rows for each table, valid from the schema on that brought the table: the memory of a small installation of any
 * release. Tests that ask for all tables fail here when a migration brings one without rows.
 */
public final class MemoryRows {
    /**
     * @param since first schema that has the table
     * @param each once for each repository, with {@code {r}} for its number; else once
     */
    private record Row(int since, boolean each, String sql) {}

    private static final String SHA = "'\\x" + "a{r}".repeat(20) + "'";
    private static final String FIX = "'\\x" + "b{r}".repeat(20) + "'";
    private static final String INCIDENT = "'00000000-0000-7000-8000-00000000000{r}'";
    private static final String CHANGE = "'00000000-0000-7000-8000-0000000000c{r}'";
    private static final String TASK = " (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,"
            + " version) values ('a-task', '{r}', now(), true, 'a process that is no more', now(), 1)";

    private static final List<Row> ROWS = List.of(
            each(
                    1,
                    "insert into repository (name, location, kind, web_url, default_branch, mined_head, miner_version,"
                            + " state, last_mined_at, commits, scored_commits) values ('acme/shop{r}',"
                            + " 'https://github.com/acme/shop{r}.git', 'github', 'https://github.com/acme/shop{r}',"
                            + " 'main', " + FIX + ", 1, 'ready', now(), 2, 2)"),
            each(
                    1,
                    "insert into author (repository_id, id, email, name, bot) values"
                            + " ({r}, 1, 'ana@example.org', 'Ana L\u00f3pez', false),"
                            + " ({r}, 2, 'bob@example.org', 'Bob', false)"),
            each(1, "insert into path (repository_id, id, path) values ({r}, 1, 'a\tb\\n'), ({r}, 2, 'b.txt')"),
            each(
                    1,
                    "insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                            + " committed_at, subject, files, lines_added, lines_deleted, rankable, model_version,"
                            + " percentile, level) values ({r}, 1, " + SHA
                            + ", 1, '{}', 1, '2024-02-29 23:59:59.123456Z',"
                            + " '2024-03-01Z', 'Add the till', 1, 10, 0, true, 1, 99.5, 'high'), ({r}, 2, " + FIX
                            + ", 2, array[" + SHA
                            + "::bytea], 2, '2024-03-02Z', '2024-03-02Z', 'Merge pull request #5 from ana-l/till', 1, 1, 1,"
                            + " true, 1, 0.1, 'low')"),
            each(
                    1,
                    "insert into commit_message (repository_id, commit_id, message) values ({r}, 1, E'Add the till\\n\\n"
                            + "Signed-off-by: Ana L\u00f3pez <ana@example.org>\\nReviewed-by: @ana-l\\n'),"
                            + " ({r}, 2, E'Merge pull request #5 from ana-l/till\\n\\nCo-authored-by: Ana <Ana@Example.org>\\n')"),
            each(
                    1,
                    "insert into commit_features (repository_id, commit_id, features) values"
                            + " ({r}, 1, '{1,0.1,NaN}'::real[] || array_fill(0.3::real, array[53])),"
                            + " ({r}, 2, '{2,3.4028235e38,1e-45}'::real[] || array_fill(0.3::real, array[53]))"),
            each(
                    1,
                    "insert into file_change (repository_id, commit_id, path_id, file_id, status, is_binary,"
                            + " lines_added, lines_deleted) values ({r}, 1, 1, 1, 'A', false, 10, 0),"
                            + " ({r}, 2, 1, 1, 'M', false, 1, 1)"),
            each(
                    1,
                    "insert into changed_identifiers (repository_id, commit_id, path_id, identifiers) values"
                            + " ({r}, 1, 1, 'till sum')"),
            each(1, "insert into branch (repository_id, name, head, seen_at) values ({r}, 'main', " + FIX + ", now())"),
            each(1, "insert into branch_commit (repository_id, branch, commit_id) values ({r}, 'main', 2)"),
            each(
                    1,
                    "insert into risk_model (repository_id, version, kind, trained_at, commits, reference, promoted)"
                            + " values ({r}, 1, 'size', now(), 2, '{2,10}', true)"),
            each(
                    1,
                    "insert into risk_score (repository_id, model_version, commit_id, raw, percentile, scored_at) values"
                            + " ({r}, 1, 1, 10, 99.5, now()), ({r}, 1, 2, 2, 0.1, now())"),
            each(
                    1,
                    "insert into commit_day (repository_id, day, level, commits, churn) values"
                            + " ({r}, '2024-03-01', 'high', 1, 10), ({r}, '2024-03-02', 'low', 1, 2)"),
            each(1, "insert into scheduled_tasks" + TASK),
            each(
                    2,
                    "insert into outcome (repository_id, sha, source, evidence, strong, known_at, lines) values"
                            + " ({r}, " + SHA + ", 'szz', '" + "b{r}".repeat(20) + "', true, now(), 1)"),
            each(
                    2,
                    "insert into logistic_model (repository_id, model_version, part, features, means, deviations,"
                            + " weights, intercept) values ({r}, 1, 'own', '{la}', '{0.1}', '{1}', '{0.3}', -1.5)"),
            each(
                    2,
                    "insert into held_out_score (repository_id, commit_id, period, logit, prior_logit, probability,"
                            + " heuristic_v1) values ({r}, 1, 1, 0.1, 0.2, 0.3, 4)"),
            once(
                    3,
                    "insert into api_token (name, secret_hash, scopes, created_at) values"
                            + " ('ci', '\\x01', '{read}', now())"),
            once(
                    3,
                    "insert into login_link (secret_hash, origin, created_at, expires_at) values"
                            + " ('\\x02', 'start', now(), now())"),
            once(
                    3,
                    "insert into session (secret_hash, created_at, last_seen_at, expires_at) values"
                            + " ('\\x03', now(), now(), now())"),
            each(
                    4,
                    "insert into webhook_inbox (delivery_guid, body_sha256, event, body, github_id, full_name,"
                            + " locked_by, locked_until, note, last_error) values ('guid-{r}', '\\x0{r}', 'push',"
                            + " convert_to('{\"pusher\":{\"name\":\"ana-l\",\"email\":\"ana@example.org\"}}', 'UTF8'),"
                            + " 100{r}, 'acme/shop{r}', 'a process that is no more', now(), 'read ana@example.org',"
                            + " 'no commit of ana@example.org')"),
            each(4, "update repository set github_id = 100{r} where id = {r}"),
            each(
                    4,
                    "insert into repository_alias (location, repository_id) values"
                            + " ('https://github.com/acme/old{r}.git', {r})"),
            each(
                    5,
                    "insert into commit_mark (repository_id, sha, analyzed, shown_before_merge) values" + " ({r}, "
                            + FIX + ", true, true)"),
            each(
                    7,
                    "insert into risk_report (repository_id, sha, kind, state, model_version, percentile, locked_until,"
                            + " last_error) values ({r}, " + FIX + ", 'check_run', 'due', 1, 0.1, now(),"
                            + " 'not allowed to @ana-l')"),
            each(8, "update commit_mark set subject = 'Fix the till of Ana L\u00f3pez'"),
            each(7, "insert into report_tasks" + TASK),
            once(
                    9,
                    "insert into installation (id, account, account_id, account_type, repository_selection, permissions,"
                            + " events) values (7, 'acme', 70, 'Organization', 'all', '{}', '{push}')"),
            each(
                    9,
                    "insert into installed_repository (installation_id, github_id, full_name) values"
                            + " (7, 100{r}, 'acme/shop{r}')"),
            once(9, "insert into installation_listing (listed_at) values (now())"),
            each(9, "insert into installation_tasks" + TASK),
            each(
                    10,
                    "insert into pull_request (repository_id, number, github_id, title, author_login, state, draft,"
                            + " from_fork, head_sha, base_ref, base_sha, updated_at, backlog, approved_by) values"
                            + " ({r}, 5, 500{r}, 'The till by Ana L\u00f3pez', 'ana-l', 'open', false, false, " + FIX
                            + ", 'main', " + SHA
                            + ", now(), false, '{bob-b,Ana-L}')"),
            each(10, "insert into pull_request_commit (repository_id, sha, number) values ({r}, " + FIX + ", 5)"),
            each(10, "insert into report_start (repository_id, kind) values ({r}, 'check_run')"),
            once(10, "insert into report_call default values"),
            once(11, "insert into delivery_log (app, read_until) values ('4711', now())"),
            each(
                    12,
                    "insert into held_out_model (repository_id, period, prior_version, known_bad, shift, facts) values"
                            + " ({r}, 1, 'p', 3, 0.1, '{1,2}')"),
            each(
                    12,
                    "insert into held_out_part (repository_id, period, part, features, means, deviations, weights,"
                            + " intercept) values ({r}, 1, 'own', '{la}', '{0.1}', '{1}', '{0.3}', -1.5)"),
            once(
                    13,
                    "insert into github_app (github, app_id, slug, name, owner, page, private_key) values"
                            + " ('https://github.com', 4711, 'rootops-acme', 'RootOps of acme', 'acme',"
                            + " 'https://github.com/apps/rootops-acme', '\\x0102030405')"),
            each(
                    14,
                    "insert into deployment_event (repository_id, source, external_id, environment, sha, state, state_at,"
                            + " state_number, confidence, created_at, name) values ({r}, 'deployment', '1', 'production', "
                            + FIX + ", 'success', now(), 1, 'high', now(), 'The till, thanks to @ana-l')"),
            each(
                    15,
                    "insert into check_conclusion (repository_id, sha, kind, app_id, suite_id, name, external_id, state,"
                            + " at) values ({r}, " + FIX + ", 'check_run', 1, 1, 'build', 9, 'queued', now())"),
            each(
                    15,
                    "insert into issue (repository_id, number, title, state, labels, opened_at, updated_at) values"
                            + " ({r}, 6, 'The till is broken, says @ana-l', 'open', '{bug}', now(), now())"),
            each(15, "insert into poll_listed (repository_id, topic) values ({r}, 'pulls')"),
            each(15, "insert into poll_tasks" + TASK),
            each(17, "insert into told_head (repository_id, sha) values ({r}, " + FIX + ")"),
            each(18, "insert into refusal (repository_id, topic, until) values ({r}, 'pulls', now())"),
            each(18, "insert into poll_request (repository_id) values ({r})"),
            each(
                    20,
                    "insert into check_poll (repository_id, sha, first_asked_at, asked_at) values" + " ({r}, " + FIX
                            + ", now(), now())"),
            each(20, "insert into issue_poll (repository_id, number) values ({r}, 6)"),
            each(
                    21,
                    "insert into replaced_lines (repository_id, commit_id, path_id, origin, lines, beside) values"
                            + " ({r}, 2, 1, " + SHA + ", 1, 0)"),
            once(22, "insert into token_budget (rate_limit, rate_remaining, rate_reset_at) values (5000, 4999, now())"),
            once(
                    24,
                    "insert into forgotten (hash, salt, kind, words, pseudonym) values"
                            + " ('\\x01', '\\x02', 'name', 2, 'forgotten-0a1b2c3d')"),
            each(
                    25,
                    "insert into delivery_cause (repository_id, delivery_guid, sha, received_at) values"
                            + " ({r}, 'guid-{r}', " + FIX + ", now())"),
            once(25, "insert into database_size (day, bytes) values ('2024-03-01', 40000000)"),
            once(25, "insert into replica (name, version, started_at, seen_at) values ('a', '0.1.0', now(), now())"),
            once(
                    27,
                    "insert into service (name, environment, first_seen_at, last_seen_at) values"
                            + " ('till', 'production', now(), now())"),
            once(
                    27,
                    "insert into log_source (name, position, complete_at, claimed_at, read_at, notes) values"
                            + " ('files', '\\x01', now(), now(), now(), '{an hour was left out}')"),
            once(
                    27,
                    "insert into service_files (service_id, from_at, to_at, stored_at) values"
                            + " (1, now() - interval '1 minute', now(), now())"),
            once(27, "insert into template_miner (service_id, version, state) values (1, 1, '\\x01')"),
            once(
                    27,
                    "insert into log_template (service_id, number, text, level, error, samples, events, first_seen_at,"
                            + " last_seen_at) values (1, -7, 'cannot pay <*>', 4, true, '{\"cannot pay 1, says @ana-l\"}', 1, now(), now())"),
            once(27, "insert into template_count (template_id, hour, events) values (1, now(), 1)"),
            once(27, "insert into error_count (template_id, minute, events) values (1, now(), 1)"),
            once(27, "insert into log_count (service_id, minute, events, errors) values (1, now(), 1, 1)"),
            once(
                    28,
                    "insert into metric_source (name, claimed_at, read_at, watched_to, notes) values"
                            + " ('prometheus', now(), now(), now(), '{too many services}')"),
            once(
                    28,
                    "insert into metric_value (service_id, kind, at, value, low, high) values"
                            + " (1, 'latency', now(), 0.25, 1e-300, 0.5)"),
            once(
                    28,
                    "insert into metric_anomaly (service_id, kind, at, value, usual, grade, speaks) values"
                            + " (1, 'errors', now(), 2.5, 0, 0.75, true)"),
            once(
                    35,
                    "insert into metric_limit (service_id, kind, at, used, soonest_at, expected_at, latest_at, tested, ratio)"
                            + " values (1, 'disk', now(), 0.75, now(), now() + interval '1 day', null, 12, 0.25)"),
            each(
                    29,
                    "insert into service_origin (service_id, repository_id, path, confidence, basis, evidence) values"
                            + " (1, {r}, 'services/till', 'medium', 'directory', 'services/till has its name')"),
            each(
                    29,
                    "insert into service_correction (service, environment, repository_id, path, said_by, said_at) values"
                            + " ('till', 'staging {r}', {r}, '', 'the token ''of @ana-l''', now())"),
            once(
                    29,
                    "insert into service_start (service_id, at, instance, version, revision) values"
                            + " (1, now(), 'till-1', '1.2.3', 'a1a1a1a')"),
            once(29, "insert into origin_learning (claimed_at, known) values (now(), '')"),
            each(
                    30,
                    "insert into deployment_watch (repository_id, source, external_id, environment, begun_at, serving_at,"
                            + " serving_seen, state) values ({r}, 'deployment', '1', 'production', now(), now(), false,"
                            + " 'suspect')"),
            each(
                    30,
                    "insert into deployment_verdict (repository_id, watch_id, look, state, at, notes) values"
                            + " ({r}, {r}, 60, 'suspect', now(), '{}')"),
            each(
                    30,
                    "insert into verdict_metric (repository_id, watch_id, look, service, environment, kind, before, after,"
                            + " as_large, placebos, finding) values ({r}, {r}, 60, 'till', 'production', 'latency', .1, .2,"
                            + " 3, 900, 'alone')"),
            each(
                    30,
                    "insert into verdict_log (repository_id, watch_id, look, number, service, environment, kind, template,"
                            + " events) values ({r}, {r}, 60, 1, 'till', 'production', 'new_error', 'no till of @ana-l', 3)"),
            each(
                    31,
                    "insert into incident_memory (id, repository_id, service, environment, title, severity, source, trust,"
                            + " state, began_at, ended_at, opened_at, link) values (" + INCIDENT
                            + ", {r}, 'till', 'production', 'No till, says @ana-l', 'critical', 'alertmanager', .9,"
                            + " 'resolved', now() - interval '1 hour', now(), now(), 'https://alerts.example.org/')"),
            each(
                    31,
                    "insert into incident_history (incident_id, number, event, at, said_at, note) values (" + INCIDENT
                            + ", 1, 'opened', now(), now(), 'the token ''of @ana-l''')"),
            each(
                    31,
                    "insert into incident_alert (source, key, incident_id, grouping, service, environment, title, text,"
                            + " severity, status, began_at, ended_at, said_at, told_at) values ('alertmanager', 'a{r}', "
                            + INCIDENT + ", 'g', 'till', 'production', 'No till, says @ana-l', 'Ask ana@example.org',"
                            + " 'critical', 'resolved', now() - interval '1 hour', now(), now(), now())"),
            once(
                    31,
                    "insert into alert_inbox (source, body, attempts, last_error) values"
                            + " ('alertmanager', '\\x7b7d', 1, 'no incident of @ana-l')"),
            once(31, "insert into alert_source (source, heard_at) values ('alertmanager', now())"),
            each(
                    32,
                    "insert into suspicion (id, repository_id, service, environment, kind, opened_at, told_at, last_seen_at,"
                            + " answer, answered_by, answered_at) values ('00000000-0000-4000-8000-00000000000{r}', {r},"
                            + " 'till', 'production', 'new_error', now(), now(), now(), 'dismissed',"
                            + " 'the token ''of @ana-l''', now())"),
            each(
                    32,
                    "insert into suspicion_finding (suspicion_id, number, kind, template, first_at, last_at, value) values"
                            + " ('00000000-0000-4000-8000-00000000000{r}', 1, 'new_error', 'no till of @ana-l', now(), now(),"
                            + " 3)"),
            once(32, "insert into suspicion_look (looked_to) values (now())"),
            once(32, "insert into quiet_day (day, services, alarms) values ('2024-03-01', 12, 1)"),
            each(37, "update incident_memory set text = 'No till, wrote @ana-l' where id = " + INCIDENT),
            each(
                    37,
                    "insert into incident_report (source, key, incident_id, service, environment, title, text, severity,"
                            + " began_at, told_by, said_at, told_at) values ('reported', 'r{r}', " + INCIDENT
                            + ", 'till', 'production', 'No till, says @ana-l', 'Ask Ana L\u00f3pez', 'critical', now(),"
                            + " 'the token ''of @ana-l''', now(), now())"),
            each(
                    37,
                    "insert into correlation_learning (incident_id, number, repository_id, sha, answer, trust, said_by,"
                            + " said_at, taken_back_by, taken_back_at) values (" + INCIDENT + ", 1, {r}, " + FIX
                            + ", 'confirmed', 1, 'the token ''of @ana-l''', now(), 'the token ''of @ana-l''', now())"),
            each(
                    38,
                    "insert into suspect_ranking (repository_id, incident_id, head, head_from, candidates, owners, traced, share,"
                            + " chance, model, told, note, ranked_at) values ({r}, " + INCIDENT + ", " + FIX
                            + ", 'deployment', 12, true, false, 0.5, 0.6, 'shipped', 1, null, now())"),
            each(
                    38,
                    "insert into suspect (ranking_id, rank, sha, score, feature, points, words) select id, 1, " + FIX
                            + ", 1.5, '{text}', '{1.5}', '{its message mentions @ana-l}' from suspect_ranking"
                            + " where repository_id = {r}"),
            once(
                    34,
                    "insert into metric_day (service_id, kind, day, steps) values"
                            + " (1, 'latency', '2026-11-29', '{0.25,null,1e-30}')"),
            once(34, "insert into metric_query (service_id, kind, query) values (1, 'cpu', 'rate(cpu[5m])')"),
            each(
                    36,
                    "insert into declared_service (repository_id, number, service, file, path, image) values"
                            + " ({r}, 1, 'till', 'compose.yaml', 'services/till', null)"),
            each(
                    40,
                    "insert into verdict_answer (repository_id, watch_id, number, state, answer, said_by, said_at,"
                            + " taken_back_by, taken_back_at) values ({r}, {r}, 1, 'suspect', 'wrong',"
                            + " 'the token ''of @ana-l''', now(), 'the token ''of @ana-l''', now())"),
            each(
                    39,
                    "insert into pattern_memory (repository_id, kind, subject, partner, state, commits, bad, confidence,"
                            + " needed, found_at, checked, checked_bad, checked_base, checked_base_bad, examples) values"
                            + " ({r}, 'path', 'till', '', 'pattern', 41, 9, 0.98, 9, now(), 12, 3, 90, 3, array[" + SHA
                            + "::bytea])"),
            each(
                    39,
                    "insert into pattern_search (repository_id, version, threshold, revision, commits, bad, searched_at)"
                            + " values ({r}, 1, 0.7, 1, 500, 15, now())"),
            each(
                    41,
                    "insert into change_event (id, key, repository_id, service, environment, kind, title, at, told_by,"
                            + " told_at) values (" + CHANGE
                            + ", '/flags:{r}', {r}, 'till', 'production', 'feature_flag',"
                            + " 'Turn on new-till, says @ana-l', now(), 'the token ''of @ana-l''', now())"),
            each(
                    41,
                    "insert into correlation_learning (incident_id, number, answer, trust, said_by, said_at, change_id)"
                            + " values (" + INCIDENT + ", 2, 'rejected', 1, 'somebody', now(), " + CHANGE + ")"),
            each(
                    42,
                    "insert into deployment_pattern (repository_id, kind, subject, state, deployments, failed, confidence,"
                            + " needed, found_at, checked, checked_failed, checked_base, checked_base_failed, examples)"
                            + " values ({r}, 'commits', 'commits_more', 'pattern', 30, 9, 0.98, 7, now(), 12, 3, 90, 3,"
                            + " array[" + SHA + "::bytea])"),
            each(
                    42,
                    "insert into deployment_pattern_search (repository_id, version, threshold, deployments, failed,"
                            + " searched_at) values ({r}, 1, 0.7, 120, 11, now())"));

    private MemoryRows() {}

    /**
     * Puts them into an empty database.
     *
     * @param schema that it has
     * @param repositories how many, 1 to 9; their numbers begin with 1
     */
    public static void insert(TestDatabase database, int schema, int repositories) {
        for (Row row : ROWS) {
            for (int r = 1; row.since <= schema && r <= (row.each ? repositories : 1); r++) {
                database.execute(row.sql.replace("{r}", String.valueOf(r)));
            }
        }
    }

    private static Row each(int since, String sql) {
        return new Row(since, true, sql);
    }

    private static Row once(int since, String sql) {
        return new Row(since, false, sql);
    }
}
