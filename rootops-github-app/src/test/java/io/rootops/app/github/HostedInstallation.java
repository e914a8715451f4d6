package io.rootops.app.github;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** An installation of the App on {@link InstalledGitHub}. */
public final class HostedInstallation {
    final long id;
    final String account;
    public final Set<Long> has = new ConcurrentSkipListSet<>();
    public volatile String selection = "all";
    public volatile @Nullable Instant suspendedAt;
    public volatile Map<String, String> permissions = Map.of("metadata", "read", "contents", "read", "checks", "write");

    HostedInstallation(long id, String account) {
        this.id = id;
        this.account = account;
    }

    /** With every field that GitHub's description requires. */
    Map<String, Object> shown(URI api) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("account", Map.of("login", account, "id", id * 10, "type", "Organization"));
        shown.put("app_id", Long.parseLong(InstalledGitHub.APP));
        shown.put("app_slug", "rootops");
        shown.put("target_id", id * 10);
        shown.put("target_type", "Organization");
        shown.put("single_file_name", null);
        shown.put("repository_selection", selection);
        shown.put("access_tokens_url", api + "/app/installations/" + id + "/access_tokens");
        shown.put("repositories_url", api + "/installation/repositories");
        shown.put("html_url", "https://github.com/organizations/" + account + "/settings/installations/" + id);
        shown.put("events", List.of("push", "repository"));
        shown.put("permissions", permissions);
        shown.put("created_at", "2026-01-01T00:00:00Z");
        shown.put("updated_at", "2026-01-01T00:00:00Z");
        shown.put("suspended_by", null);
        shown.put("suspended_at", suspendedAt == null ? null : suspendedAt.toString());
        return shown;
    }
}
