package io.rootops.core.signal.origin;

import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service, and what is known of where it comes from.
 *
 * @param learned one: it is this; several: equally good, so nobody knows; none: nothing tells
 * @param correction what a person said, which wins; null: nobody did
 */
public record ServiceMapping(
        ServiceName service,
        Instant lastSeenAt,
        List<ServiceOrigin> learned,
        @Nullable Correction correction) {

    public ServiceMapping {
        learned = List.copyOf(learned);
    }

    /** Empty: not known, so that nothing can be said of a deployment by this service. */
    public Optional<ServiceOrigin> origin() {
        if (correction == null) {
            return learned.size() == 1 ? Optional.of(learned.get(0)) : Optional.empty();
        }
        return Optional.ofNullable(correction.repository())
                .map(it -> new ServiceOrigin(
                        service,
                        it,
                        correction.path(),
                        Basis.CORRECTION.confidence(),
                        Basis.CORRECTION,
                        correction.by() + " said so"));
    }

    /** Those that are equally good, where nobody said which it is. */
    public List<ServiceOrigin> candidates() {
        return correction == null && learned.size() > 1 ? learned : List.of();
    }
}
