package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.util.List;
import java.util.Optional;

/** Which repository a service comes from, as far as is known. Thread-safe. */
public interface ServiceMap {
    List<ServiceName> of(RepositoryId repository);

    /** Empty: it is not known. */
    Optional<RepositoryId> of(ServiceName service);
}
