package io.rootops.core.signal.prometheus;

import static io.rootops.core.signal.MetricKind.CPU;
import static io.rootops.core.signal.MetricKind.ERRORS;
import static io.rootops.core.signal.MetricKind.LATENCY;
import static io.rootops.core.signal.MetricKind.MEMORY;
import static io.rootops.core.signal.MetricKind.REQUESTS;
import static io.rootops.core.signal.MetricKind.RESTARTS;
import static io.rootops.core.signal.prometheus.QueryTemplates.changes;
import static io.rootops.core.signal.prometheus.QueryTemplates.errors;
import static io.rootops.core.signal.prometheus.QueryTemplates.nativeErrors;
import static io.rootops.core.signal.prometheus.QueryTemplates.nativePercentile;
import static io.rootops.core.signal.prometheus.QueryTemplates.nativeRate;
import static io.rootops.core.signal.prometheus.QueryTemplates.percentile;
import static io.rootops.core.signal.prometheus.QueryTemplates.rate;
import static io.rootops.core.signal.prometheus.QueryTemplates.sum;
import static io.rootops.core.signal.prometheus.ServiceLabel.whole;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.prometheus.ServiceLabel.Form;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The common instrumentations. Of those that a service has for a kind the first counts. */
final class Instrumentations {
    /** Of what a service says of itself; in the order in which Loki's are asked. */
    static final List<ServiceLabel> OWN = List.of(
            whole("service_name"),
            whole("app"),
            whole("application"),
            whole("app_kubernetes_io_name"),
            new ServiceLabel("job", Form.JOB));

    /** The same where dots are left in names, as Prometheus 3 can. */
    private static final List<ServiceLabel> DOTTED =
            Stream.concat(Stream.of(whole("service.name")), OWN.stream()).toList();

    static final List<ServiceLabel> POD =
            List.of(new ServiceLabel("exported_pod", Form.POD), new ServiceLabel("pod", Form.POD));
    static final List<ServiceLabel> DOCKER =
            List.of(whole("container_label_com_docker_compose_service"), whole("name"));

    static final String KUBERNETES_ONLY = "container!=\"\",container!=\"POD\"";
    static final String DOCKER_ONLY = "container=\"\",name!=\"\",name!~\"k8s_.*\"";

    private static final String OF_A_SERVER = "=~\"5..\"";
    /** By OpenTelemetry's conventions for servers: the others are the client's fault. */
    private static final String GRPC = "=~\"Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss\"";

    private static final String GRPC_NUMBERS = "=~\"2|4|12|13|14|15\"";

    private static final String STATUS = PromQl.label("http.response.status_code");
    private static final String RPC_STATUS = PromQl.label("rpc.grpc.status_code");

    static final List<Instrumentation> ALL = List.of(
            histogram("http_server_request_duration_seconds", OWN, 1, "http_response_status_code" + OF_A_SERVER),
            natively("http_server_request_duration_seconds", OWN, 1, "http_response_status_code" + OF_A_SERVER),
            histogram("http.server.request.duration_seconds", DOTTED, 1, STATUS + OF_A_SERVER),
            natively("http.server.request.duration_seconds", DOTTED, 1, STATUS + OF_A_SERVER),
            histogram("http.server.request.duration", DOTTED, 1, STATUS + OF_A_SERVER),
            natively("http.server.request.duration", DOTTED, 1, STATUS + OF_A_SERVER),
            histogram("http_server_duration_milliseconds", OWN, 1000, "http_status_code" + OF_A_SERVER),
            histogram("http_server_duration", OWN, 1000, "http_status_code" + OF_A_SERVER),
            histogram("http_server_requests_seconds", OWN, 1, "status" + OF_A_SERVER),
            natively("http_server_requests_seconds", OWN, 1, "status" + OF_A_SERVER),
            counter(
                    "http_requests_total",
                    "",
                    OWN,
                    "code" + OF_A_SERVER,
                    "status" + OF_A_SERVER,
                    "status_code" + OF_A_SERVER),
            histogram(
                    "http_request_duration_seconds",
                    OWN,
                    1,
                    "code" + OF_A_SERVER,
                    "status" + OF_A_SERVER,
                    "status_code" + OF_A_SERVER),
            natively(
                    "http_request_duration_seconds",
                    OWN,
                    1,
                    "code" + OF_A_SERVER,
                    "status" + OF_A_SERVER,
                    "status_code" + OF_A_SERVER),
            counter("grpc_server_handled_total", "", OWN, "grpc_code" + GRPC),
            latency("grpc_server_handling_seconds", "", OWN, 1),
            histogram("rpc_server_duration_milliseconds", OWN, 1000, "rpc_grpc_status_code" + GRPC_NUMBERS),
            histogram("rpc.server.duration_milliseconds", DOTTED, 1000, RPC_STATUS + GRPC_NUMBERS),
            natively("rpc.server.duration_milliseconds", DOTTED, 1000, RPC_STATUS + GRPC_NUMBERS),
            histogram("rpc.server.duration", DOTTED, 1000, RPC_STATUS + GRPC_NUMBERS),
            natively("rpc.server.duration", DOTTED, 1000, RPC_STATUS + GRPC_NUMBERS),
            counter("istio_requests_total", "reporter=\"destination\"", istio(), "response_code" + OF_A_SERVER),
            latency("istio_request_duration_milliseconds", "reporter=\"destination\"", istio(), 1000),
            counter("nginx_ingress_controller_requests", "", nginx(), "status" + OF_A_SERVER),
            latency("nginx_ingress_controller_request_duration_seconds", "", nginx(), 1),
            counter("traefik_service_requests_total", "", traefik(), "code" + OF_A_SERVER),
            latency("traefik_service_request_duration_seconds", "", traefik(), 1),
            counter(
                    "envoy_cluster_upstream_rq_xx",
                    "",
                    List.of(whole("envoy_cluster_name")),
                    "envoy_response_code_class=\"5\""),
            latency("envoy_cluster_upstream_rq_time", "", List.of(whole("envoy_cluster_name")), 1000),
            one(
                    CPU,
                    "container_cpu_usage_seconds_total",
                    KUBERNETES_ONLY,
                    POD,
                    rate("container_cpu_usage_seconds_total")),
            one(
                    CPU,
                    "container_cpu_usage_seconds_total",
                    DOCKER_ONLY,
                    DOCKER,
                    rate("container_cpu_usage_seconds_total")),
            one(CPU, "process_cpu_seconds_total", "", OWN, rate("process_cpu_seconds_total")),
            // A share of all cores that the machine has.
            one(CPU, "process_cpu_usage", "", OWN, "sum by (<by>) (process_cpu_usage{<in>} * system_cpu_count{<in>})"),
            one(
                    MEMORY,
                    "container_memory_working_set_bytes",
                    KUBERNETES_ONLY,
                    POD,
                    sum("container_memory_working_set_bytes")),
            one(
                    MEMORY,
                    "container_memory_working_set_bytes",
                    DOCKER_ONLY,
                    DOCKER,
                    sum("container_memory_working_set_bytes")),
            one(MEMORY, "process_resident_memory_bytes", "", OWN, sum("process_resident_memory_bytes")),
            one(MEMORY, "jvm_memory_used_bytes", "area=\"heap\"", OWN, sum("jvm_memory_used_bytes")),
            one(
                    RESTARTS,
                    "kube_pod_container_status_restarts_total",
                    "",
                    POD,
                    changes("kube_pod_container_status_restarts_total")),
            starts("process_start_time_seconds", "", OWN),
            starts("container_start_time_seconds", KUBERNETES_ONLY, POD),
            starts("container_start_time_seconds", DOCKER_ONLY, DOCKER));

    private Instrumentations() {}

    private static List<ServiceLabel> istio() {
        return List.of(whole("destination_canonical_service"), whole("destination_service_name"));
    }

    private static List<ServiceLabel> nginx() {
        return List.of(whole("exported_service"), whole("service"));
    }

    private static List<ServiceLabel> traefik() {
        return List.of(new ServiceLabel("exported_service", Form.PROVIDER), new ServiceLabel("service", Form.PROVIDER));
    }

    private static Instrumentation one(
            MetricKind kind, String metric, String only, List<ServiceLabel> labels, String expression) {
        return new Instrumentation(metric, only, labels, Map.of(kind, expression), Instrumentation.Value.NUMBER);
    }

    private static Instrumentation starts(String metric, String only, List<ServiceLabel> labels) {
        return new Instrumentation(
                metric, only, labels, Map.of(RESTARTS, changes(metric)), Instrumentation.Value.START);
    }

    private static Instrumentation counter(String metric, String only, List<ServiceLabel> labels, String... failed) {
        return new Instrumentation(
                metric,
                only,
                labels,
                Map.of(REQUESTS, rate(metric), ERRORS, errors(metric, failed)),
                Instrumentation.Value.NUMBER);
    }

    /** @param unit so many of its values are a second */
    private static Instrumentation latency(String base, String only, List<ServiceLabel> labels, int unit) {
        return one(LATENCY, base + "_count", only, labels, percentile(base, unit));
    }

    /** A histogram, or a summary, of the time that requests took. */
    private static Instrumentation histogram(String base, List<ServiceLabel> labels, int unit, String... failed) {
        String count = base + "_count";
        return new Instrumentation(
                count,
                "",
                labels,
                Map.of(REQUESTS, rate(count), ERRORS, errors(count, failed), LATENCY, percentile(base, unit)),
                Instrumentation.Value.NUMBER);
    }

    /** The same as a native histogram, which has no metrics beside it. */
    private static Instrumentation natively(String base, List<ServiceLabel> labels, int unit, String... failed) {
        return new Instrumentation(
                base,
                "",
                labels,
                Map.of(
                        REQUESTS,
                        nativeRate(base),
                        ERRORS,
                        nativeErrors(base, failed),
                        LATENCY,
                        nativePercentile(base, unit)),
                Instrumentation.Value.HISTOGRAM);
    }
}
