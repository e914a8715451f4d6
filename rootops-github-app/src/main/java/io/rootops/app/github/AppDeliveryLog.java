package io.rootops.app.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.Door;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The App's deliveries as GitHub remembers them for three days. What did not arrive is read here instead of being asked
 * for again: that works too where GitHub cannot reach this RootOps.
 */
public final class AppDeliveryLog implements DeliveryLog {
    static final String PATH = "/app/hook/deliveries";
    private static final Pattern GUID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,64}");

    private final AppApi api;
    private final ObjectMapper json = new ObjectMapper();

    public AppDeliveryLog(AppApi api) {
        this.api = api;
    }

    @Override
    public Page page(@Nullable String next) throws ForgeException {
        AppApi.Answer answer =
                api.find(next == null ? PATH + "?per_page=100" : next).orElseThrow(api::noDeliveryLog);
        return new Page(entries(answer.body()), answer.next());
    }

    /** @param page as GitHub answers it */
    static List<Entry> entries(JsonNode page) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode it : page) {
            String guid = it.path("guid").asText();
            if (it.path("id").canConvertToLong() && GUID.matcher(guid).matches()) {
                entries.add(new Entry(
                        it.path("id").asLong(),
                        guid,
                        time(it.path("delivered_at").asText()),
                        it.path("status_code").asInt()));
            }
        }
        return entries;
    }

    @Override
    public Optional<Arrival> read(Entry entry) throws ForgeException {
        Optional<JsonNode> found = api.find(PATH + "/" + entry.id()).map(AppApi.Answer::body);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode payload = found.get().path("request").path("payload");
        String event = found.get().path("event").asText();
        if (!payload.isObject() || !EVENT.matcher(event).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Arrival.of(entry.guid(), event, json.writeValueAsBytes(payload), Door.DELIVERY_LOG));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as such", e);
        }
    }

    /** The oldest there is, where GitHub says none that can be read: it is looked at then. */
    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
