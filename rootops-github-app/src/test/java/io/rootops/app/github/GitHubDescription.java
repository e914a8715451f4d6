package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** GitHub's own OpenAPI description of its REST API, and what of a request it does not allow. Thread-safe. */
final class GitHubDescription {
    private static final String PACKAGE = "@octokit/openapi@23.0.2";
    private static final String FILE = "node_modules/@octokit/openapi/generated/api.github.com.json";
    private static final String ID = "https://github.invalid/api.json";
    /** Which github-api takes; GitHub's reference has called it "also available via a legacy route" for years. */
    private static final Pattern LEGACY = Pattern.compile("^(/repos/[^/]+/[^/]+)/statuses/([^/]+)$");

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private record Path(String template, Pattern pattern, JsonNode methods) {}

    private final JsonNode document;
    private final List<Path> paths = new ArrayList<>();
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> bodies = new ConcurrentHashMap<>();
    private final DescribedAnswers answers;

    private GitHubDescription(String text) throws IOException {
        document = new ObjectMapper().readTree(text);
        document.path("paths")
                .properties()
                .forEach(it -> paths.add(new Path(it.getKey(), pattern(it.getKey()), it.getValue())));
        // What has a name goes before what has any.
        paths.sort(Comparator.<Path>comparingLong(
                        it -> PARAMETER.matcher(it.template()).results().count())
                .thenComparing(Comparator.<Path>comparingInt(it -> it.template().length())
                        .reversed()));
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text))));
        answers = new DescribedAnswers(document);
    }

    /** Thirteen megabytes, read once. */
    private static final class Holder {
        private static final Optional<GitHubDescription> ONE = load();

        private static Optional<GitHubDescription> load() {
            try {
                return Optional.of(new GitHubDescription(
                        Files.readString(NpmPeer.installed(PACKAGE).resolve(FILE))));
            } catch (TestAbortedException e) {
                System.err.println("Nothing is checked against GitHub's description: " + e.getMessage());
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Empty where there is no Node; under CI=true that fails. */
    static Optional<GitHubDescription> installed() {
        return Holder.ONE;
    }

    /**
     * What is wrong with a request, in sentences.
     *
     * @param path below the API's root
     * @param query as it was sent; null: none
     */
    List<String> problems(String method, String path, @Nullable String query, byte[] body) {
        Path described = described(method, path).orElse(null);
        JsonNode operation = described == null ? null : described.methods().path(method.toLowerCase(Locale.ROOT));
        if (described == null || operation == null || operation.isMissingNode()) {
            return List.of("GitHub has no " + method + " " + path);
        }
        List<String> problems = new ArrayList<>(queryProblems(described, operation, query));
        problems.addAll(bodyProblems(described, method, operation, body));
        return problems.stream()
                .map(it -> method + " " + described.template() + ": " + it)
                .toList();
    }

    /**
     * What is wrong with an answer of a GitHub of the tests, in sentences.
     *
     * @param path below the API's root
     */
    List<String> answerProblems(String method, String path, int status, byte[] body) {
        return described(method, path).stream()
                .flatMap(it -> answers.problems(method, it.template(), status, body).stream()
                        .map(problem -> "the answer to " + method + " " + it.template() + ": " + problem))
                .toList();
    }

    private Optional<Path> described(String method, String path) {
        String today = LEGACY.matcher(path).replaceFirst("$1/commits/$2/statuses");
        return paths.stream()
                .filter(it -> it.pattern()
                        .matcher(method.equals("GET") ? today : path)
                        .matches())
                .findFirst();
    }

    private List<String> queryProblems(Path described, JsonNode operation, @Nullable String query) {
        Set<String> known = new HashSet<>();
        Set<String> required = new HashSet<>();
        for (JsonNode from : List.of(described.methods().path("parameters"), operation.path("parameters"))) {
            from.forEach(it -> {
                JsonNode parameter = resolved(it);
                if (parameter.path("in").asText().equals("query")) {
                    known.add(parameter.path("name").asText());
                    if (parameter.path("required").asBoolean()) {
                        required.add(parameter.path("name").asText());
                    }
                }
            });
        }
        Set<String> given = query == null || query.isEmpty()
                ? Set.of()
                : Arrays.stream(query.split("&"))
                        .map(it -> URLDecoder.decode(it.split("=", 2)[0], StandardCharsets.UTF_8))
                        .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        given.stream().filter(it -> !known.contains(it)).forEach(it -> problems.add("no parameter " + it));
        required.stream()
                .filter(it -> !given.contains(it))
                .forEach(it -> problems.add("parameter " + it + " is missing"));
        return problems;
    }

    private List<String> bodyProblems(Path described, String method, JsonNode operation, byte[] body) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (body.length == 0) {
            return operation.at("/requestBody/required").asBoolean() ? List.of("a body is missing") : List.of();
        }
        if (schema.isMissingNode()) {
            return List.of("takes no body");
        }
        JsonNode given;
        try {
            given = new ObjectMapper().readTree(body);
        } catch (IOException e) {
            return List.of("the body is no JSON");
        }
        String pointer = "/paths/" + described.template().replace("~", "~0").replace("/", "~1") + "/"
                + method.toLowerCase(Locale.ROOT) + "/requestBody/content/application~1json/schema";
        List<String> problems = bodies
                .computeIfAbsent(pointer, it -> schemas.getSchema(SchemaLocation.of(ID + "#" + it)))
                .validate(given)
                .stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(ArrayList::new));
        JsonNode properties = resolved(schema).path("properties");
        if (!properties.isMissingNode()) {
            given.fieldNames().forEachRemaining(name -> {
                if (!properties.has(name)) {
                    problems.add("no property " + name);
                }
            });
        }
        return problems;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    private static Pattern pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (var parameter : PARAMETER.matcher(template).results().toList()) {
            pattern.append(Pattern.quote(template.substring(from, parameter.start())));
            // A ref or a path may hold slashes.
            pattern.append(parameter.group().matches("\\{(ref|path)}") ? ".+" : "[^/]+");
            from = parameter.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(from))).toString());
    }
}
