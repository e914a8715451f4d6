package io.rootops.core.settings;

import org.jspecify.annotations.Nullable;

/**
 * Every setting there is; all come from the environment. {@code .env.example} lists just these, with the same
 * defaults, and a test holds the two together.
 */
public enum Setting {
    GITHUB_REPO(
            null,
            "Repositories on GitHub to follow, just these: owner/name, several separated by commas. Empty: all that the GitHub App is installed on but archived ones and forks that nobody selected; without an App none, or a choice of those the token can read."),
    GITHUB_TOKEN(
            null,
            "Token for GitHub: for private repositories, and more calls an hour. Empty: public repositories only."),
    ENABLE_COMMIT_STATUSES(
            "false",
            "true: with GITHUB_TOKEN and without a GitHub App, the score of each new head of a branch is written on GitHub as a commit status, in the name of whom the token belongs to."),
    ENABLE_PULL_REQUEST_COMMENTS(
            "false",
            "true: the risk of each open pull request is written on it as one comment too, edited when it changes; the GitHub App or the token needs write access to pull requests for that."),
    GITHUB_APP_ID(null, "ID of the GitHub App that RootOps is, from the App's settings. Empty: no App."),
    GITHUB_APP_PRIVATE_KEY(
            null,
            "The App's private key: the PEM text, with line breaks or \\n, the path of its file, or the whole as base64."),
    CHECK_FAIL_PERCENTILE(
            null,
            "Percentile, 1 to 100, from which on a check run fails, so that a branch protection rule can hold a merge back. Empty: it never does."),
    GATE_HOLD_PERCENTILE(
            "99",
            "Percentile, 1 to 100, from which on a commit that would go live has the gate hold a deployment back."),
    GITHUB_URL("https://github.com", "Where GitHub is: another host for an Enterprise Server."),
    GITHUB_API_URL(
            null,
            "Where GitHub's REST API is. Empty: https://api.github.com, or <GITHUB_URL>/api/v3 where GITHUB_URL names another host."),
    ENABLE_AUTO_POLLING(
            "true", "false: look at repositories only once, at the start, and read neither logs nor metrics."),
    POLL_GITHUB_INTERVAL_SECONDS(
            "300",
            "How often GitHub is asked for what is new, in seconds; 10 or more. Less often while webhooks come; the GitHub App asks for one list an account."),
    AUTO_ANALYZE_NEW_COMMITS(
            "true",
            "false: commits are stored as not analysed and get a score when somebody asks for it: rootops analyze, the API, or the button on their page."),
    ENABLE_CONTINUOUS_LEARNING(
            "true",
            "false: keep the model in use and the patterns that were found; outcomes are collected, and a repository that has neither yet learns both once."),
    PATTERN_CONFIDENCE_THRESHOLD(
            "0.7",
            "How sure RootOps must be, 0.5 to 0.99, that something goes wrong half as often again as usual before it calls it a pattern of the repository."),
    MEMORY_RETENTION_DAYS(
            "365",
            "How many days raw material is kept, 30 or more: what checks and alerts told, pushes that were taken for deployments, suspicions that nobody answered. Pushes are kept for 455 days at least, as far back as deployments are counted; the verdicts on them go with them, unless somebody answered one. What is counted by the minute of logs and metrics goes after 30. Commits, outcomes, incidents, patterns and scores stay."),
    GITHUB_WEBHOOK_SECRET(
            null,
            "Secret of GitHub's webhooks, which come to /webhooks/github; while one is replaced, the old and the new separated by commas. Empty: webhooks are refused."),
    PAGERDUTY_WEBHOOK_SECRET(
            null,
            "Secret of PagerDuty's webhooks, which come to /webhooks/pagerduty; PagerDuty shows it once, when the subscription is made. Empty: they are refused."),
    LOKI_URL(
            null,
            "Where Grafana Loki is, such as http://loki:3100: for errors before and after each deployment. Empty: looked for at the usual addresses. none: not used."),
    LOKI_USERNAME(null, "User of Loki's basic authentication."),
    LOKI_PASSWORD(null, "Password of this user."),
    LOKI_TOKEN(null, "Token for Loki, sent as bearer; instead of user and password."),
    LOKI_TENANT(null, "Tenant of Loki, sent as X-Scope-OrgID."),
    LOG_PATHS(
            "/logs/*.log",
            "Log files to read where there is no Loki: paths with * and ?, and ** for any directories, several separated by commas."),
    POLL_LOGS_INTERVAL_SECONDS("120", "How often logs are read, in seconds; 10 or more."),
    PROMETHEUS_URL(
            null,
            "Where Prometheus is, or what speaks its API (Thanos, Mimir, VictoriaMetrics), such as http://prometheus:9090: for a verdict on each deployment. Empty: looked for at the usual addresses. none: not used."),
    PROMETHEUS_USERNAME(null, "User of Prometheus' basic authentication."),
    PROMETHEUS_PASSWORD(null, "Password of this user."),
    PROMETHEUS_TOKEN(null, "Token for Prometheus, sent as bearer; instead of user and password."),
    PROMETHEUS_TENANT(null, "Tenant of Prometheus, sent as X-Scope-OrgID."),
    POLL_METRICS_INTERVAL_SECONDS("60", "How often metrics are read, in seconds; 10 or more."),
    PROMETHEUS_EXTERNAL_URL(
            null,
            "Where people open Prometheus' own pages, such as https://prometheus.example.com: pages link to the same time there. Empty: no links."),
    GRAFANA_URL(
            null,
            "Where people open Grafana, such as https://grafana.example.com: pages link to the same time there. Empty: no links."),
    GRAFANA_DATASOURCE("prometheus", "Name or UID of Grafana's data source that has the metrics."),
    GRAFANA_LOKI_DATASOURCE(
            "loki", "Name or UID of Grafana's data source that has the logs, where they are read from Loki."),
    DATABASE_URL(
            null,
            "PostgreSQL 15 or newer: postgres://user:password@host:5432/database. Empty: an embedded one in ROOTOPS_HOME."),
    ROOTOPS_HOME(null, "Data directory: the embedded database and the clones. Empty: .rootops in the home directory."),
    ROOTOPS_KEY_FILE(
            null,
            "File with the key that secrets in the database are encrypted with, made when it is first needed; the same for all replicas. Empty: secret.key in ROOTOPS_HOME."),
    ROOTOPS_PORT("8000", "Port of the dashboard and the API; 0 takes a free one."),
    ROOTOPS_WEBHOOK_PORT(
            null,
            "A port of their own for webhooks, where nothing else answers; 0 takes a free one. Empty: they come to ROOTOPS_PORT only."),
    ROOTOPS_BIND(
            "127.0.0.1",
            "Address to listen on; 0.0.0.0 is all of this machine. On any other than a loopback address nobody gets in without signing in or a token."),
    ROOTOPS_URL(
            null,
            "Where people and GitHub reach this RootOps, such as https://rootops.example.com: for links and cookies. Empty: its own address. One of another machine's name makes signing in necessary on a loopback address too."),
    ROOTOPS_AUTH(
            "auto",
            "auto: reading is open on a loopback address, any other needs signing in or a token. required: every address does. open: everybody who reaches the address may read and change everything."),
    LOG_FORMAT(
            "text",
            "text: the log is lines for people. json: one JSON object a line, with the names of the Elastic Common Schema, and the deliveries that it is about as delivery."),
    ROOTOPS_DEBUG("false", "true: errors on the command line come with their stack trace.");

    private final @Nullable String defaultValue;
    private final String effect;

    Setting(@Nullable String defaultValue, String effect) {
        this.defaultValue = defaultValue;
        this.effect = effect;
    }

    /** What an unset or empty variable means; null: its effect says. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** For people, one line. */
    public String effect() {
        return effect;
    }
}
