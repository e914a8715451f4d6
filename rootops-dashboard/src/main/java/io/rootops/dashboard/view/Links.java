package io.rootops.dashboard.view;

import io.rootops.core.deployment.Rung;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses of pages, of the API and of the forge. Every name in them is percent-encoded. */
public final class Links {
    public static final String DASHBOARD = "/dashboard";
    public static final String REPOSITORIES = DASHBOARD + "/repositories";
    /** A form of that page's address. */
    public static final String FOLLOW = REPOSITORIES;

    public static final String ANALYZE = DASHBOARD + "/analyses";

    public static final String ACCESS = DASHBOARD + "/access";
    public static final String REVOKE = ACCESS + "/revocations";
    public static final String SIGN_OUT_OTHERS = ACCESS + "/sign-out-others";
    public static final String LOGIN = "/login";
    public static final String LOGOUT = "/logout";

    public static final String DELIVERIES = DASHBOARD + "/deliveries";
    public static final String HEALTH = DASHBOARD + "/health";
    public static final String LOGS = DASHBOARD + "/logs";
    public static final String METRICS = DASHBOARD + "/metrics";

    /** A form of that page's address too. */
    public static final String SERVICES = DASHBOARD + "/services";

    /** A form of that page's address too. */
    public static final String SUSPICIONS = DASHBOARD + "/suspicions";

    public static final String NEW_INCIDENT = DASHBOARD + "/incidents/new";
    public static final String EDIT_INCIDENT = DASHBOARD + "/incidents/edit";
    public static final String INCIDENT_ANSWER = DASHBOARD + "/incidents/answer";
    public static final String INCIDENT_STATE = DASHBOARD + "/incidents/state";

    public static final String VERDICT_ANSWER = DASHBOARD + "/deployments/answer";

    public static final String REPLAY = DELIVERIES + "/replay";
    public static final String DISMISS = DELIVERIES + "/dismiss";

    public static final String CONNECT = DASHBOARD + "/connect";
    public static final String DISCONNECT = CONNECT + "/removals";
    /** Where GitHub sends the person who had it make an App. */
    public static final String CONNECTED = "/setup/github/callback";

    private Links() {}

    public static String overview(@Nullable String repository) {
        return repository == null ? DASHBOARD : DASHBOARD + "/r/" + path(repository);
    }

    public static String commits(@Nullable String repository) {
        return overview(repository) + "/commits";
    }

    public static String commit(String repository, String sha) {
        return commits(repository) + "/" + sha;
    }

    /**
     * Of a file or directory.
     *
     * @param days how far back; null: all the way
     */
    static String commits(String repository, String path, @Nullable Integer days) {
        return commits(repository) + "?path=" + value(path) + (days == null ? "" : "&from=now-" + days + "d");
    }

    /** Of a file or directory in a week. */
    static String commits(String repository, String path, Week week) {
        return commits(repository) + "?path=" + value(path) + "&from=" + week.monday() + "&to="
                + week.monday().plusDays(6);
    }

    public static String deployments(@Nullable String repository) {
        return overview(repository) + "/deployments";
    }

    public static String deployment(long id) {
        return "/dashboard/deployments/" + id;
    }

    public static String incidents(@Nullable String repository) {
        return overview(repository) + "/incidents";
    }

    public static String incident(UUID id) {
        return "/dashboard/incidents/" + id;
    }

    public static String patterns(@Nullable String repository) {
        return overview(repository) + "/patterns";
    }

    public static String hotspots(@Nullable String repository) {
        return overview(repository) + "/hotspots";
    }

    /**
     * @param days null: all the way back
     * @param path null: all files
     */
    static String hotspots(String repository, @Nullable Integer days, @Nullable String path, int limit) {
        return hotspots(repository) + "?days=" + (days == null ? HotspotsView.ALL : days)
                + (path == null ? "" : "&path=" + value(path))
                + (limit == HotspotsView.DEFAULT_LIMIT ? "" : "&limit=" + limit);
    }

    public static String dora(@Nullable String repository) {
        return overview(repository) + "/dora";
    }

    /** Of the last week that is over. */
    public static String digest(@Nullable String repository) {
        return overview(repository) + "/digest";
    }

    public static String digest(String repository, Week week) {
        return digest(repository) + "/" + week.word();
    }

    /**
     * @param source null: the surest
     * @param environment null: production, or what the source tells of without naming any
     */
    static String dora(String repository, @Nullable Rung source, @Nullable String environment, int days) {
        return dora(repository) + "?days=" + days + (source == null ? "" : "&source=" + source.word())
                + (environment == null ? "" : "&environment=" + value(environment));
    }

    public static String trust(@Nullable String repository) {
        return overview(repository) + "/trust";
    }

    /** @param year null: the newest that can be judged */
    public static String riskiest(String repository, @Nullable Integer year) {
        return trust(repository) + "/riskiest" + (year == null ? "" : "?year=" + year);
    }

    /** Signs in once. */
    public static String login(String secret) {
        return LOGIN + "?link=" + value(secret);
    }

    static String commitApi(String repository, String sha) {
        return "/api/dashboard/commits/" + sha + "?repository=" + value(repository);
    }

    static @Nullable String forgeCommit(@Nullable String webUrl, String sha) {
        return browsable(webUrl) ? webUrl + "/commit/" + sha : null;
    }

    static @Nullable String forgePull(@Nullable String webUrl, int number) {
        return browsable(webUrl) ? webUrl + "/pull/" + number : null;
    }

    static @Nullable String forgeIssue(@Nullable String webUrl, int number) {
        return browsable(webUrl) ? webUrl + "/issues/" + number : null;
    }

    static @Nullable String forgeFile(@Nullable String webUrl, String sha, String file) {
        return browsable(webUrl) ? webUrl + "/blob/" + sha + "/" + path(file) : null;
    }

    /** Keeps an address of an odd scheme out of every link. */
    public static boolean browsable(@Nullable String webUrl) {
        return webUrl != null && (webUrl.startsWith("https://") || webUrl.startsWith("http://"));
    }

    /** For the value of a query parameter. */
    public static String value(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String path(String text) {
        return Arrays.stream(text.split("/", -1)).map(Links::value).collect(Collectors.joining("/"));
    }
}
