package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.InstalledRepository;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Installations and what they have, as GitHub writes them; what an older Enterprise Server lacks is as good as usual. */
final class InstallationJson {
    private InstallationJson() {}

    static AppInstallation installation(JsonNode it) {
        JsonNode account = it.path("account");
        List<String> events = new ArrayList<>();
        it.path("events").forEach(event -> events.add(event.asText()));
        return new AppInstallation(
                it.path("id").asLong(),
                // An enterprise has no login.
                account.path("login").asText(account.path("slug").asText("")),
                account.path("id").asLong(),
                it.path("target_type").asText(account.path("type").asText("")),
                it.path("repository_selection").asText("all"),
                permissions(it.path("permissions")),
                List.copyOf(events),
                time(it.path("suspended_at")));
    }

    /** In one order, so that it shows when they change. */
    private static String permissions(JsonNode it) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        it.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> sorted.set(each.getKey(), each.getValue()));
        return sorted.toString();
    }

    static InstalledRepository repository(JsonNode it) {
        return new InstalledRepository(
                it.path("id").asLong(),
                it.path("full_name").asText(""),
                it.hasNonNull("default_branch") ? it.path("default_branch").asText() : null,
                it.path("archived").asBoolean(false),
                it.path("disabled").asBoolean(false),
                it.path("fork").asBoolean(false),
                time(it.path("pushed_at")));
    }

    private static @Nullable Instant time(JsonNode it) {
        try {
            return it.isTextual() ? OffsetDateTime.parse(it.asText()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
