package io.rootops.core.signal.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prometheus' JSON, token by token. */
final class PrometheusAnswers {
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

    /** The fields of {@code {"status":"success","data":{…}}}. */
    private static void data(byte[] answer, StoreAddress address, Field field) throws StoreException {
        boolean[] success = {false};
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            eachField(json, (name, value) -> {
                if (name.equals("status")) {
                    success[0] = value.getText().equals("success");
                } else if (name.equals("data") && value.currentToken() == JsonToken.START_OBJECT) {
                    eachField(value, field);
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
