package io.rootops.app.alert;

import java.util.Locale;

/** Why alerts were not acknowledged. */
enum AlertRefusal {
    METHOD(405, "method-not-allowed", "Not possible here", "Alerts are sent with POST."),
    NO_TOKEN(
            401,
            "not-signed-in",
            "No token",
            "Expected a token with the scope incident-write, as 'Authorization: Bearer rootops_…' or as the password of"
                    + " basic authentication. Make one with 'rootops token create --scope incident-write'."),
    UNKNOWN_TOKEN(
            401,
            "unknown-token",
            "Unknown token",
            "The token is mistyped, expired or revoked. 'rootops token list' shows which there are."),
    SCOPE(
            403,
            "scope-missing",
            "Not allowed with this token",
            "Expected a token with the scope incident-write. Make one with 'rootops token create --scope incident-write'."),
    OTHER_SITE(
            403,
            "other-site",
            "Not of this machine",
            "A page of a browser or a proxy sends this, and without a token only programs of this machine may. Make one with"
                    + " 'rootops token create --scope incident-write'."),
    TOO_MANY(429, "too-many-requests", "Too many requests", "Too many requests from this address. Try again in 10 s."),
    NOT_CONFIGURED(
            503,
            "webhooks-not-configured",
            "Webhooks of PagerDuty are not configured",
            "None is trusted before PAGERDUTY_WEBHOOK_SECRET is set to the secret that PagerDuty showed when the"
                    + " subscription was made."),
    SIGNATURE(
            401,
            "bad-signature",
            "Not signed",
            "Expected X-PagerDuty-Signature: v1= and 64 hexadecimal digits, made with the secret in"
                    + " PAGERDUTY_WEBHOOK_SECRET."),
    MALFORMED(400, "malformed-alerts", "Not understood", ""),
    TOO_LARGE(
            413,
            "too-large",
            "Too large",
            "Expected a body of 5 MiB at most; Alertmanager sends less with max_alerts, or grouped by more labels."),
    SLOW(408, "too-slow", "Too slow", "The body did not come to its end within 30 s."),
    BUSY(503, "busy", "Busy", "Too many bodies are being received at once. Send it again."),
    NOT_STORED(
            503,
            "not-stored",
            "Not stored",
            "The database does not take it now, so it is not acknowledged. Send it again when /readyz answers 200.");

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    AlertRefusal(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    /** Whether it helps to send it again. */
    boolean passes() {
        return status == 429 || status == 503;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    /** For metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
