package io.rootops.app.prior;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prior as JSON, with its model card.
 *
 * @param schema {@link #SCHEMA}
 * @param version names the training
 * @param madeBy the command that makes it again
 * @param madeAt day of the training, as 2026-11-25
 * @param reference logits of the commits it learned from, ascending and evenly spaced in rank
 */
public record PriorDocument(
        @Nullable String schema,
        @Nullable String version,
        @Nullable String madeBy,
        @Nullable String madeAt,
        @Nullable List<Source> sources,
        double intercept,
        @Nullable List<Term> features,
        float @Nullable [] reference) {
    static final String SCHEMA = "rootops.prior/1";

    /** Enough for a percentile right to a half. */
    private static final int REFERENCE_POINTS = 201;

    private static final String RESOURCE = "/io/rootops/prior.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final Map<String, Feature> FEATURES =
            Arrays.stream(Feature.values()).collect(Collectors.toUnmodifiableMap(Feature::id, Function.identity()));

    /**
     * A repository that taught the prior.
     *
     * @param head sha that its history was read to
     * @param commits that had a feature vector and a label
     * @param bad commits among them
     */
    public record Source(String repository, String head, int commits, int bad) {}

    /** The place of one feature in the model; see {@link LogisticModel}. */
    public record Term(@Nullable String name, double mean, double deviation, double weight) {}

    /** A document of this prior, to be written. */
    public static PriorDocument of(Prior prior, List<Source> sources, String madeBy, String madeAt) {
        LogisticModel model = prior.model();
        Term[] terms = new Term[model.features().size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] =
                    new Term(model.features().get(i).id(), model.means()[i], model.deviations()[i], model.weights()[i]);
        }
        return new PriorDocument(
                SCHEMA,
                prior.version(),
                madeBy,
                madeAt,
                List.copyOf(sources),
                model.intercept(),
                List.of(terms),
                thinned(prior.reference().toArray()));
    }

    /** The prior that this build carries; empty where it carries none. */
    public static Optional<Prior> shipped() {
        try (InputStream resource = PriorDocument.class.getResourceAsStream(RESOURCE)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(read("the prior in this build", resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the jar", e);
        }
    }

    /**
     * The prior in a document.
     *
     * @param name of the file, for messages
     * @throws PriorFormatException when it is damaged, or of another version
     */
    public static Prior read(String name, byte[] json) {
        PriorDocument document;
        try {
            document = MAPPER.readValue(json, PriorDocument.class);
        } catch (IOException e) {
            throw new PriorFormatException(name + " is damaged: it is no JSON of a prior; take a whole copy", e);
        }
        if (document == null || !SCHEMA.equals(document.schema)) {
            throw new PriorFormatException(name + " has the schema '" + (document == null ? null : document.schema)
                    + "', and this RootOps reads '" + SCHEMA + "'; take the file that came with this version");
        }
        return document.prior(name);
    }

    /** As indented JSON. */
    public byte[] toJson() {
        try {
            return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for the prior " + version, e);
        }
    }

    private Prior prior(String name) {
        if (version == null || features == null || features.isEmpty() || reference == null || sources == null) {
            throw new PriorFormatException(
                    name + " is damaged: version, features, reference or sources are missing; take a whole copy");
        }
        List<Feature> known = features.stream()
                .map(it -> Optional.ofNullable(FEATURES.get(String.valueOf(it.name)))
                        .orElseThrow(() -> new PriorFormatException(name + " names the feature '" + it.name
                                + "', which this RootOps does not know; take the file that came with this version")))
                .toList();
        try {
            return new Prior(
                    version,
                    new LogisticModel(
                            known,
                            numbers(features, Term::mean),
                            numbers(features, Term::deviation),
                            numbers(features, Term::weight),
                            intercept),
                    ReferenceDistribution.ofStored(reference),
                    sources.stream().map(Source::repository).toList());
        } catch (IllegalArgumentException e) {
            throw new PriorFormatException(name + " is damaged: " + e.getMessage() + "; take a whole copy", e);
        }
    }

    private static double[] numbers(List<Term> terms, ToDoubleFunction<Term> number) {
        return terms.stream().mapToDouble(number).toArray();
    }

    private static float[] thinned(float[] ascending) {
        int count = Math.min(REFERENCE_POINTS, ascending.length);
        float[] points = new float[count];
        for (int i = 0; i < count; i++) {
            float value = ascending[(int) Math.round((double) i * (ascending.length - 1) / Math.max(1, count - 1))];
            points[i] = Math.round(value * 1_000) / 1_000f;
        }
        return points;
    }
}
