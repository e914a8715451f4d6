package io.rootops.jenkins;

import io.rootops.client.ClientSettings;
import io.rootops.client.Ping;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/** Whether a connection works, in words that tell a wrong address, a refused token and a RootOps without repositories apart. */
final class ConnectionCheck {

    private ConnectionCheck() {}

    enum Kind {
        OK,
        WARNING,
        ERROR
    }

    record Result(Kind kind, String text) {}

    /** As a form has them: texts, perhaps blank. */
    static Result of(
            @Nullable String url,
            @Nullable String token,
            String connectSeconds,
            String callSeconds,
            HttpClient.Builder http) {
        ClientSettings settings;
        try {
            settings = new Connection(
                            url,
                            token,
                            number("Seconds to connect", connectSeconds),
                            number("Seconds for a call", callSeconds))
                    .orElse(System::getenv)
                    .settings()
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return new Result(Kind.ERROR, String.valueOf(e.getMessage()));
        }
        if (settings == null) {
            return new Result(
                    Kind.ERROR, "No URL is set, neither here nor as ROOTOPS_URL in the environment of Jenkins.");
        }
        return ask(new RootOpsClient(settings, http));
    }

    private static int number(String name, String text) {
        try {
            return Connection.seconds(name, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + text + "'; expected a whole number, such as 5.", e);
        }
    }

    private static Result ask(RootOpsClient client) {
        try {
            Ping ping = client.ping();
            return ping.repositories() == 0
                    ? new Result(
                            Kind.WARNING,
                            "RootOps " + ping.version()
                                    + " answers, and follows no repository yet: nothing has a score.")
                    : new Result(
                            Kind.OK,
                            "RootOps " + ping.version() + " answers; it follows " + ping.repositories()
                                    + (ping.repositories() == 1 ? " repository." : " repositories."));
        } catch (RootOpsException e) {
            return new Result(Kind.ERROR, String.valueOf(e.getMessage()));
        }
    }
}
