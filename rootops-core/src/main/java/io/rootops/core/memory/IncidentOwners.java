package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.rand;
import static org.jooq.impl.DSL.selectOne;

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
    private static final int MOST_AT_ONCE = 100;

    private final DSLContext db;
    private final ServiceOrigins origins;

    IncidentOwners(DSLContext db) {
        this.db = db;
        this.origins = new ServiceOrigins(db, InstantSource.system());
    }

    /** Services of open incidents without a repository that are known to come from one by now; others at another time. */
    List<ServiceName> found() {
        return db
                .select(INCIDENT_MEMORY.SERVICE, INCIDENT_MEMORY.ENVIRONMENT)
                .from(INCIDENT_MEMORY)
                .where(IncidentMemory.UNOWNED)
                .and(exists(selectOne().from(SERVICE).where(SERVICE.NAME.eq(INCIDENT_MEMORY.SERVICE))))
                .groupBy(INCIDENT_MEMORY.SERVICE, INCIDENT_MEMORY.ENVIRONMENT)
                .orderBy(rand())
                .limit(MOST_AT_ONCE)
                .fetch(it -> new ServiceName(it.value1(), it.value2()))
                .stream()
                .filter(it -> of(it).isPresent())
                .toList();
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

    /** In no environment; an empty name: none comes from it, or several do. */
    ServiceName onlyService(RepositoryId repository) {
        List<String> names = origins.of(repository).stream()
                .map(it -> it.service().name())
                .distinct()
                .toList();
        return new ServiceName(names.size() == 1 ? names.get(0) : "", "");
    }
}
