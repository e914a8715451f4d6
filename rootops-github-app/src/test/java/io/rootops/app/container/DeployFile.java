package io.rootops.app.container;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files by which RootOps is deployed, as those read them who deploy it. */
final class DeployFile {
    static final Path ROOT = Path.of("..");
    /** A name without a value is one, too. */
    private static final Gson JSON_OF_ALL = new GsonBuilder().serializeNulls().create();

    private DeployFile() {}

    static String text(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    static JsonObject yaml(String path) throws IOException {
        return parse(text(path));
    }

    /** A key that stands twice is an error, as it is for kubectl. */
    static JsonObject parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object parsed = new Yaml(new SafeConstructor(options)).load(yaml);
        return JSON_OF_ALL.toJsonTree(parsed).getAsJsonObject();
    }

    /**
     * By what Kubernetes says of its API.
     *
     * @throws IllegalArgumentException or JsonParseException: a field that there is not, one that is missing, or a value
     *     of another kind
     */
    static void checkManifest(JsonObject manifest) throws IOException {
        JSON.getGson();
        String kind = manifest.get("apiVersion").getAsString() + " "
                + manifest.get("kind").getAsString();
        Class<?> type = switch (kind) {
            case "apps/v1 Deployment" -> {
                V1Deployment.validateJsonElement(manifest);
                yield V1Deployment.class;
            }
            case "v1 Service" -> {
                V1Service.validateJsonElement(manifest);
                yield V1Service.class;
            }
            case "v1 PersistentVolumeClaim" -> {
                V1PersistentVolumeClaim.validateJsonElement(manifest);
                yield V1PersistentVolumeClaim.class;
            }
            case "policy/v1 PodDisruptionBudget" -> {
                V1PodDisruptionBudget.validateJsonElement(manifest);
                yield V1PodDisruptionBudget.class;
            }
            default -> throw new JsonParseException("no check for " + kind + " yet: add its model here");
        };
        JSON.deserialize(manifest.toString(), type);
    }

    /** What the words lead to: names of fields, and numbers of places in lists. */
    static JsonElement at(JsonElement from, Object... words) {
        JsonElement here = from;
        for (Object word : words) {
            here = word instanceof Integer place
                    ? here.getAsJsonArray().get(place)
                    : here.getAsJsonObject().get((String) word);
            if (here == null) {
                throw new AssertionError("there is no " + word + " in " + from);
            }
        }
        return here;
    }
}
