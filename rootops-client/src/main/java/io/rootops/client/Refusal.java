package io.rootops.client;

import io.rootops.client.RootOpsException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server said instead of an answer: a problem (RFC 9457), or any other page.
 *
 * @param type {@code urn:rootops:problem:…}; empty: no problem of RootOps
 * @param detail null: it says nothing that is meant for people
 */
record Refusal(String type, @Nullable String detail, List<String> shas) {
    private static final int SHOWN = 1000;
    private static final String UNKNOWN_REPOSITORY = "urn:rootops:problem:unknown-repository";
    private static final String UNKNOWN_COMMIT = "urn:rootops:problem:unknown-commit";

    /** @param settings of whom it is, to name the server and to keep the token out */
    static RootOpsException of(HttpResponse<byte[]> answer, ClientSettings settings) {
        int status = answer.statusCode();
        if (status < 400) {
            return new RootOpsException(Kind.GARBAGE, unexpected(answer, settings));
        }
        Refusal refusal = read(answer.body());
        Kind kind = refusal.kind(status);
        String said = refusal.detail != null ? refusal.detail : otherwise(kind, status, settings);
        String token = settings.token();
        return new RootOpsException(kind, token == null ? said : said.replace(token, "(token)"), refusal.shas, null);
    }

    private static Refusal read(byte[] body) {
        try {
            JsonObject problem = JsonObject.parse(body);
            String type = problem.text("type");
            String detail = problem.text("detail");
            List<String> shas = problem.texts("shas");
            return new Refusal(
                    type == null ? "" : type,
                    detail == null || detail.length() <= SHOWN ? detail : detail.substring(0, SHOWN) + "…",
                    shas.isEmpty() ? problem.objects("commits", it -> it.requiredText("sha")) : shas);
        } catch (RootOpsException e) {
            return new Refusal("", null, List.of()); // a page of a proxy, or empty: the status says enough
        }
    }

    private Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 ->
                type.equals(UNKNOWN_REPOSITORY)
                        ? Kind.UNKNOWN_REPOSITORY
                        : type.equals(UNKNOWN_COMMIT) ? Kind.UNKNOWN_COMMIT : Kind.REFUSED;
            case 409 -> shas.isEmpty() ? Kind.REFUSED : Kind.AMBIGUOUS;
            default -> status >= 500 ? Kind.SERVER : Kind.REFUSED;
        };
    }

    private static String otherwise(Kind kind, int status, ClientSettings settings) {
        String where = settings.server() + " answers " + status;
        return switch (kind) {
            case UNAUTHORIZED -> where + ": the token is missing, mistyped, expired or revoked.";
            case FORBIDDEN -> where + ": the token may not do this.";
            case SERVER -> where + ".";
            default ->
                status == 404
                        ? where + ": either this is not the address of RootOps, or it is older than this client."
                        : status == 407 ? "The proxy before " + where + ": it wants a password." : where + ".";
        };
    }

    private static String unexpected(HttpResponse<byte[]> answer, ClientSettings settings) {
        String where = settings.server() + " answers " + answer.statusCode();
        String target =
                answer.headers().firstValue("Location").map(Refusal::origin).orElse(null);
        return target == null
                ? where + ", which RootOps does not."
                : where + " and sends on to " + target
                        + ", which is not followed, as the token is not for others. Set the"
                        + " address at which RootOps itself answers.";
    }

    /** Without path and query, which may have secrets of somebody's login in them. */
    private static String origin(String location) {
        try {
            URI uri = new URI(location);
            return uri.getHost() == null ? "another path" : uri.getScheme() + "://" + uri.getAuthority();
        } catch (URISyntaxException e) {
            return "somewhere else";
        }
    }
}
