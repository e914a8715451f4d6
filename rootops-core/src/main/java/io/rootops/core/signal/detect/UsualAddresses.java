package io.rootops.core.signal.detect;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where stores usually are: on this machine, beside RootOps in Compose, and in Kubernetes by their charts' names. */
public final class UsualAddresses {
    public static final List<URI> LOKI = addresses(
            "http://localhost:3100",
            "http://loki:3100",
            "http://loki-gateway",
            "http://loki.monitoring:3100",
            "http://loki-gateway.monitoring",
            "http://loki.observability:3100",
            "http://loki-gateway.observability",
            "http://loki.loki:3100",
            "http://loki-gateway.loki",
            "http://loki.logging:3100");

    public static final List<URI> PROMETHEUS = addresses(
            "http://localhost:9090",
            "http://prometheus:9090",
            "http://prometheus-server",
            "http://prometheus-server.monitoring",
            "http://prometheus-operated.monitoring:9090",
            "http://prometheus.monitoring:9090",
            "http://prometheus-server.prometheus",
            "http://prometheus-operated.observability:9090",
            "http://prometheus.observability:9090",
            "http://mimir:9009/prometheus",
            "http://victoriametrics:8428");

    private UsualAddresses() {}

    private static List<URI> addresses(String... addresses) {
        return Stream.of(addresses).map(URI::create).toList();
    }
}
