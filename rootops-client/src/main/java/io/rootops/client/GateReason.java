package io.rootops.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Why a gate says what it says.
 *
 * @param kind what it is about, such as {@code commit}, {@code incident} or {@code regressed}; others may come
 * @param text one sentence
 * @param evidenceUrl of a page on RootOps that tells more; null: none does
 */
public record GateReason(String kind, String text, @Nullable URI evidenceUrl) {
    static GateReason of(JsonObject json, URI server) throws RootOpsException {
        return new GateReason(
                json.requiredText("kind"), json.requiredText("text"), json.linkBelow("evidence_url", server));
    }
}
