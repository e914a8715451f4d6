package io.rootops.app;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.ServiceMap;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.ServiceOrigin;
import java.util.List;
import java.util.Optional;

/** Services of repositories, as learned or said. */
record LearnedServices(ServiceOrigins origins) implements ServiceMap {
    @Override
    public List<ServiceName> of(RepositoryId repository) {
        return origins.of(repository).stream().map(ServiceOrigin::service).toList();
    }

    @Override
    public Optional<RepositoryId> of(ServiceName service) {
        return origins.of(service).map(ServiceOrigin::repository);
    }
}
