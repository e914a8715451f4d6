package io.rootops.jenkins;

import io.rootops.client.ClientSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is set of a connection, before it is known to be usable.
 *
 * @param url blank or null: not set
 * @param token blank or null: none
 */
record Connection(@Nullable String url, @Nullable String token, int connectSeconds, int callSeconds) {

    static final int CONNECT_SECONDS = 2;
    static final int CALL_SECONDS = 5;

    private static final int MOST_SECONDS = 120;

    /** The token is nobody's to see. */
    @Override
    public String toString() {
        return "Connection[url=" + url + "]";
    }

    /** @param environment of Jenkins, which says what is not set; null: it does not say */
    Connection orElse(UnaryOperator<@Nullable String> environment) {
        String ownUrl = BuildCommits.blankToNull(url);
        String ownToken = BuildCommits.blankToNull(token);
        // A token goes only to the server that it was given for.
        String otherToken = ownUrl == null || ownUrl.equals(environment.apply("ROOTOPS_URL"))
                ? environment.apply("ROOTOPS_TOKEN")
                : null;
        return new Connection(
                ownUrl != null ? ownUrl : environment.apply("ROOTOPS_URL"),
                ownToken != null ? ownToken : otherToken,
                connectSeconds,
                callSeconds);
    }

    /**
     * Empty: no URL.
     *
     * @throws IllegalArgumentException where one cannot be used
     */
    Optional<ClientSettings> settings() {
        String server = BuildCommits.blankToNull(url);
        if (server == null) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = URI.create(server);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The address of RootOps cannot be read. Expected one by http or https, such as"
                            + " https://rootops.example.com.",
                    e);
        }
        return Optional.of(new ClientSettings(
                uri,
                BuildCommits.blankToNull(token),
                Duration.ofSeconds(connectSeconds),
                Duration.ofSeconds(callSeconds)));
    }

    /** @throws IllegalArgumentException where it is no time to wait */
    static int seconds(String name, int value) {
        if (value < 1 || value > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; expected seconds from 1 to " + MOST_SECONDS + ".");
        }
        return value;
    }
}
