package io.rootops.client;

/**
 * That RootOps is there, and who asks may read.
 *
 * @param version of RootOps
 * @param apiVersion of what it answers
 * @param repositories that it follows; none yet: 0
 */
public record Ping(String version, String apiVersion, int repositories) {
    static Ping of(JsonObject json) throws RootOpsException {
        return new Ping(
                json.requiredText("version"), json.requiredText("api_version"), json.requiredCount("repositories"));
    }
}
