package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.signal.file.FileLimits;
import io.rootops.core.signal.file.LogFiles;
import io.rootops.core.testing.CannedServer;
import io.rootops.core.testing.FakeLoki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalFindingsTest {
    @TempDir
    private Path directory;

    /** Nothing is looked for but what is named. */
    private static Settings settings(Map<String, String> named) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("LOKI_URL", "none", "PROMETHEUS_URL", "none"));
        all.putAll(named);
        return new SettingsReader(all).read();
    }

    private static List<BackendCheck> look(int files, Map<String, String> named) throws Exception {
        return new SignalDetection(settings(named), () -> files).look().checks();
    }

    @Test
    void whatIsNotThereSaysWhatItWouldAdd() throws Exception {
        List<BackendCheck> checks = look(0, Map.of());

        assertThat(checks)
                .containsExactly(
                        new BackendCheck(
                                "logs",
                                State.NONE,
                                "no file matches /logs/*.log",
                                List.of("/logs/*.log"),
                                null,
                                List.of("errors before and after each deployment: set LOKI_URL or LOG_PATHS")),
                        new BackendCheck(
                                "metrics",
                                State.NONE,
                                "PROMETHEUS_URL is none",
                                List.of(),
                                null,
                                List.of("a verdict on each deployment: set PROMETHEUS_URL")));
    }

    @Test
    void whatIsThereIsNamed() throws Exception {
        try (FakeLoki loki = new FakeLoki();
                CannedServer prometheus = new CannedServer()
                        .answer(
                                "/api/v1/status/buildinfo",
                                200,
                                "{\"status\":\"success\",\"data\":{\"version\":\"3.5.0\"}}")
                        .answer("/api/v1/rules", 200, "{\"status\":\"success\",\"data\":{\"groups\":[]}}")) {
            loki.push(Map.of("app", "cart"), 1, "hello");

            List<BackendCheck> checks = look(
                    3,
                    Map.of(
                            "LOKI_URL", loki.uri().toString(),
                            "PROMETHEUS_URL", prometheus.uri().toString()));

            assertThat(checks).allMatch(it -> it.state() == State.OK);
            assertThat(checks)
                    .extracting(BackendCheck::text)
                    .containsExactly(
                            "Loki at " + loki.uri() + ", service label service_name",
                            "Prometheus at " + prometheus.uri() + ", 3.5.0, no alerting rule");
        }
    }

    @Test
    void filesAreNamedByTheirPatternAndCountedEachTime() throws Exception {
        Settings settings = settings(Map.of("LOG_PATHS", directory + "/*.log"));
        SignalDetection detection = new SignalDetection(
                settings,
                () -> new LogFiles(settings.logPaths(), ZoneId.systemDefault(), FileLimits.DEFAULT)
                        .find()
                        .files());
        BackendCheck none = detection.look().checks().get(0);
        Files.writeString(directory.resolve("cart.log"), "");
        Files.writeString(directory.resolve("cart.txt"), "");
        BackendCheck one = detection.look().checks().get(0);
        Files.writeString(directory.resolve("mail.log"), "");

        assertThat(none.state()).isEqualTo(State.WARN);
        assertThat(none.fix()).contains("check LOG_PATHS");
        assertThat(one.state()).isEqualTo(State.OK);
        assertThat(one.text()).isEqualTo("1 file of " + directory + "/*.log");
        assertThat(detection.look().checks().get(0).text()).isEqualTo("2 files of " + directory + "/*.log");
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized, 'LOKI_TOKEN=a', check LOKI_TOKEN",
        "403, forbidden, 'LOKI_USERNAME=a', check LOKI_USERNAME and LOKI_PASSWORD",
        "401, unauthorized, '', 'set LOKI_USERNAME and LOKI_PASSWORD, or LOKI_TOKEN'",
        "401, no org id, '', set LOKI_TENANT",
        "500, multiple org IDs present, 'LOKI_TENANT=a|b', check LOKI_TENANT",
        "200, <html>, '', 'set LOKI_URL to the address of Loki, such as http://loki:3100'",
        "503, starting, '', look at the log of Loki; RootOps goes on by itself when it answers",
    })
    void whatFailsSaysWhichSettingMendsIt(int status, String body, String setting, String fix) throws Exception {
        try (CannedServer server = new CannedServer().answer("/", status, body)) {
            Map<String, String> named =
                    new HashMap<>(Map.of("LOKI_URL", server.uri().toString()));
            if (!setting.isEmpty()) {
                named.put(setting.split("=")[0], setting.split("=")[1]);
            }

            BackendCheck logs = look(2, named).get(0);

            assertThat(logs.state()).isEqualTo(State.FAIL);
            assertThat(logs.fix()).isEqualTo(fix);
            assertThat(logs.tried()).containsExactly(server.uri().toString());
            assertThat(logs.text()).startsWith(server.uri().toString());
        }
    }

    @Test
    void whatIsNotAskedIsSaid() throws Exception {
        assertThat(SignalFindings.notAsked(settings(Map.of()), "not asked (--offline)", 0)
                        .checks())
                .extracting(BackendCheck::text)
                .containsExactly(
                        "Loki not asked (--offline), no file matches /logs/*.log", "Prometheus not asked (--offline)");
    }
}
