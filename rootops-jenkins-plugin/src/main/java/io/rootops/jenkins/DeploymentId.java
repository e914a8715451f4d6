package io.rootops.jenkins;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The name of a deployment, the same when the step runs again, and another one on another Jenkins. */
final class DeploymentId {

    private static final int MOST_CHARACTERS = 200;

    private DeploymentId() {}

    /** The address of the build, with the environment and the service; as its SHA-256 where that is longer than RootOps takes. */
    static String of(String buildUrl, @Nullable String environment, @Nullable String service) {
        String id = buildUrl + "#" + (environment == null ? "" : environment) + (service == null ? "" : "/" + service);
        boolean sendable = id.length() <= MOST_CHARACTERS && id.chars().allMatch(it -> it > ' ' && it < 0x7f);
        return sendable ? id : "sha256:" + sha256(id);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
