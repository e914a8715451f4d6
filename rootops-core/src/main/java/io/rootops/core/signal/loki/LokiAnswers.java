package io.rootops.core.signal.loki;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loki's JSON, token by token: an answer is large, and most of it is the lines. */
final class LokiAnswers {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // a line of any length; the answer as a whole is capped
                    .build())
            .build();

    private static final String DETECTED_LEVEL = "detected_level";

    private LokiAnswers() {}

    /** What reads the value that {@code data} has. */
    private interface Data {
        void read(JsonParser json) throws IOException;
    }

    /** {@code {"status":"success","data":[…]}}; without any label Loki leaves {@code data} out. */
    static List<String> strings(byte[] answer, StoreAddress address) throws StoreException {
        List<String> strings = new ArrayList<>();
        read(answer, address, json -> eachElement(json, () -> strings.add(json.getText())));
        return strings;
    }

    /** By service. */
    static Map<String, Long> counts(byte[] answer, String serviceLabel, StoreAddress address) throws StoreException {
        Map<String, Long> counts = new LinkedHashMap<>();
        eachResult(answer, address, json -> {
            Map<String, String> metric = new LinkedHashMap<>();
            List<String> value = new ArrayList<>();
            eachField(json, name -> {
                if (name.equals("metric")) {
                    eachField(json, label -> metric.put(label, json.getText()));
                } else if (name.equals("value")) {
                    eachElement(json, () -> value.add(json.getText()));
                } else {
                    json.skipChildren();
                }
            });
            String service = metric.get(serviceLabel);
            if (service != null && value.size() == 2) {
                counts.merge(service, (long) Double.parseDouble(value.get(1)), Long::sum);
            }
        });
        return counts;
    }

    /** By time; Loki groups them by stream and level. */
    static List<LokiLine> lines(byte[] answer, StoreAddress address) throws StoreException {
        List<LokiLine> lines = new ArrayList<>();
        eachResult(answer, address, json -> {
            Map<String, String> stream = new LinkedHashMap<>();
            List<LokiLine> found = new ArrayList<>();
            eachField(json, name -> {
                if (name.equals("stream")) {
                    eachField(json, label -> stream.put(label, json.getText()));
                } else if (name.equals("values")) {
                    eachElement(json, () -> found.add(line(json)));
                } else {
                    json.skipChildren();
                }
            });
            stream.remove(DETECTED_LEVEL);
            Map<String, String> labels = Map.copyOf(stream);
            found.forEach(it -> lines.add(new LokiLine(labels, it.nanos(), it.text())));
        });
        lines.sort(Comparator.comparingLong(LokiLine::nanos));
        return lines;
    }

    /** {@code ["1795559584980502932","text"]}, and with structured metadata a third element. */
    private static LokiLine line(JsonParser json) throws IOException {
        List<String> both = new ArrayList<>(2);
        eachElement(json, () -> {
            if (json.currentToken().isScalarValue() && both.size() < 2) {
                both.add(json.getText());
            } else {
                json.skipChildren();
            }
        });
        if (both.size() < 2) {
            throw new IOException("an entry without time or text");
        }
        return new LokiLine(Map.of(), Long.parseLong(both.get(0)), both.get(1));
    }

    private static void eachResult(byte[] answer, StoreAddress address, Data result) throws StoreException {
        read(
                answer,
                address,
                json -> eachField(json, name -> {
                    if (name.equals("result")) {
                        eachElement(json, () -> result.read(json));
                    } else {
                        json.skipChildren();
                    }
                }));
    }

    private static void read(byte[] answer, StoreAddress address, Data data) throws StoreException {
        boolean[] success = {false};
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            eachField(json, name -> {
                if (name.equals("status")) {
                    success[0] = json.getText().equals("success");
                } else if (name.equals("data") && json.currentToken().isStructStart()) {
                    data.read(json);
                } else {
                    json.skipChildren();
                }
            });
        } catch (IOException | NumberFormatException e) {
            throw new StoreException(
                    Kind.NOT_UNDERSTOOD, address + " answers what is not Loki's JSON: " + firstLine(e.getMessage()));
        }
        if (!success[0]) {
            throw new StoreException(Kind.NOT_UNDERSTOOD, address + " answers without success");
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private interface Field {
        void read(String name) throws IOException;
    }

    private interface Element {
        void read() throws IOException;
    }

    private static void eachField(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object was expected");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
        }
    }

    private static void eachElement(JsonParser json, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("an array was expected");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }
}
