package io.rootops.client;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which RootOps to ask, as whom, and how long to wait.
 *
 * @param server where RootOps answers, by http or https, such as {@code https://rootops.example.com}; may end in a path
 * @param token begins with {@code rootops_}; null: none is sent
 * @param connectTimeout for a connection to come about
 * @param callTimeout for a whole call, the second try of one included; a call that waits for a score takes that much longer
 */
public record ClientSettings(URI server, @Nullable String token, Duration connectTimeout, Duration callTimeout) {
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration CALLING = Duration.ofSeconds(5);

    /**
     * Takes slashes off the end of the address, and blanks off the token.
     *
     * @param server where RootOps answers
     * @param token null or blank: none is sent
     * @param connectTimeout above zero
     * @param callTimeout above zero
     * @throws IllegalArgumentException where a value cannot be used; it says what was expected, and never shows the token
     */
    public ClientSettings {
        server = base(server);
        token = token == null || token.isBlank() ? null : token.strip();
        if (token != null && !token.chars().allMatch(it -> it > ' ' && it < 0x7f)) {
            throw new IllegalArgumentException(
                    "A token has letters, digits, '_' and '-' only, as 'rootops token create' prints it, but this one has"
                            + " other characters. Copy it again.");
        }
        positive(connectTimeout, "connectTimeout");
        positive(callTimeout, "callTimeout");
    }

    /**
     * With two seconds to connect, and five for a call.
     *
     * @param server where RootOps answers
     * @param token begins with {@code rootops_}; null: none is sent
     * @return settings that can be used
     */
    public static ClientSettings of(URI server, @Nullable String token) {
        return new ClientSettings(server, token, CONNECTING, CALLING);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ClientSettings[server=" + server + ", token=" + (token == null ? "none" : "hidden")
                + ", connectTimeout=" + connectTimeout + ", callTimeout=" + callTimeout + "]";
    }

    private static URI base(URI server) {
        String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw unusable(scheme.isEmpty() ? "it has no scheme" : "its scheme is " + scheme);
        }
        if (server.getHost() == null) {
            throw unusable("it has no host");
        }
        if (server.getRawUserInfo() != null) {
            throw unusable("it has a user or a password before the host; a token is given apart");
        }
        if (server.getRawQuery() != null || server.getRawFragment() != null) {
            throw unusable("it goes on after the path, with '?' or '#'");
        }
        return URI.create(server.toString().replaceFirst("/+$", ""));
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("The address of RootOps cannot be used: " + why
                + ". Expected an address by http or https, such as https://rootops.example.com.");
    }

    private static void positive(Duration timeout, String name) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(name + " is " + timeout + "; expected more than nothing, such as PT5S.");
        }
    }
}
