package io.rootops.core.pattern;

import io.rootops.core.signal.ServiceName;
import java.time.Instant;

/**
 * An error that came back: new or more frequent after several deployments, or in several incidents. No rate, as nobody counts
 * how often it would have come without them.
 *
 * @param template its line without what changes in it
 * @param deployments after which a look found it
 * @param incidents of the service in which it was found
 * @param ofIncidents all of the service
 * @param first when it was first found
 * @param last when it was last found
 */
public record RecurringError(
        ServiceName service,
        String template,
        int deployments,
        int incidents,
        int ofIncidents,
        Instant first,
        Instant last) {}
