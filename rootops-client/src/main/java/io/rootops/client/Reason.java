package io.rootops.client;

import org.jspecify.annotations.Nullable;

/**
 * Why a commit has the risk that it has.
 *
 * @param code stable, such as {@code lines_added}
 * @param text such as "412 lines added"
 * @param contribution in logits, above zero where it raises the risk; null: the score has no parts
 */
public record Reason(String code, String text, @Nullable Double contribution) {
    static Reason of(JsonObject json) throws RootOpsException {
        return new Reason(json.requiredText("code"), json.requiredText("text"), json.number("contribution"));
    }
}
