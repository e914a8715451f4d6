package io.rootops.app.webhook;

import java.nio.charset.StandardCharsets;

/** Why a request was not acknowledged, as a problem document; GitHub shows it in its list of deliveries. */
enum Refusal {
    METHOD(405, "method-not-allowed", "Not possible here", "Webhooks are sent with POST."),
    NOT_CONFIGURED(
            503,
            "webhooks-not-configured",
            "Webhooks are not configured",
            "Nobody's webhooks are trusted before GITHUB_WEBHOOK_SECRET is set to the secret of GitHub's webhook."),
    TYPE(
            415,
            "unsupported-type",
            "Not JSON",
            "Expected Content-Type application/json without Content-Encoding; choose application/json in the webhook's settings."),
    SIGNATURE(
            401,
            "bad-signature",
            "Not signed",
            "Expected X-Hub-Signature-256: sha256= and 64 hexadecimal digits, made with the secret in GITHUB_WEBHOOK_SECRET."),
    HEADERS(
            400,
            "bad-headers",
            "Not a delivery",
            "Expected X-GitHub-Delivery with the id of the delivery and X-GitHub-Event with the name of the event."),
    TOO_LARGE(413, "too-large", "Too large", "Expected a body of 25 MiB at most, which is the most that GitHub sends."),
    SLOW(
            408,
            "too-slow",
            "Too slow",
            "The body did not come to its end in time; expected at least 500 bytes a second, and all of it within 30 s."),
    BUSY(503, "busy", "Busy", "Too many bodies are being received at once. Deliver it again."),
    NOT_STORED(
            503,
            "not-stored",
            "Not stored",
            "The database does not take it now, so it is not acknowledged. Deliver it again when /readyz answers 200.");

    private final int status;
    private final byte[] problem;

    Refusal(int status, String code, String title, String detail) {
        this.status = status;
        this.problem = """
                {"type":"urn:rootops:problem:%s","title":"%s","status":%d,"detail":"%s"}
                """.formatted(code, title, status, detail).getBytes(StandardCharsets.UTF_8);
    }

    int status() {
        return status;
    }

    byte[] problem() {
        return problem.clone();
    }
}
