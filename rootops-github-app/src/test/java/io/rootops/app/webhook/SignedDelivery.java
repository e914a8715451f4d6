package io.rootops.app.webhook;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as GitHub sends it. */
public record SignedDelivery(String guid, String event, byte[] body, String secret) {

    public static SignedDelivery of(String guid, String event, String body, String secret) {
        return new SignedDelivery(guid, event, body.getBytes(StandardCharsets.UTF_8), secret);
    }

    /** The same payload under another guid, with a body that is not the same byte for byte. */
    public SignedDelivery again(String otherGuid) {
        return of(otherGuid, event, new String(body, StandardCharsets.UTF_8) + " ", secret);
    }

    /** A push to the default branch. */
    public static SignedDelivery push(String guid, long githubId, String fullName, String sha, String secret) {
        return of(guid, "push", """
                {"ref":"refs/heads/main","after":"%s","forced":false,"commits":[],
                 "repository":{"id":%d,"full_name":"%s","private":false},"sender":{"login":"octo","id":1}}
                """.formatted(sha, githubId, fullName), secret);
    }

    /** The whole request; its parts may be overwritten. */
    public HttpRequest.Builder request(URI server) {
        return HttpRequest.newBuilder(server.resolve("/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Delivery", guid)
                .header("X-GitHub-Event", event)
                .header("X-Hub-Signature-256", signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    public String signature() {
        return "sha256=" + hmac("HmacSHA256", body, secret);
    }

    static String hmac(String algorithm, byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
