package io.rootops.core.gate;

import org.jspecify.annotations.Nullable;

/**
 * Why a verdict is what it is.
 *
 * @param subject sha of the commit, id of the incident or of the deployment that it is about; null: none of these
 * @param text one sentence
 * @param wouldChange what would take it away, one sentence; null: nothing has to
 */
public record GateReason(
        Kind kind,
        @Nullable String subject,
        String text,
        @Nullable String wouldChange) {

    /** What it is about. */
    public enum Kind {
        /** A commit that would go live. */
        COMMIT,
        /** An open incident. */
        INCIDENT,
        /** The deployment that serves there got worse. */
        REGRESSED,
        /** The same, but a person says that this verdict is wrong: it holds nothing back. */
        CALLED_WRONG,
        /** Something that is not known. */
        UNKNOWN,
        /** Nothing would go live that does not serve there. */
        NOTHING_NEW,
        /** Nothing speaks against it. */
        CLEAR
    }
}
