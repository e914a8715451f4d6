package io.rootops.app.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Dockerfile, built and run by Debian's buildah on a stand-in for its base. What is proven: each instruction runs, and
 * the container's user starts the product. What is not: another engine's isolation, and the real base.
 */
@Timeout(value = 25, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageIT {
    private static final String IMAGE = "localhost/rootops-test";
    private static final String USER = "10001";
    private static final Path WORK = Path.of("target/image").toAbsolutePath();
    private static final Buildah BUILDAH = new Buildah(WORK.resolve("storage"));

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        remove();
        if (!Buildah.run(Duration.ofMinutes(1), List.of("buildah", "--version")).ok()) {
            throw StandInBase.skipped("buildah is not there; on Debian: make test-tools");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw StandInBase.skipped("only root can run containers without an engine");
        }
        Files.createDirectories(WORK);
        StandInBase.make(BUILDAH);
        Buildah.Result built = BUILDAH.run(
                Duration.ofMinutes(12),
                "build",
                "--format",
                "docker",
                "--pull-never",
                "--build-arg",
                "BASE=" + StandInBase.NAME,
                "-t",
                IMAGE,
                DeployFile.ROOT.toString());
        if (!built.ok() && !built.output().contains(": COPY ")) {
            throw StandInBase.skipped("Debian's packages cannot be asked for: " + built.output());
        }
        assertThat(built.exitCode()).as(built.output()).isZero();
    }

    /** Each holds a copy of all files. */
    @AfterEach
    void removeContainers() throws IOException, InterruptedException {
        Buildah.Result removed = BUILDAH.run(Duration.ofMinutes(3), "rm", "--all");
        assertThat(removed.ok()).as(removed.output()).isTrue();
    }

    @AfterAll
    static void remove() throws IOException {
        if (!Files.exists(WORK)) {
            return;
        }
        // What a container that was killed has left mounted is somebody else's.
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(WORK + "/");
        try (Stream<Path> files = Files.walk(WORK)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void itSaysWhatAnEngineHasToKnow() throws Exception {
        JsonNode config = image();

        assertThat(config.path("User").asText()).isEqualTo(USER + ":" + USER);
        assertThat(config.path("Volumes").has("/data")).isTrue();
        assertThat(config.path("ExposedPorts").has("8000/tcp")).isTrue();
        assertThat(config.path("Env").toString()).contains("ROOTOPS_HOME=/data", "ROOTOPS_BIND=0.0.0.0");
        assertThat(config.path("Healthcheck").path("Test").toString()).isEqualTo("[\"CMD\",\"rootops\",\"health\"]");
        assertThat(config.path("Entrypoint").get(0).asText()).isEqualTo("java");
        assertThat(config.path("Cmd").toString()).isEqualTo("[\"serve\"]");
    }

    @Test
    void itsUserStartsItAndWhatItKnowsOutlivesTheContainer() throws Exception {
        Path data = Files.createDirectories(WORK.resolve("data"));
        Files.setAttribute(data, "unix:uid", Integer.valueOf(USER));
        Files.setAttribute(data, "unix:gid", Integer.valueOf(USER));
        int port = freePort();
        String token;
        try (ContainerRun first = start(data, port)) {
            first.awaitReady();
            assertThat(Files.getAttribute(Path.of("/proc/" + first.java().pid()), "unix:uid"))
                    .isEqualTo(Integer.valueOf(USER));
            assertThat(first.get("/login").body()).contains("RootOps", "Sign in");
            assertThat(first.get("/dashboard").statusCode()).isEqualTo(401);
            assertThat(first.log()).contains("/login?link=").doesNotContain("dies with this container", "[cds]");

            Buildah.Result made = beside(data, port, "rootops", "token", "create", "ci");
            assertThat(made.ok()).as(made.output()).isTrue();
            token = made.output()
                    .lines()
                    .filter(it -> it.startsWith("rootops_"))
                    .findFirst()
                    .orElseThrow();
            Buildah.Result healthy = beside(data, port, "rootops", "health");
            assertThat(healthy.ok()).as(healthy.output()).isTrue();
            assertThat(healthy.output()).contains("ready: http://localhost:" + port);
            assertThat(first.stop()).as(first.log()).isZero();
        }
        assertThat(beside(data, port, "rootops", "health").exitCode()).isEqualTo(1);

        try (ContainerRun second = start(data, port)) {
            second.awaitReady();
            assertThat(second.get("/api/dashboard/overview", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(second.stop()).as(second.log()).isZero();
        }
    }

    @Test
    void withoutAVolumeItSaysThatTheMemoryDies() throws Exception {
        int port = freePort();
        try (ContainerRun run = ContainerRun.start(
                command(List.of("-e", "ROOTOPS_PORT=" + port), entryPoint()),
                port,
                Files.createTempFile(WORK, "run", ".log"))) {
            run.awaitReady();
            assertThat(run.log())
                    .contains(
                            "The memory dies with this container: the volume at /data has no name", "-v rootops:/data");
            assertThat(run.stop()).isZero();
        }
    }

    private static ContainerRun start(Path data, int port) throws Exception {
        return ContainerRun.start(
                command(options(data, port), entryPoint()), port, Files.createTempFile(WORK, "run", ".log"));
    }

    private static Buildah.Result beside(Path data, int port, String... words) throws Exception {
        return Buildah.run(Duration.ofMinutes(2), command(options(data, port), List.of(words)));
    }

    private static List<String> options(Path data, int port) {
        return List.of("-v", data + ":/data", "-e", "ROOTOPS_PORT=" + port);
    }

    /** A fresh container of the image each time. */
    private static List<String> command(List<String> options, List<String> words) throws Exception {
        Buildah.Result container = BUILDAH.run(Duration.ofMinutes(5), "from", "--pull-never", IMAGE);
        assertThat(container.ok()).as(container.output()).isTrue();
        if (options.contains("-v")) {
            // Else buildah mounts one of its own over what it is given for that place.
            Buildah.Result without =
                    BUILDAH.run(Duration.ofMinutes(1), "config", "--volume", "/data-", container.last());
            assertThat(without.ok()).as(without.output()).isTrue();
        }
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(options);
        all.addAll(List.of(container.last(), "--"));
        all.addAll(words);
        return BUILDAH.command(all.toArray(new String[0]));
    }

    private static List<String> entryPoint() throws Exception {
        JsonNode config = image();
        List<String> words = new ArrayList<>();
        config.path("Entrypoint").forEach(it -> words.add(it.asText()));
        config.path("Cmd").forEach(it -> words.add(it.asText()));
        return words;
    }

    private static JsonNode image() throws Exception {
        Buildah.Result said = BUILDAH.run(Duration.ofMinutes(1), "inspect", "--type", "image", IMAGE);
        assertThat(said.ok()).as(said.output()).isTrue();
        return new ObjectMapper().readTree(said.output()).path("Docker").path("config");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
