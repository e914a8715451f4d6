package io.rootops.app.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rootops.core.webhook.Envelope;
import io.rootops.core.webhook.EnvelopeReader;
import io.rootops.core.webhook.MalformedPayloadException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads as they come: GitHub's own examples do not keep to its schemas, so nothing but JSON is expected of
 * them. Thread-safe.
 */
final class PayloadReader implements EnvelopeReader {
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_REASON = 300;

    /** A string may be as long as a whole body. */
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(WebhookReceiver.MOST_BYTES)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final ObjectMapper json = new ObjectMapper(factory);

    /** Without building a tree: a body may have 25 MiB, of which this needs a few words. Reads it to its end. */
    @Override
    public Envelope read(byte[] body) throws MalformedPayloadException {
        try (JsonParser parser = factory.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("expected a JSON object", null);
            }
            Envelope envelope = new Envelope(null, null, null, null);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                envelope = take(envelope, name, parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw malformed("expected nothing after the JSON object", null);
            }
            return envelope;
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    /** The whole. */
    JsonNode tree(byte[] body) throws MalformedPayloadException {
        try {
            JsonNode tree = json.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static Envelope take(Envelope before, String name, JsonParser parser) throws IOException {
        switch (name) {
            case "action":
                return new Envelope(word(parser), before.installationId(), before.githubId(), before.fullName());
            case "installation":
                Envelope sender = object(parser);
                return new Envelope(before.action(), sender.githubId(), before.githubId(), before.fullName());
            case "repository":
                Envelope subject = object(parser);
                return new Envelope(before.action(), before.installationId(), subject.githubId(), subject.fullName());
            default:
                return before;
        }
    }

    /** The id and full_name of an object. */
    private static Envelope object(JsonParser parser) throws IOException {
        Long id = null;
        String fullName = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("id") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    id = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : parser.getLongValue();
                } else if (name.equals("full_name")) {
                    fullName = word(parser);
                }
                parser.skipChildren();
            }
        }
        return new Envelope(null, null, id, fullName);
    }

    /** A short string; what is something else is as good as absent. NUL, which PostgreSQL cannot hold, is left out. */
    private static @Nullable String word(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return null;
        }
        String text = parser.getText();
        return text.length() > LONGEST_WORD ? null : text.replace("\0", "");
    }

    private static MalformedPayloadException malformed(String reason, @Nullable Exception cause) {
        // Control characters as well: the reason quotes the payload, and PostgreSQL holds no NUL.
        String line = reason.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return new MalformedPayloadException(
                "not the JSON of an event: " + line.substring(0, Math.min(line.length(), LONGEST_REASON)),
                cause == null ? new IllegalArgumentException(reason) : cause);
    }
}
