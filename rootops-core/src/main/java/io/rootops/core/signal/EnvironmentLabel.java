package io.rootops.core.signal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which label tells where something runs: the same for logs and for metrics, so that both are of one service. */
public final class EnvironmentLabel {
    /** The first that is there; a namespace is often one environment, and always fewer than all. */
    public static final List<String> ALL = List.of(
            "deployment_environment_name",
            "deployment.environment.name",
            "deployment_environment",
            "deployment.environment",
            "environment",
            "env",
            // Where Prometheus puts what a target says, when it has a namespace of its own for the target.
            "exported_namespace",
            "namespace",
            "k8s_namespace_name",
            "k8s.namespace.name");

    /** Those without dots, which need quotes in queries, and which not every store understands. */
    public static final List<String> NAMES =
            ALL.stream().filter(it -> it.indexOf('.') < 0).toList();

    private EnvironmentLabel() {}

    /** Null: no label tells. */
    public static @Nullable String of(Map<String, String> labels) {
        return ALL.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse(null);
    }
}
