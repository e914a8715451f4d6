package io.rootops.app.rootcause;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the ranking of suspects as JSON, and what taught them.
 *
 * @param schema {@link #SCHEMA}
 * @param version names the learning
 * @param madeBy the command that makes it again
 * @param madeAt day of the learning, as 2026-11-25
 */
public record WeightsDocument(
        @Nullable String schema,
        @Nullable String version,
        @Nullable String madeBy,
        @Nullable String madeAt,
        @Nullable List<Source> sources,
        @Nullable Part withOwners,
        @Nullable Part withoutOwners) {
    static final String SCHEMA = "rootops.suspect-weights/1";
    private static final String RESOURCE = "/io/rootops/suspect-weights.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final Map<String, SuspectFeature> FEATURES = Arrays.stream(SuspectFeature.values())
            .collect(Collectors.toUnmodifiableMap(SuspectFeature::word, Function.identity()));

    /** Incidents of one project that taught the weights. */
    public record Source(String project, int incidents) {}

    /** See {@link SuspectModel.Part}. */
    public record Part(Map<String, Double> trace, Map<String, Double> title, Chance first, Chance five) {
        static Part of(SuspectModel.Part part) {
            return new Part(byWord(part.trace()), byWord(part.title()), rounded(part.first()), rounded(part.five()));
        }

        private static Map<String, Double> byWord(SuspectWeights weights) {
            Map<String, Double> words = new LinkedHashMap<>();
            weights.values().forEach((feature, weight) -> words.put(feature.word(), rounded(weight)));
            return words;
        }

        private static Chance rounded(Chance chance) {
            return new Chance(rounded(chance.intercept()), rounded(chance.slope()));
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }

        SuspectModel.Part part() {
            return new SuspectModel.Part(weights(trace), weights(title), first, five);
        }

        private static SuspectWeights weights(Map<String, Double> words) {
            Map<SuspectFeature, Double> weights = new EnumMap<>(SuspectFeature.class);
            words.forEach((word, weight) -> {
                SuspectFeature feature = FEATURES.get(word);
                if (feature == null) {
                    throw new IllegalArgumentException("'" + word + "' is no feature of this RootOps");
                }
                weights.put(feature, weight);
            });
            return new SuspectWeights(weights);
        }
    }

    /** A document of this model, to be written. */
    public static WeightsDocument of(SuspectModel model, List<Source> sources, String madeBy, String madeAt) {
        return new WeightsDocument(
                SCHEMA,
                model.version(),
                madeBy,
                madeAt,
                List.copyOf(sources),
                Part.of(model.withOwners()),
                Part.of(model.withoutOwners()));
    }

    /** The model that this build carries. */
    public static SuspectModel shipped() {
        try (InputStream resource = WeightsDocument.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new WeightsFormatException(
                        "the weights of suspects in this build are missing; take a whole copy");
            }
            return read("the weights of suspects in this build", resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the jar", e);
        }
    }

    /**
     * The model in a document.
     *
     * @param name of the file, for messages
     * @throws WeightsFormatException when it is damaged, or of another version
     */
    static SuspectModel read(String name, byte[] json) {
        WeightsDocument document;
        try {
            document = MAPPER.readValue(json, WeightsDocument.class);
        } catch (IOException e) {
            throw new WeightsFormatException(name + " is damaged: it is no JSON of weights; take a whole copy", e);
        }
        if (document == null || !SCHEMA.equals(document.schema)) {
            throw new WeightsFormatException(name + " has the schema '" + (document == null ? null : document.schema)
                    + "', and this RootOps reads '" + SCHEMA + "'; take the file that came with this version");
        }
        if (document.version == null || document.withOwners == null || document.withoutOwners == null) {
            throw new WeightsFormatException(
                    name + " is damaged: version, with_owners or without_owners is missing; take a whole copy");
        }
        try {
            return new SuspectModel(document.version, document.withOwners.part(), document.withoutOwners.part());
        } catch (IllegalArgumentException e) {
            throw new WeightsFormatException(name + " is damaged: " + e.getMessage() + "; take a whole copy", e);
        }
    }

    /** As indented JSON. */
    public byte[] toJson() {
        try {
            return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for the weights " + version, e);
        }
    }
}
