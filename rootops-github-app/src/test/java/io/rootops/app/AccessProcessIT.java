package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting in as an operator does: from the log of the built jar, and by its commands beside the running server. */
class AccessProcessIT {
    private static final Map<String, String> EVERYWHERE = Map.of("ROOTOPS_BIND", "0.0.0.0");
    private static final Pattern LINK = Pattern.compile("(http://localhost:(\\d+)/login\\?link=([\\w-]{43}))\\b");
    private static final Pattern TOKEN = Pattern.compile("^rootops_[\\w-]{43}$", Pattern.MULTILINE);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void theLogAndTheCommandsLetPeopleAndProgramsIn() throws Exception {
        try (RootOpsProcess server = RootOpsProcess.start(directory.resolve("home"), EVERYWHERE)) {
            URI address = server.address();
            server.await("the link", () -> LINK.matcher(server.log()).find());
            Matcher printed = LINK.matcher(server.log());
            assertThat(printed.find()).isTrue();
            assertThat(printed.group(2)).isEqualTo("" + address.getPort());
            assertThat(server.log()).contains("Sign in within 24 hours, once");
            assertThat(server.get("/api/dashboard/overview").statusCode()).isEqualTo(401);
            assertThat(server.get("/readyz").body())
                    .contains("\"status\":\"ready\"")
                    .doesNotContain("embedded, in");
            assertThat(signIn(address, printed.group(3))).isEqualTo(303);
            assertThat(signIn(address, printed.group(3))).isEqualTo(403);

            Matcher made = LINK.matcher(command("login-link"));
            assertThat(made.find()).isTrue();
            assertThat(made.group(2)).isEqualTo("" + address.getPort());
            assertThat(signIn(address, made.group(3))).isEqualTo(303);

            String said = command("token", "create", "na\u202Eme", "--scope", "read", "--scope", "deployment-write");
            assertThat(said).contains("na[U+202E]me: read, deployment-write. It is not shown again.");
            Matcher token = TOKEN.matcher(said);
            assertThat(token.find()).isTrue();
            assertThat(metrics(address, token.group())).isEqualTo(200);
            assertThat(command("token", "list")).contains("na[U+202E]me", "active", "read, deployment-write");
            JsonNode listed = new ObjectMapper()
                    .readTree(command("token", "list", "--json").replaceAll("(?s)^[^{]*", ""));
            assertThat(listed.path("schema").asText()).isEqualTo("rootops.tokens/1");
            String id = listed.at("/items/0/id").asText();
            assertThat(listed.at("/items/0/last_used_at").asText()).isNotEmpty();

            assertThat(command("token", "revoke", id)).contains("is revoked");
            assertThat(metrics(address, token.group())).isEqualTo(401);
            assertThat(server.log()).doesNotContain(token.group(), made.group(3));
        }

        // Without a server the commands start the database for themselves; and who got in once needs no link in the
        // log.
        assertThat(command("token", "list")).contains("revoked");
        try (RootOpsProcess again = RootOpsProcess.start(directory.resolve("home"), EVERYWHERE)) {
            again.address();
            again.await("the end of the start", () -> again.log().contains("rootops login-link"));
            assertThat(again.log()).doesNotContain("/login?link=");
        }
    }

    private String command(String... words) throws Exception {
        RootOpsProcess command = RootOpsProcess.start(directory.resolve("home"), Map.of(), words);
        assertThat(command.exitCode()).as(command.log()).isZero();
        return command.log();
    }

    private int signIn(URI address, String link) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(address.resolve("/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", address.toString())
                                .POST(HttpRequest.BodyPublishers.ofString("link=" + link))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int metrics(URI address, String token) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(address.resolve("/metrics"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
