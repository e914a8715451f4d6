package io.rootops.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the server of these settings, on this machine, how it is. */
public final class HealthProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI server;

    /** Where it listens: as the running server wrote it down, else as the settings say. */
    public HealthProbe(Settings settings) {
        server = ServerAddress.listening(settings);
    }

    /**
     * What it says.
     *
     * @param well whether it answered that all is well
     * @param text one line: what was asked, and what came
     */
    public record Answer(boolean well, String text) {}

    /** Whether it runs at all, whatever its database does. */
    public Answer live() {
        return ask("/livez", "live");
    }

    /** Whether it can do its work. */
    public Answer ready() {
        return ask("/readyz", "ready");
    }

    private Answer ask(String path, String word) {
        URI address = server.resolve(path);
        try {
            // Fewer classes than the JDK's other client has: containers ask every half minute.
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new Answer(true, word + ": " + address);
            }
            return new Answer(false, "not " + word + ": " + address + " answers " + status + why(connection));
        } catch (IOException e) {
            return new Answer(
                    false,
                    "nothing answers at " + address + " (" + e.getMessage()
                            + "): start it with rootops serve, or set ROOTOPS_PORT and ROOTOPS_BIND as it has them");
        }
    }

    /** Which checks failed. */
    private static String why(HttpURLConnection connection) {
        List<String> failed = new ArrayList<>();
        try (InputStream body = connection.getErrorStream()) {
            for (JsonNode check : new ObjectMapper().readTree(body).path("checks")) {
                if (check.path("state").asText().equals("fail")) {
                    failed.add(check.path("subject").asText());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // No list of checks: another program, or a proxy.
        }
        return failed.isEmpty() ? "" : ", failing: " + String.join(", ", failed);
    }
}
