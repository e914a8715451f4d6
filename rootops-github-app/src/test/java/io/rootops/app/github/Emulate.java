package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * emulate, a GitHub that others wrote, on loopback: installed once by npm into the user's cache. It has the App 4242,
 * installed on acme, and acme/shop with one commit.
 */
final class Emulate implements AutoCloseable {
    static final String APP = "4242";
    /** The tag "latest" is another package; newer ones need a newer Node. */
    private static final String PACKAGE = "emulate@0.11.2";

    private static final int MINUTES = 5;

    /** A port that is free now may be taken a moment later: so many are tried. */
    private static final int PORTS = 3;

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Emulate(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param directory for its files
     * @throws TestAbortedException where there is no Node, or npm cannot install it; under CI=true that fails
     */
    static Emulate start(Path directory, PrivateKey key) throws IOException, InterruptedException {
        return start(directory, key, "events: []");
    }

    /** @param app more of the App's entries in the seed, one a line */
    static Emulate start(Path directory, PrivateKey key, String... app) throws IOException, InterruptedException {
        Path program = NpmPeer.installed(PACKAGE).resolve("node_modules/emulate/dist/index.js");
        Path seed = Files.writeString(directory.resolve("emulate.config.yaml"), seed(key, List.of(app)));
        for (int left = PORTS; ; left--) {
            Emulate emulate = run(program, seed, directory);
            try {
                emulate.awaitAnswer();
                return emulate;
            } catch (IOException | InterruptedException | RuntimeException e) {
                emulate.close();
                if (left == 1 || !(e instanceof IOException)) {
                    throw e;
                }
            }
        }
    }

    private static Emulate run(Path program, Path seed, Path directory) throws IOException {
        Path log = directory.resolve("emulate.log");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "node", program.toString(), "start", "-s", "github", "-p", "" + port, "--seed", seed.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Emulate(process, port, log);
    }

    GitHubAddress address() {
        URI web = URI.create("http://127.0.0.1:" + port);
        return new GitHubAddress(web, web);
    }

    /** As GitHub's user sees it. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(send(path, HttpRequest.newBuilder()));
    }

    /** What GitHub's user does. */
    JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        byte[] answer = send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
        return answer.length == 0 ? MissingNode.getInstance() : json.readTree(answer);
    }

    private byte[] send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                        request.uri(address().api().resolve(path))
                                .header("Authorization", "token of-octo")
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    /** The output of the server is asked for on each refusal, so that a wait ends when it dies. */
    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                get("/rate_limit");
                return;
            } catch (IOException e) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || i > MINUTES * 600) {
                    throw new IOException("emulate does not answer: " + Files.readString(log), e);
                }
            }
        }
    }

    private static String seed(PrivateKey key, List<String> app) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        return """
                tokens:
                  of-octo:
                    login: octo
                    scopes: [repo, user]
                github:
                  users:
                    - {login: octo, name: Octo, email: octo@example.org}
                  orgs:
                    - {login: acme, members: [{login: octo, role: admin}]}
                  repos:
                    - {owner: acme, name: shop, auto_init: true, default_branch: main}
                  apps:
                    - app_id: %s
                      slug: rootops
                      name: RootOps
                      permissions: {metadata: read, contents: read, issues: read, pull_requests: write, checks: write}
                %s
                      installations:
                        - {installation_id: 100, account: acme, repository_selection: all}
                      private_key: |
                %s""".formatted(APP, String.join("\n", app).indent(6).stripTrailing(), pem.indent(8));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
