package io.rootops.core.signal.verdict;

import java.util.Locale;

/** What is said of a deployment at a look. */
public enum State {
    /** Too early to say, and no early sign. */
    WATCHING,
    /** Looked at, and nothing found. */
    HEALTHY,
    /** One signal alone got worse, or an early sign. */
    SUSPECT,
    /** Signals that agree got worse, or it was seen at two of the three looks. */
    REGRESSED,
    /** No deployed service has a metric of three days, or, without metrics, logs of one. */
    NOT_ENOUGH_HISTORY,
    /** The deployed services did too little since to compare. */
    NOT_ENOUGH_DATA,
    /** Got worse, as services did that were not deployed. */
    ENVIRONMENT_WIDE,
    /** No service is known to be of the repository, so there is nothing to look at. */
    UNMAPPED,
    /** RootOps could not look, by a fault of its own. */
    FAILED;

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
