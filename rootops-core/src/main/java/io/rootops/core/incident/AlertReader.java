package io.rootops.core.incident;

import java.time.Instant;
import java.util.List;

/** Reads what was sent. */
@FunctionalInterface
public interface AlertReader {
    /**
     * The alerts in a body.
     *
     * @param receivedAt by the database's clock: for what the sender says no time of
     * @return empty: it tells of none
     * @throws MalformedAlertException when it is none of this sender's
     */
    List<Alert> read(IncidentSource source, byte[] body, Instant receivedAt) throws MalformedAlertException;
}
