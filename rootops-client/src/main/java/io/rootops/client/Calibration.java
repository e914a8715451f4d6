package io.rootops.client;

import org.jspecify.annotations.Nullable;

/**
 * What a probability rests on.
 *
 * @param state on whose commits it was measured
 * @param commits of the repository that were looked at; null: not told
 * @param outcomes known of them; null: not told
 */
public record Calibration(
        State state, @Nullable Long commits, @Nullable Long outcomes) {

    /** On whose commits it was measured. */
    public enum State {
        /** This repository's. */
        MEASURED,
        /** Those of others, as this repository has too few outcomes. */
        PRIOR,
        /** One that this client does not know. */
        UNKNOWN
    }

    static Calibration of(JsonObject json) throws RootOpsException {
        return new Calibration(
                json.word("state", State.class, State.UNKNOWN), json.count("commits"), json.count("outcomes"));
    }
}
