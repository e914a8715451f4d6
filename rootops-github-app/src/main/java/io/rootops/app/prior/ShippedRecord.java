package io.rootops.app.prior;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Prior;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * How the shipped prior did alone on labelled public projects, none of which it learned from: what {@code make
 * prior-record} measured and wrote beside the prior. The document {@code how-good-is-it.md} says on which data.
 *
 * @param priorVersion of the prior that was measured
 * @param projects those that have all facts that RootOps learns from
 */
public record ShippedRecord(String priorVersion, List<PublicRecord> projects) {
    private static final String RESOURCE = "/io/rootops/prior-record.json";
    private static final Map<String, String> NAMES = Map.of(
            "dpdk", "DPDK",
            "groovy", "Apache Groovy",
            "kafka", "Apache Kafka",
            "zeppelin", "Apache Zeppelin",
            "zookeeper", "Apache ZooKeeper");

    /** What stands in this build; it need not be of this build's prior. */
    public static ShippedRecord inThisBuild() {
        try (InputStream resource = Objects.requireNonNull(
                ShippedRecord.class.getResourceAsStream(RESOURCE), "prior-record.json is not in the jar")) {
            return of(new JsonMapper().readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the jar", e);
        }
    }

    /** @param evaluation what {@code rootops evaluate commits --prior shipped --mode cold-start --json} printed */
    static ShippedRecord of(JsonNode evaluation) {
        return new ShippedRecord(
                evaluation.path("prior_version").asText(),
                StreamSupport.stream(evaluation.path("projects").spliterator(), false)
                        .filter(it ->
                                it.path("features").asInt() == Feature.learned().size())
                        .map(it -> new PublicRecord(
                                NAMES.getOrDefault(
                                        it.path("project").asText(),
                                        it.path("project").asText()),
                                it.path("auc").asDouble(),
                                it.at("/baselines/churn/auc").asDouble()))
                        .toList());
    }

    /** The record of this prior; empty where it is of another one, which says nothing of this. */
    public List<PublicRecord> of(Prior prior) {
        return prior.version().equals(priorVersion) ? projects : List.of();
    }
}
