package io.rootops.app.alert;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertReader;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what each sender writes. Thread-safe. */
final class AlertBodies implements AlertReader {
    private static final int LONGEST_LINK = 2_000;
    /** Go's zero time, which senders write where there is none. */
    private static final Instant NO_TIME = Instant.parse("1970-01-01T00:00:00Z");

    private final JsonMapper json = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public List<Alert> read(IncidentSource source, byte[] body, Instant receivedAt) throws MalformedAlertException {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (IOException e) {
            throw new MalformedAlertException("Expected JSON as " + source.title() + " sends it; it is none.");
        }
        if (tree == null || !tree.isObject()) {
            throw new MalformedAlertException("Expected a JSON object as " + source.title() + " sends it.");
        }
        return switch (source) {
            case ALERTMANAGER, GRAFANA -> new AlertmanagerBody(source, receivedAt).read(tree);
            case PAGERDUTY -> new PagerDutyBody(receivedAt).read(tree);
            case PROMETHEUS -> throw new MalformedAlertException("Prometheus sends its alerts to an Alertmanager.");
            case SUSPICION, REPORTED, ISSUE ->
                throw new MalformedAlertException(source.title() + " is no sender of alerts.");
        };
    }

    /** Null: there is none, or it is no text. */
    static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
    }

    /** Empty: it says none, or Go's zero. */
    static Optional<Instant> time(JsonNode node) {
        String text = text(node);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(it -> it.isAfter(NO_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first that a browser may be led to. */
    static @Nullable String link(JsonNode... nodes) {
        return Stream.of(nodes)
                .flatMap(it -> Stream.ofNullable(text(it)))
                .filter(AlertBodies::leads)
                .findFirst()
                .orElse(null);
    }

    private static boolean leads(String text) {
        try {
            URI uri = URI.create(text);
            return text.length() <= LONGEST_LINK
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
