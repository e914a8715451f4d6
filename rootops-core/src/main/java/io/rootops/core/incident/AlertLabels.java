package io.rootops.core.incident;

import io.rootops.core.signal.EnvironmentLabel;
import io.rootops.core.signal.ServiceName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the labels and annotations of an alert tell, as Prometheus, Alertmanager and Grafana write them.
 *
 * @param labels by name
 * @param annotations by name
 */
public record AlertLabels(Map<String, String> labels, Map<String, String> annotations) {
    private static final List<String> SERVICE =
            List.of("service", "service_name", "app", "app_kubernetes_io_name", "job");
    /** What runs in Kubernetes, by whatever keeps it running. */
    private static final List<String> WORKLOAD = List.of("deployment", "statefulset", "daemonset", "container");
    /** They measure what others run: an alert of theirs is about that, not about them. */
    private static final List<String> OBSERVERS = List.of("kube-state-metrics", "kubelet", "cadvisor");

    private static final int LONGEST_TEXT = 2_000;

    public AlertLabels {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** That it is about; an empty name: no label tells. */
    public ServiceName service() {
        String own = first(labels, SERVICE);
        boolean observed = own != null && OBSERVERS.stream().anyMatch(own::contains);
        String name = observed ? first(labels, WORKLOAD) : own != null ? own : first(labels, WORKLOAD);
        // As OpenTelemetry makes it: namespace/name.
        String last = name == null ? "" : name.substring(name.lastIndexOf('/') + 1);
        return ServiceName.of(last, EnvironmentLabel.of(labels));
    }

    public Severity severity() {
        return Severity.of(first(labels, List.of("severity", "priority", "level")));
    }

    /** The alert's name and its summary, one line without secrets. */
    public String title() {
        String title = String.join(
                ": ",
                Stream.of(first(labels, List.of("alertname")), first(annotations, List.of("summary", "title")))
                        .filter(Objects::nonNull)
                        .toList());
        return title.isEmpty() ? "An alert without a name" : IncidentText.line(title);
    }

    /** What it says beside that, without secrets; may be empty. */
    public String text() {
        String text = first(annotations, List.of("description", "message"));
        String kept = text == null ? "" : IncidentText.of(text).kept();
        return kept.length() > LONGEST_TEXT ? kept.substring(0, LONGEST_TEXT) : kept;
    }

    /** The same for the same labels. */
    public String fingerprint() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(labels)
                .forEach((name, value) ->
                        all.append(name).append('\0').append(value).append('\0'));
        return digest(all.toString());
    }

    /** Stands for a text that is compared only, however long it is and whomever it names. */
    public static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 2 * Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable String first(Map<String, String> texts, List<String> names) {
        return names.stream()
                .map(texts::get)
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElse(null);
    }
}
