package io.rootops.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import io.rootops.client.RootOpsException.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of an answer. What is absent or null stays null, other names are nobody's business, and a value of another type is
 * refused by the name of its field: Jackson jr by itself reads an absent number into a record as 0, which here would look like
 * no risk at all.
 */
final class JsonObject {
    /** Ends of lines, commands to a terminal, and what turns the direction of writing around: not for somebody's log. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]+");

    private final Map<?, ?> values;
    /** Where it is in the answer, with a dot at the end; empty for all of it. */
    private final String path;

    private JsonObject(Map<?, ?> values, String path) {
        this.values = values;
        this.path = path;
    }

    /** Reads part of an answer. */
    interface Reader<T> {
        T read(JsonObject json) throws RootOpsException;
    }

    static JsonObject parse(byte[] body) throws RootOpsException {
        try (JsonParser parser = JSON.std.createParser(body)) {
            Map<String, Object> values = JSON.std.mapFrom(parser);
            if (values == null) {
                throw garbage("The answer is empty");
            }
            if (parser.nextToken() != null) {
                throw garbage("The answer goes on after its end");
            }
            return new JsonObject(values, "");
        } catch (JsonProcessingException e) {
            throw garbage("The answer is no JSON object, or is cut off"); // its message quotes the body
        } catch (RootOpsException e) {
            throw e;
        } catch (IOException e) {
            throw new RootOpsException(Kind.GARBAGE, "The answer cannot be read", List.of(), e);
        }
    }

    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    @Nullable
    String text(String name) throws RootOpsException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return clean(text);
        }
        throw wrong(name, "a text");
    }

    String requiredText(String name) throws RootOpsException {
        return required(name, text(name));
    }

    List<String> texts(String name) throws RootOpsException {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(clean(text));
        }
        return List.copyOf(texts);
    }

    @Nullable
    Double number(String name) throws RootOpsException {
        return number(name, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    @Nullable
    Double number(String name, double least, double most) throws RootOpsException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Number number)) {
            throw wrong(name, "a number");
        }
        double found = number.doubleValue();
        if (!(found >= least && found <= most)) {
            throw wrong(name, "a number within its bounds");
        }
        return found;
    }

    /** A whole number, not negative. */
    @Nullable
    Long count(String name) throws RootOpsException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw wrong(name, value instanceof BigInteger ? "a smaller number" : "a whole number from 0");
    }

    int requiredCount(String name) throws RootOpsException {
        long count = required(name, count(name));
        if (count > Integer.MAX_VALUE) {
            throw wrong(name, "a smaller number");
        }
        return (int) count;
    }

    /** A word that a later server may have more of; those that are new, and none, read as {@code other}. */
    <E extends Enum<E>> E word(String name, Class<E> words, E other) throws RootOpsException {
        String word = text(name);
        if (word != null) {
            for (E known : words.getEnumConstants()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return known;
                }
            }
        }
        return other;
    }

    <E extends Enum<E>> E requiredWord(String name, Class<E> words, E other) throws RootOpsException {
        requiredText(name);
        return word(name, words, other);
    }

    @Nullable
    Instant time(String name) throws RootOpsException {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(name, "a time such as 2026-11-25T00:00:00Z");
        }
    }

    /** A link by http or https; any other kind is dropped, as a page that shows it might run it. */
    @Nullable
    URI link(String name) throws RootOpsException {
        String text = text(name);
        return text == null ? null : web(text);
    }

    /** The same, where a path is one of a page of this server. */
    @Nullable
    URI linkBelow(String name, URI server) throws RootOpsException {
        String text = text(name);
        return text == null ? null : web(text.startsWith("/") ? server + text : text);
    }

    <T> @Nullable T object(String name, Reader<T> reader) throws RootOpsException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> object) {
            return reader.read(new JsonObject(object, path + name + "."));
        }
        throw wrong(name, "an object");
    }

    <T> List<T> objects(String name, Reader<T> reader) throws RootOpsException {
        List<T> read = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw wrong(name, "a list of objects");
            }
            read.add(reader.read(new JsonObject(object, path + name + "[" + read.size() + "].")));
        }
        return List.copyOf(read);
    }

    private List<?> list(String name) throws RootOpsException {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    private static @Nullable URI web(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private <T> T required(String name, @Nullable T value) throws RootOpsException {
        if (value == null) {
            throw wrong(name, "a value");
        }
        return value;
    }

    private RootOpsException wrong(String name, String expected) {
        return garbage("The answer's field " + path + name + " is not what it should be: expected " + expected);
    }

    private static RootOpsException garbage(String what) {
        return new RootOpsException(
                Kind.GARBAGE, what + ". Something other than RootOps may answer there, or one of another version.");
    }
}
