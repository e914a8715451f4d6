package io.rootops.core.signal.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootops.core.signal.prometheus.PrometheusAlerts.FiringAlert;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prometheus' JSON, token by token. */
final class PrometheusAnswers {
    /** That fire at once. */
    private static final int MOST_ALERTS = 10_000;

    private static final JsonFactory JSON = new JsonFactory();

    private PrometheusAnswers() {}

    private interface Field {
        void read(String name, JsonParser json) throws IOException;
    }

    static String version(byte[] answer, StoreAddress address) throws StoreException {
        String[] version = new String[1];
        data(answer, address, (name, json) -> {
            if (name.equals("version") && json.currentToken() == JsonToken.VALUE_STRING) {
                version[0] = json.getText();
            } else {
                json.skipChildren();
            }
        });
        if (version[0] == null) {
            throw notUnderstood(address, "no version");
        }
        return version[0];
    }

    /** @throws StoreException where it is no answer to a query */
    static void requireResult(byte[] answer, StoreAddress address) throws StoreException {
        boolean[] found = {false};
        data(answer, address, (name, json) -> {
            found[0] |= name.equals("resultType");
            json.skipChildren();
        });
        if (!found[0]) {
            throw notUnderstood(address, "no result");
        }
    }

    /** Rules of the type {@code alerting} in all groups; some stores tell the others, too. */
    static int alertingRules(byte[] answer, StoreAddress address) throws StoreException {
        int[] rules = {0};
        data(answer, address, (name, json) -> {
            if (name.equals("groups")) {
                eachElement(
                        json,
                        group -> eachField(group, (inGroup, value) -> {
                            if (inGroup.equals("rules")) {
                                eachElement(value, rule -> rules[0] += alerting(rule) ? 1 : 0);
                            } else {
                                value.skipChildren();
                            }
                        }));
            } else {
                json.skipChildren();
            }
        });
        return rules[0];
    }

    private static boolean alerting(JsonParser rule) throws IOException {
        boolean[] alerting = {false};
        eachField(rule, (name, value) -> {
            alerting[0] |= name.equals("type")
                    && value.currentToken() == JsonToken.VALUE_STRING
                    && value.getText().equals("alerting");
            value.skipChildren();
        });
        return alerting[0];
    }

    /** Of those that are pending nobody knows yet whether they will fire. */
    static List<FiringAlert> firingAlerts(byte[] answer, StoreAddress address) throws StoreException {
        List<FiringAlert> alerts = new ArrayList<>();
        boolean[] told = {false};
        data(answer, address, (name, json) -> {
            if (name.equals("alerts")) {
                told[0] = true;
                eachElement(
                        json,
                        it -> firing(it)
                                .filter(any -> alerts.size() <= MOST_ALERTS)
                                .ifPresent(alerts::add));
            } else {
                json.skipChildren();
            }
        });
        if (!told[0]) {
            throw notUnderstood(address, "no alerts");
        }
        if (alerts.size() > MOST_ALERTS) {
            // The first of them would tell that the others have ended.
            throw new StoreException(Kind.TOO_MUCH, address + " has more than " + MOST_ALERTS + " alerts firing");
        }
        return alerts;
    }

    private static Optional<FiringAlert> firing(JsonParser json) throws IOException {
        Map<String, String> labels = new HashMap<>();
        Map<String, String> annotations = new HashMap<>();
        String[] texts = new String[2];
        eachField(json, (name, value) -> {
            switch (name) {
                case "labels" -> eachField(value, (label, text) -> labels.put(label, text.getText()));
                case "annotations" -> eachField(value, (label, text) -> annotations.put(label, text.getText()));
                case "state" -> texts[0] = value.getText();
                case "activeAt" -> texts[1] = value.getText();
                default -> value.skipChildren();
            }
        });
        if (!"firing".equals(texts[0]) || texts[1] == null) {
            return Optional.empty();
        }
        try {
            Instant activeAt = OffsetDateTime.parse(texts[1]).toInstant();
            return Optional.of(new FiringAlert(labels, annotations, activeAt));
        } catch (DateTimeException e) {
            throw new IOException("a time was expected", e);
        }
    }

    /** {@code {"status":"success","data":[…]}}. */
    static List<String> strings(byte[] answer, StoreAddress address) throws StoreException {
        List<String> strings = new ArrayList<>();
        read(answer, address, data -> eachElement(data, it -> strings.add(it.getText())));
        return strings;
    }

    /**
     * What a query answers.
     *
     * @param grid that was asked for; other times are passed over
     */
    static List<PrometheusSeries> series(byte[] answer, Grid grid, StoreAddress address) throws StoreException {
        List<PrometheusSeries> all = new ArrayList<>();
        data(answer, address, (name, json) -> {
            if (name.equals("result")) {
                eachElement(json, it -> all.add(series(it, grid)));
            } else {
                json.skipChildren();
            }
        });
        return all;
    }

    private static PrometheusSeries series(JsonParser json, Grid grid) throws IOException {
        Map<String, String> labels = new HashMap<>();
        double[] values = new double[grid.points()];
        Arrays.fill(values, Double.NaN);
        eachField(json, (name, value) -> {
            switch (name) {
                case "metric" -> eachField(value, (label, text) -> labels.put(label, text.getText()));
                case "value" -> point(value, grid, values);
                case "values" -> eachElement(value, it -> point(it, grid, values));
                default -> value.skipChildren(); // histograms, which none of our queries ends in
            }
        });
        labels.values().removeIf(String::isEmpty);
        return new PrometheusSeries(labels, values);
    }

    /** {@code [1795559489.123,"0.5"]}; NaN and infinities are written as words. */
    private static void point(JsonParser json, Grid grid, double[] values) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("a point was expected");
        }
        json.nextToken();
        int index = grid.index(json.getDoubleValue());
        json.nextToken();
        double number = number(json.getText());
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new IOException("a point of two parts was expected");
        }
        if (index >= 0 && Double.isFinite(number)) {
            values[index] = number;
        }
    }

    private static double number(String text) throws IOException {
        try {
            return text.endsWith("Inf") ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("a number was expected", e);
        }
    }

    /** The fields of {@code {"status":"success","data":{…}}}. */
    private static void data(byte[] answer, StoreAddress address, Field field) throws StoreException {
        read(answer, address, json -> {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                eachField(json, field);
            } else {
                json.skipChildren();
            }
        });
    }

    private static void read(byte[] answer, StoreAddress address, Element data) throws StoreException {
        boolean[] success = {false};
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            eachField(json, (name, value) -> {
                if (name.equals("status")) {
                    success[0] = value.getText().equals("success");
                } else if (name.equals("data")) {
                    data.read(value);
                } else {
                    value.skipChildren();
                }
            });
        } catch (IOException e) {
            throw notUnderstood(address, firstLine(e.getMessage()));
        }
        if (!success[0]) {
            throw notUnderstood(address, "no success");
        }
    }

    private static StoreException notUnderstood(StoreAddress address, String why) {
        return new StoreException(Kind.NOT_UNDERSTOOD, address + " answers what is not Prometheus' JSON: " + why);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private interface Element {
        void read(JsonParser json) throws IOException;
    }

    private static void eachField(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object was expected");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name, json);
        }
    }

    private static void eachElement(JsonParser json, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("an array was expected");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read(json);
        }
    }
}
