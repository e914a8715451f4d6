package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.ServiceMapping;
import io.rootops.core.signal.origin.ServiceOrigin;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Which repository the service of an incident comes from. Who tells of incidents often names another environment than logs and
 * metrics, or none: then it counts where all of that name come from one.
 */
final class IncidentOwners {
    private final ServiceOrigins origins;

    IncidentOwners(DSLContext db) {
        this.origins = new ServiceOrigins(db, InstantSource.system());
    }

    /** Empty: it is not known, or several it may be. */
    Optional<RepositoryId> of(ServiceName service) {
        if (service.name().isEmpty()) {
            return Optional.empty();
        }
        List<ServiceMapping> named = origins.named(service.name());
        Optional<RepositoryId> own = named.stream()
                .filter(it -> it.service().equals(service))
                .findFirst()
                .flatMap(ServiceMapping::origin)
                .map(ServiceOrigin::repository);
        List<RepositoryId> all = named.stream()
                .flatMap(it -> it.origin().stream())
                .map(ServiceOrigin::repository)
                .distinct()
                .toList();
        return own.or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty());
    }
}
