package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What of an answer is not as GitHub's description has it: another type or value, or a field that it does not know. What
 * is left out is no matter: a GitHub of the tests tells what they are about. Thread-safe.
 */
final class DescribedAnswers {
    private static final String ID = "https://github.invalid/answers.json";
    private static final Set<String> WORDS = Set.of("description", "example", "examples", "title");
    private static final List<String> CHOICES = List.of("allOf", "anyOf");

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode document;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> bodies = new ConcurrentHashMap<>();

    /** @param description GitHub's own */
    DescribedAnswers(JsonNode description) {
        document = json.createObjectNode();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("responses")) {
                        document.withObjectProperty("paths")
                                .withObjectProperty(path.getKey())
                                .withObjectProperty(method.getKey())
                                .set("responses", allowing(method.getValue().get("responses")));
                    }
                }));
        ObjectNode components = document.withObjectProperty("components");
        for (String part : List.of("schemas", "responses")) {
            components.set(part, allowing(description.path("components").path(part)));
        }
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, document.toString()))));
    }

    /**
     * What is wrong with an answer, in sentences.
     *
     * @param template of the path, as in the description
     */
    List<String> problems(String method, String template, int status, byte[] body) {
        String pointer = "/paths/" + escaped(template) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            // A broken or a busy server says what no description has.
            return status < 400 && status != 304 ? List.of("answers " + status) : List.of();
        }
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        JsonNode schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return body.length > 0 && status < 300 ? List.of("answers " + status + " without a body") : List.of();
        }
        JsonNode given;
        try {
            given = json.readTree(body);
        } catch (IOException e) {
            // Cut off on the way, which tests do on purpose.
            return List.of();
        }
        String place = pointer + "/content/application~1json/schema";
        List<String> problems = new ArrayList<>();
        bodies
                .computeIfAbsent(place, it -> schemas.getSchema(SchemaLocation.of(ID + "#" + it)))
                .validate(given)
                .stream()
                .map(ValidationMessage::getMessage)
                .forEach(problems::add);
        unknown(given, List.of(schema), "answer", problems);
        return problems;
    }

    private void unknown(JsonNode value, List<JsonNode> schemas, String place, List<String> problems) {
        List<JsonNode> all = new ArrayList<>();
        schemas.forEach(it -> spread(it, all));
        if (value.isArray()) {
            List<JsonNode> items = all.stream()
                    .filter(it -> it.has("items"))
                    .map(it -> it.get("items"))
                    .toList();
            value.forEach(it -> unknown(it, items, place + "[]", problems));
            return;
        }
        Map<String, List<JsonNode>> properties = new LinkedHashMap<>();
        all.forEach(it -> it.path("properties")
                .properties()
                .forEach(property -> properties
                        .computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                        .add(property.getValue())));
        if (!value.isObject() || properties.isEmpty() || all.stream().anyMatch(DescribedAnswers::open)) {
            return;
        }
        value.properties().forEach(field -> {
            List<JsonNode> known = properties.get(field.getKey());
            if (known == null) {
                problems.add("no field " + place + "." + field.getKey());
            } else {
                unknown(field.getValue(), known, place + "." + field.getKey(), problems);
            }
        });
    }

    private static boolean open(JsonNode schema) {
        JsonNode more = schema.path("additionalProperties");
        return more.isObject() || more.asBoolean();
    }

    private void spread(JsonNode schema, List<JsonNode> all) {
        JsonNode it =
                schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
        all.add(it);
        CHOICES.forEach(choice -> it.path(choice).forEach(one -> spread(one, all)));
    }

    /** The same without what has to be there, and without words for people. */
    private JsonNode allowing(JsonNode schema) {
        return allowing(schema, false);
    }

    private JsonNode allowing(JsonNode node, boolean names) {
        if (node.isArray()) {
            ArrayNode list = json.createArrayNode();
            node.forEach(it -> list.add(allowing(it, false)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = json.createObjectNode();
        node.properties().forEach(it -> {
            String name = it.getKey();
            if (names
                    || !(WORDS.contains(name)
                            || name.equals("required") && it.getValue().isArray())) {
                // Of two that differ in what has to be there, both may now match.
                object.set(
                        !names && name.equals("oneOf") ? "anyOf" : name,
                        allowing(it.getValue(), !names && name.equals("properties")));
            }
        });
        return object;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
