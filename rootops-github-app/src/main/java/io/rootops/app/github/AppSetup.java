package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the App is set up on GitHub, beside what RootOps needs of it.
 *
 * @param page of the App; its settings are beneath
 * @param installations everywhere it is installed, suspended places too
 * @param webhook where GitHub delivers to; null: nowhere
 * @param deliveries of the last days, newest first, at most 100; empty where GitHub keeps no log
 */
public record AppSetup(
        String name,
        String page,
        Permissions permissions,
        Set<String> events,
        List<Installation> installations,
        @Nullable Webhook webhook,
        List<DeliveryLog.Entry> deliveries) {
    private static final String WRITE = "write";

    /** By name: {@code read} or {@code write}. */
    public record Permissions(Map<String, String> given) {
        /**
         * What RootOps needs and is not given here: {@code checks: write}, …
         *
         * @param comments whether it is to write comments on pull requests
         */
        public List<String> missing(boolean comments) {
            return AppManifest.permissions(comments).entrySet().stream()
                    .filter(it -> !allows(given.get(it.getKey()), it.getValue()))
                    .map(it -> it.getKey() + ": " + it.getValue())
                    .toList();
        }

        private static boolean allows(@Nullable String given, String needed) {
            return given != null && (given.equals(needed) || given.equals(WRITE));
        }
    }

    /**
     * A place where it is installed.
     *
     * @param permissions that the account has accepted
     */
    public record Installation(String account, boolean suspended, Permissions permissions) {}

    /**
     * Where GitHub delivers to.
     *
     * @param json false: as a form, which RootOps does not take
     * @param signed whether there is a secret
     */
    public record Webhook(String url, boolean json, boolean signed) {}

    /** @throws ForgeException when GitHub does not let the App in, or does not answer */
    public static AppSetup of(AppApi api) throws ForgeException {
        JsonNode app = api.find("/app").map(AppApi.Answer::body).orElseThrow(() -> api.gone("/app"));
        Set<String> events = new HashSet<>();
        app.path("events").forEach(it -> events.add(it.asText()));
        return new AppSetup(
                app.path("name").asText(),
                app.path("html_url").asText(),
                permissions(app),
                events,
                installations(api),
                webhook(api),
                deliveries(api));
    }

    /** Events that RootOps listens to and that are not sent to it. */
    public List<String> missingEvents() {
        return AppManifest.EVENTS.stream().filter(it -> !events.contains(it)).toList();
    }

    private static List<Installation> installations(AppApi api) throws ForgeException {
        List<Installation> found = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        Optional<String> next = Optional.of("/app/installations?per_page=100");
        while (next.isPresent() && asked.add(next.get())) {
            Optional<AppApi.Answer> answer = api.find(next.get());
            answer.ifPresent(page -> page.body()
                    .forEach(it -> found.add(new Installation(
                            it.path("account").path("login").asText("?"),
                            !it.path("suspended_at").isNull()
                                    && !it.path("suspended_at").isMissingNode(),
                            permissions(it)))));
            next = answer.map(AppApi.Answer::next);
        }
        return found;
    }

    private static @Nullable Webhook webhook(AppApi api) throws ForgeException {
        JsonNode hook = api.find("/app/hook/config").map(AppApi.Answer::body).orElse(null);
        String url = hook == null ? "" : hook.path("url").asText("");
        return hook == null || url.isEmpty()
                ? null
                : new Webhook(
                        url,
                        hook.path("content_type").asText().equals("json"),
                        !hook.path("secret").asText("").isEmpty());
    }

    private static List<DeliveryLog.Entry> deliveries(AppApi api) throws ForgeException {
        return api.find(AppDeliveryLog.PATH + "?per_page=100")
                .map(it -> AppDeliveryLog.entries(it.body()))
                .orElse(List.of());
    }

    private static Permissions permissions(JsonNode of) {
        Map<String, String> given = new LinkedHashMap<>();
        of.path("permissions")
                .properties()
                .forEach(it -> given.put(it.getKey(), it.getValue().asText()));
        return new Permissions(given);
    }
}
