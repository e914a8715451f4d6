package io.rootops.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of the commits of this history that got about the same probability, the future held out.
 *
 * @param from least of these probabilities; null: not told
 * @param to largest of them; null: not told
 * @param commits so many
 * @param bad of them were fixed or reverted
 */
public record Calibration(@Nullable Double from, @Nullable Double to, int commits, int bad) {
    static Calibration of(JsonObject json) throws RootOpsException {
        return new Calibration(
                json.number("from", 0, 1),
                json.number("to", 0, 1),
                json.requiredCount("commits"),
                json.requiredCount("bad"));
    }
}
