package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Environment;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.verdict.Look;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which services a deployment is looked at by: those that were deployed, and those that were not. */
final class WatchedServices {
    /** Services that are looked at: each of them is held in memory with its errors. */
    static final int MOST_DEPLOYED = 50;

    private static final int MOST_CONTROLS = 20;

    private final ServiceMap services;
    private final LogHistory logs;
    private final WatchedDeployments watched;

    WatchedServices(ServiceMap services, LogHistory logs, WatchedDeployments watched) {
        this.services = services;
        this.logs = logs;
        this.watched = watched;
    }

    /** Whoever names a service that nobody claims is believed. */
    Set<ServiceName> deployed(Watched it) {
        String named = it.service();
        Stream<ServiceName> its = named == null
                ? services.of(it.repository()).stream()
                : logs.named(named).stream()
                        .filter(name -> services.of(name)
                                .map(owner -> owner.equals(it.repository()))
                                .orElse(true));
        return its.filter(name -> Environment.same(it.environment(), name.environment()))
                .sorted()
                .limit(MOST_DEPLOYED)
                .collect(Collectors.toSet());
    }

    /** Services that were not deployed: of other repositories, which were not deployed then either, or of none. */
    Set<ServiceName> controls(Watched it, Look look, Set<ServiceName> deployed, MetricsBackend metrics)
            throws StoreException, InterruptedException {
        Instant from = it.begun().minus(Look.FINAL.after());
        Instant to = it.serving().plus(look.after());
        Set<ServiceName> controls = new HashSet<>();
        Map<RepositoryId, Boolean> quiet = new HashMap<>();
        for (ServiceName service : metrics.services().keySet().stream().sorted().toList()) {
            if (controls.size() == MOST_CONTROLS) {
                break;
            }
            if (deployed.contains(service) || !Environment.same(it.environment(), service.environment())) {
                continue;
            }
            Optional<RepositoryId> repository = services.of(service);
            boolean stood = repository.isEmpty()
                    || !repository.get().equals(it.repository())
                            && quiet.computeIfAbsent(
                                    repository.get(),
                                    other -> watched.served(other, from, to).stream()
                                            .noneMatch(beside ->
                                                    Environment.same(it.environment(), beside.environment())));
            if (stood) {
                controls.add(service);
            }
        }
        return controls;
    }
}
