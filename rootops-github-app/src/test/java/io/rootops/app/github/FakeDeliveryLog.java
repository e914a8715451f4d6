package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's log of an App's deliveries, in the shape of its OpenAPI description ({@code hook-delivery-item} and
 * {@code hook-delivery}); what is remembered is what a test delivered.
 */
public final class FakeDeliveryLog {
    private static final Pattern ONE = Pattern.compile("/app/hook/deliveries/(\\d+)$");
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=v1_(\\d+)");
    private static final Pattern PER_PAGE = Pattern.compile("[?&]per_page=(\\d+)");

    private record Attempt(long id, String guid, String event, String payload, Instant at, int status) {}

    private final List<Attempt> attempts = new ArrayList<>();
    /** It has the list still, and this delivery no more. */
    volatile @Nullable String forgotten;

    /** @param status what it was answered; 0: GitHub reached nobody */
    public synchronized void add(String guid, String event, String payload, Instant at, int status) {
        attempts.add(new Attempt(10_000_000_000L + attempts.size(), guid, event, payload, at, status));
    }

    /** @param path under the API's root, with its query */
    synchronized FakeGitHub.Answer answer(HttpExchange exchange, String path, String api) {
        Matcher one = ONE.matcher(path);
        if (one.find()) {
            int index = (int) (Long.parseLong(one.group(1)) - 10_000_000_000L);
            return index < 0
                            || index >= attempts.size()
                            || attempts.get(index).guid.equals(forgotten)
                    ? new FakeGitHub.Answer(404, Map.of(), "{\"message\":\"Not Found\"}")
                    : new FakeGitHub.Answer(200, Map.of(), whole(attempts.get(index)));
        }
        int size = number(PER_PAGE, path, 30);
        int newest = number(CURSOR, path, attempts.size());
        int oldest = Math.max(0, newest - size);
        List<String> shown = new ArrayList<>();
        for (int i = newest - 1; i >= oldest; i--) {
            shown.add(item(attempts.get(i)) + "}");
        }
        if (oldest > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<" + api + "/app/hook/deliveries?per_page=" + size + "&cursor=v1_" + oldest
                                    + ">; rel=\"next\"");
        }
        return new FakeGitHub.Answer(200, Map.of(), shown.toString());
    }

    private static int number(Pattern pattern, String path, int otherwise) {
        Matcher matcher = pattern.matcher(path);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    private static String item(Attempt it) {
        return """
                {"id":%d,"guid":"%s","delivered_at":"%s","redelivery":false,"duration":0.27,"status":"%s",
                 "status_code":%d,"event":"%s","action":null,"installation_id":7,"repository_id":42,
                 "throttled_at":null""".formatted(it.id, it.guid, it.at, it.status == 0 ? "failed to connect" : "", it.status, it.event);
    }

    private static String whole(Attempt it) {
        return item(it) + """
                ,"url":"https://rootops.example.com/webhooks/github",
                 "request":{"headers":{"X-GitHub-Delivery":"%s","X-GitHub-Event":"%s"},"payload":%s},
                 "response":{"headers":null,"payload":null}}""".formatted(it.guid, it.event, it.payload);
    }
}
