package io.rootops.client;

import java.net.URI;
import java.util.List;

/**
 * Whether a commit is safe to deploy now.
 *
 * @param verdict what it says
 * @param reasons what decides first
 * @param wouldChange what would lift a hold, a sentence each
 */
public record Gate(Verdict verdict, List<GateReason> reasons, List<String> wouldChange) {

    /** What the gate says. */
    public enum Verdict {
        /** Go. */
        ALLOW,
        /** Wait. */
        HOLD,
        /** Too little is known, or the word is not known to this client. No reason to wait. */
        UNKNOWN
    }

    static Gate of(JsonObject json, URI server) throws RootOpsException {
        return new Gate(
                json.requiredWord("verdict", Verdict.class, Verdict.UNKNOWN),
                json.objects("reasons", it -> GateReason.of(it, server)),
                json.texts("would_change"));
    }
}
