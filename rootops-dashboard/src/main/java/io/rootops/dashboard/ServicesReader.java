package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.ServiceMapping;
import io.rootops.core.signal.origin.ServiceOrigin;
import io.rootops.dashboard.view.ServicesView;
import io.rootops.dashboard.view.ServicesView.ServiceItem;
import io.rootops.dashboard.view.ServicesView.State;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which repository each service comes from. */
final class ServicesReader {
    private static final int MOST = 500;

    private final ServiceOrigins origins;
    private final RepositoryMemory repositories;
    private final InstantSource clock;

    ServicesReader(ServiceOrigins origins, RepositoryMemory repositories, InstantSource clock) {
        this.origins = origins;
        this.repositories = repositories;
        this.clock = clock;
    }

    /** All of them, or those whose name the query gives as {@code service}. */
    ServicesView read(Query query) {
        String wanted = query.get("service");
        List<ServiceMapping> all = origins.all().stream()
                .filter(it -> wanted == null || it.service().name().equals(wanted))
                .sorted(Comparator.comparing(it -> !State.of(it).open()))
                .toList();
        Function<ServiceOrigin, String> names = names();
        return new ServicesView(
                clock.instant(),
                (int) all.stream().filter(it -> State.of(it).open()).count(),
                all.stream().limit(MOST).map(it -> ServiceItem.of(it, names)).toList(),
                Math.max(0, all.size() - MOST));
    }

    /** Empty: there is no such service. */
    Optional<ServiceItem> read(ServiceName service) {
        Function<ServiceOrigin, String> names = names();
        return origins.mapping(service).map(it -> ServiceItem.of(it, names));
    }

    /** The name of the repository that each service comes from, where that is known. */
    Map<ServiceName, String> repositories() {
        Function<ServiceOrigin, String> names = names();
        return origins.all().stream()
                .flatMap(it -> it.origin().stream())
                .collect(Collectors.toMap(ServiceOrigin::service, names));
    }

    private Function<ServiceOrigin, String> names() {
        Map<RepositoryId, String> names =
                repositories.all().stream().collect(Collectors.toMap(TrackedRepository::id, TrackedRepository::name));
        // One that was followed since it was asked for.
        return it -> names.getOrDefault(it.repository(), "a repository that was just added");
    }
}
