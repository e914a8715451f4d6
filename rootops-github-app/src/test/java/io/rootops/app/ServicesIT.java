package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a log file and a repository to which of them belong together. */
class ServicesIT {
    @TempDir
    private Path directory;

    @Test
    void aServiceThatLogsIsFoundInTheDirectoryOfAMonorepo() throws Exception {
        try (GitFixture git = GitFixture.bare(directory.resolve("shop.git"))) {
            git.commit()
                    .file("services/till/Dockerfile", "FROM scratch\n")
                    .file("services/cart/Dockerfile", "FROM scratch\nRUN cart\n")
                    .on("main");
        }
        Files.createDirectory(directory.resolve("logs"));
        Files.writeString(directory.resolve("logs/till.log"), "INFO paid order 1\n");
        Map<String, String> settings =
                Map.of("LOG_PATHS", directory + "/logs/*.log", "POLL_LOGS_INTERVAL_SECONDS", "10");
        try (RootOpsProcess rootOps = RootOpsProcess.start(
                directory.resolve("home"),
                settings,
                "serve",
                "--repo",
                directory.resolve("shop.git").toString())) {
            rootOps.await(
                    "the repository of the service",
                    () -> services(rootOps)
                            .at("/services/0/origin/path")
                            .asText()
                            .equals("services/till"));

            assertThat(services(rootOps).at("/services/0/state").asText()).isEqualTo("mapped");
            assertThat(rootOps.get("/dashboard/services").body())
                    .contains("The directory services/till is built by itself and has its name.");
        }
    }

    private static JsonNode services(RootOpsProcess rootOps) {
        try {
            return rootOps.json("/api/dashboard/services");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
