package io.rootops.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The built jar as a process of its own, as its users start it. */
final class RootOpsProcess implements AutoCloseable {
    static final Path JAR = Path.of("target/rootops.jar").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("RootOps is at (http://\\S+)/dashboard");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final Path log;
    private volatile @Nullable URI known;

    private RootOpsProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param home data directory, seeded where it is empty and RootOps is to serve; the log stands beside it */
    static RootOpsProcess start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return startJar(JAR, home, environment, arguments);
    }

    /** Of another build. */
    static RootOpsProcess startJar(Path jar, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of("-jar", jar.toString()), home, environment, arguments);
    }

    /** With files that stand beside those in the jar, such as the migrations of a later release. */
    static RootOpsProcess startWith(Path files, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(
                List.of("-cp", JAR + File.pathSeparator + files, Main.class.getName()), home, environment, arguments);
    }

    private static RootOpsProcess start(
            List<String> program, Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1")); // most live for seconds, which a better compiler would spend on compiling
        command.addAll(program);
        command.addAll(List.of(arguments));
        boolean serves =
                arguments.length > 0 && arguments[0].equals("serve"); // what others do with no home is their matter
        if (serves && !environment.containsKey("DATABASE_URL")) {
            SeededHome.fill(home);
        }
        Path log = Files.createTempFile(home.toAbsolutePath().getParent(), "rootops", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(it -> it.matches("(ROOTOPS|GITHUB|DATABASE|ENABLE|POLL|LOG_|LOKI|PROMETHEUS).*"));
        builder.environment().put("ROOTOPS_HOME", home.toString());
        builder.environment().put("ROOTOPS_PORT", "0");
        // What else runs on this machine is not looked for.
        builder.environment().put("LOKI_URL", "none");
        builder.environment().put("PROMETHEUS_URL", "none");
        builder.environment().putAll(environment);
        return new RootOpsProcess(builder.start(), log);
    }

    /** Where it answers, as soon as it says so. */
    URI address() throws IOException {
        await(
                "RootOps to say where it is",
                () -> !process.isAlive() || ADDRESS.matcher(log()).find());
        Matcher matcher = ADDRESS.matcher(log());
        if (!matcher.find()) {
            throw new IOException("RootOps ended with " + process.exitValue() + ":\n" + log());
        }
        return URI.create(matcher.group(1));
    }

    /** Where it answers; null: it has not said so yet. */
    @Nullable
    URI addressNow() {
        if (known == null) {
            Matcher matcher = ADDRESS.matcher(log());
            known = matcher.find() ? URI.create(matcher.group(1)) : null;
        }
        return known;
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return json.readTree(get(path).body());
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Sends a form of a page that was opened before.
     *
     * @param headers name, value, name, value …
     */
    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        FormPage page = FormPage.open(http, address().resolve("/dashboard/access"));
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", page.cookie())
                .POST(HttpRequest.BodyPublishers.ofString(form + "&csrf=" + page.csrf()));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The overview of a repository that is read to its end, or has failed. */
    JsonNode awaitRead() {
        return awaitOverview("the history to be read", it -> {
            String state = it.path("backfill").path("state").asText();
            return state.equals("ready") || state.equals("failed");
        });
    }

    /** The overview when its percentiles are a learned model's. */
    JsonNode awaitLearned() {
        return awaitOverview(
                "the scores to be learned", it -> it.path("model").asText().equals("learned"));
    }

    private JsonNode awaitOverview(String what, Predicate<JsonNode> condition) {
        JsonNode[] last = new JsonNode[1];
        await(what, () -> {
            try {
                last[0] = json("/api/dashboard/overview");
                return condition.test(last[0]);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(log(), e);
            }
        });
        return last[0];
    }

    void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofMillis(50), condition);
    }

    /** @param every how often the condition is asked, where asking costs what is waited for */
    void await(String what, Duration every, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what + "; the log:\n" + log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(every.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("RootOps does not end; the log:\n" + log());
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        exitCode();
    }
}
