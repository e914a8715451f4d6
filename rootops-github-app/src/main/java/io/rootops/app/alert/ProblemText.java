package io.rootops.app.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** Refusals as RFC 9457 has them. */
final class ProblemText {
    private static final JsonMapper JSON = new JsonMapper();

    private ProblemText() {}

    static byte[] of(AlertRefusal refusal, String detail) {
        try {
            return (JSON.writeValueAsString(JSON.createObjectNode()
                                    .put("type", "urn:rootops:problem:" + refusal.code())
                                    .put("title", refusal.title())
                                    .put("status", refusal.status())
                                    .put("detail", detail))
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }
}
