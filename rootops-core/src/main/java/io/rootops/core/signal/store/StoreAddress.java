package io.rootops.core.signal.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a store of logs or metrics is, and how it lets us in.
 *
 * @param base http or https, with the path below which its API begins; without user, query and fragment
 * @param user of basic authentication; null: none
 * @param token of bearer authentication; null: none. Wins over {@code user}
 * @param tenant value of X-Scope-OrgID; null: none
 */
public record StoreAddress(
        URI base,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @Nullable String tenant) {
    /** @throws IllegalArgumentException with one sentence without any secret */
    public StoreAddress {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || base.getHost() == null) {
            throw new IllegalArgumentException("expected an address such as http://loki:3100");
        }
        if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
            throw new IllegalArgumentException(
                    "expected an address without user, query and fragment: user and password have their own settings");
        }
        requirePlain("token", token);
        requirePlain("tenant", tenant);
        if (user != null && user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("expected a user without a colon");
        }
    }

    /** Else the HTTP client would refuse the header in a sentence that repeats it. */
    private static void requirePlain(String what, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.chars().anyMatch(it -> it <= ' ' || it >= 127))) {
            throw new IllegalArgumentException(
                    "expected a " + what + " of printable ASCII characters without spaces and line breaks");
        }
    }

    public static StoreAddress open(URI base) {
        return new StoreAddress(base, null, null, null, null);
    }

    URI resolve(String path) {
        String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", "");
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + path);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        } else if (user != null) {
            String both = user + ":" + (password == null ? "" : password);
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        if (tenant != null) {
            headers.put("X-Scope-OrgID", tenant);
        }
        return headers;
    }

    /** The address alone: it may stand in logs. */
    @Override
    public String toString() {
        return base.toString();
    }
}
