package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose prior was cut off on its way. */
class DamagedPriorIT {
    private static final String PROBLEM = "What other projects teach is not used: the prior in this build is damaged";

    @TempDir
    private Path directory;

    @Test
    void itServesWithoutThePriorAndSaysSo() throws Exception {
        Path jar = damaged(RootOpsProcess.JAR);
        Path shop = shop();
        try (RootOpsProcess rootOps = RootOpsProcess.startJar(
                jar, directory.resolve("home"), Map.of("ENABLE_AUTO_POLLING", "false"), "serve", "--repo", "" + shop)) {
            JsonNode overview = rootOps.awaitRead();

            assertThat(overview.at("/backfill/state").asText()).isEqualTo("ready");
            assertThat(rootOps.get("/dashboard/r/local/shop/trust").body())
                    .contains(PROBLEM, "take a whole copy of RootOps");
            assertThat(rootOps.json("/api/dashboard/trust?repository=local/shop")
                            .path("verdict")
                            .asText())
                    .contains(PROBLEM);
            assertThat(rootOps.get("/dashboard").body()).contains(PROBLEM);
            assertThat(rootOps.log()).contains(PROBLEM);
        }
    }

    @Test
    void theTerminalAndTheDoctorSaySo() throws Exception {
        Path jar = damaged(RootOpsProcess.JAR);
        try (RootOpsProcess score =
                RootOpsProcess.startJar(jar, directory.resolve("home"), Map.of(), "score", "--repo", "" + shop())) {
            assertThat(score.exitCode()).isZero();
            assertThat(score.log()).contains(PROBLEM);
        }
        try (RootOpsProcess doctor =
                RootOpsProcess.startJar(jar, directory.resolve("home"), Map.of(), "doctor", "--offline")) {
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.log()).containsPattern("fail +prior +" + PROBLEM);
        }
    }

    private Path damaged(Path whole) throws IOException {
        Path jar = Files.copy(whole, directory.resolve("rootops.jar"));
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Path prior = files.getPath("/io/rootops/prior.json");
            Files.writeString(prior, Files.readString(prior).substring(0, 2_000), StandardCharsets.UTF_8);
        }
        return jar;
    }

    private Path shop() {
        Path shop = directory.resolve("shop");
        try (GitFixture git = GitFixture.bare(shop)) {
            FixtureCommit first = git.commit().file("A.java", "int one;\n");
            first.on("main");
        }
        return shop;
    }
}
