package io.rootops.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.access.AccessMode;
import io.rootops.core.signal.store.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void everythingHasADefault() throws SettingsException {
        Settings settings = new SettingsReader(Map.of("HOME", "/home/ana")).read();

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of(),
                        null,
                        false,
                        false,
                        null,
                        null,
                        99,
                        URI.create("https://github.com"),
                        URI.create("https://api.github.com"),
                        true,
                        Duration.ofSeconds(300),
                        true,
                        true,
                        0.7,
                        Duration.ofDays(365),
                        StoreSetting.USUAL,
                        List.of("/logs/*.log"),
                        Duration.ofSeconds(120),
                        StoreSetting.USUAL,
                        Duration.ofSeconds(60),
                        SignalPages.NONE,
                        null,
                        Path.of("/home/ana/.rootops"),
                        Path.of("/home/ana/.rootops/secret.key"),
                        8000,
                        "127.0.0.1",
                        null,
                        Settings.Authentication.AUTO,
                        List.of(),
                        null,
                        null));
    }

    @Test
    void everySettingIsRead() throws SettingsException {
        Settings settings = new SettingsReader(Map.ofEntries(
                        Map.entry("GITHUB_REPO", " acme/shop, acme/shop.web ,"),
                        Map.entry("GITHUB_TOKEN", "secret-1"),
                        Map.entry("ENABLE_COMMIT_STATUSES", "true"),
                        Map.entry("ENABLE_PULL_REQUEST_COMMENTS", "true"),
                        Map.entry("CHECK_FAIL_PERCENTILE", "95"),
                        Map.entry("GATE_HOLD_PERCENTILE", "98"),
                        Map.entry("GITHUB_URL", "https://git.acme.test/"),
                        Map.entry("ENABLE_AUTO_POLLING", "false"),
                        Map.entry("POLL_GITHUB_INTERVAL_SECONDS", "60"),
                        Map.entry("AUTO_ANALYZE_NEW_COMMITS", "false"),
                        Map.entry("PATTERN_CONFIDENCE_THRESHOLD", "0.9"),
                        Map.entry("MEMORY_RETENTION_DAYS", "90"),
                        Map.entry("GITHUB_WEBHOOK_SECRET", "secret-3, secret-4,"),
                        Map.entry("PAGERDUTY_WEBHOOK_SECRET", "secret-7"),
                        Map.entry("LOKI_URL", "https://logs.acme.test/loki/"),
                        Map.entry("LOKI_USERNAME", "ana"),
                        Map.entry("LOKI_PASSWORD", "secret-5"),
                        Map.entry("LOKI_TENANT", "acme"),
                        Map.entry("LOG_PATHS", "/var/log/shop/*.log, /srv/app.log"),
                        Map.entry("POLL_LOGS_INTERVAL_SECONDS", "30"),
                        Map.entry("PROMETHEUS_URL", "http://prometheus:9090"),
                        Map.entry("PROMETHEUS_TOKEN", "secret-6"),
                        Map.entry("POLL_METRICS_INTERVAL_SECONDS", "15"),
                        Map.entry("PROMETHEUS_EXTERNAL_URL", "https://prometheus.acme.test/"),
                        Map.entry("GRAFANA_URL", "https://grafana.acme.test"),
                        Map.entry("GRAFANA_DATASOURCE", "mimir"),
                        Map.entry("GRAFANA_LOKI_DATASOURCE", "logs"),
                        Map.entry("DATABASE_URL", "postgres://u:secret-2@db/rootops"),
                        Map.entry("ROOTOPS_HOME", "/data"),
                        Map.entry("ROOTOPS_KEY_FILE", "/run/secrets/rootops.key"),
                        Map.entry("ROOTOPS_PORT", "0"),
                        Map.entry("ROOTOPS_WEBHOOK_PORT", "8010"),
                        Map.entry("ROOTOPS_BIND", "::1")))
                .read();

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of("acme/shop", "acme/shop.web"),
                        new Secret("secret-1"),
                        true,
                        true,
                        null,
                        95,
                        98,
                        URI.create("https://git.acme.test"),
                        URI.create("https://git.acme.test/api/v3"),
                        false,
                        Duration.ofSeconds(60),
                        false,
                        true,
                        0.9,
                        Duration.ofDays(90),
                        new StoreSetting(
                                new StoreAddress(
                                        URI.create("https://logs.acme.test/loki"), "ana", "secret-5", null, "acme"),
                                false),
                        List.of("/var/log/shop/*.log", "/srv/app.log"),
                        Duration.ofSeconds(30),
                        new StoreSetting(
                                new StoreAddress(URI.create("http://prometheus:9090"), null, null, "secret-6", null),
                                false),
                        Duration.ofSeconds(15),
                        new SignalPages(
                                URI.create("https://prometheus.acme.test"),
                                URI.create("https://grafana.acme.test"),
                                "mimir",
                                "logs"),
                        new Secret("postgres://u:secret-2@db/rootops"),
                        Path.of("/data"),
                        Path.of("/run/secrets/rootops.key"),
                        0,
                        "::1",
                        null,
                        Settings.Authentication.AUTO,
                        List.of(new Secret("secret-3"), new Secret("secret-4")),
                        new Secret("secret-7"),
                        8010));
        assertThat(settings.toString()).doesNotContain("secret-");
    }

    @Test
    void saysEverythingThatIsWrongAtOnceAndShowsNoSecret() {
        assertThatThrownBy(() -> new SettingsReader(Map.of(
                                "GITHUB_REPO", "shop",
                                "GITHUB_URL", "ftp://x",
                                "GITHUB_API_URL", "nowhere",
                                "ENABLE_AUTO_POLLING", "perhaps",
                                "POLL_GITHUB_INTERVAL_SECONDS", "1",
                                "DATABASE_URL", "mysql://u:secret-2@db",
                                "ROOTOPS_PORT", "eighty",
                                "ROOTOPS_WEBHOOK_PORT", "70000",
                                "ROOTOPS_BIND", "0.0.0.0.0"))
                        .read())
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "GITHUB_REPO='shop': expected owner/name",
                        "GITHUB_URL='ftp://x'",
                        "GITHUB_API_URL='nowhere'",
                        "ENABLE_AUTO_POLLING='perhaps': expected true or false; unset it for true",
                        "POLL_GITHUB_INTERVAL_SECONDS='1': expected a whole number of seconds from 10 to 86400; unset it for 300",
                        "DATABASE_URL: expected postgres://",
                        "ROOTOPS_PORT='eighty': expected a port number from 0 to 65535; unset it for 8000",
                        "ROOTOPS_WEBHOOK_PORT='70000': expected a port number from 0 to 65535",
                        "ROOTOPS_BIND='0.0.0.0.0': expected an address such as 127.0.0.1, 0.0.0.0 or ::1")
                .message()
                .doesNotContain("secret-2");
    }

    @Test
    void storesAreNamedOrLookedForOrNotUsed() throws SettingsException {
        Settings settings = new SettingsReader(Map.of("LOKI_URL", "None", "PROMETHEUS_URL", " ")).read();

        assertThat(settings.loki()).isEqualTo(StoreSetting.NONE);
        assertThat(settings.prometheus()).isEqualTo(StoreSetting.USUAL);
    }

    @Test
    void whatCannotBeOfAStoreIsSaidWithoutItsSecrets() {
        assertThatThrownBy(() -> new SettingsReader(Map.of(
                                "LOKI_URL", "http://ana:secret-1@loki:3100",
                                "LOG_PATHS", ",",
                                "POLL_LOGS_INTERVAL_SECONDS", "5",
                                "PROMETHEUS_URL", "http://prometheus:9090",
                                "PROMETHEUS_USERNAME", "ana",
                                "PROMETHEUS_TOKEN", "secret-2 and more"))
                        .read())
                .message()
                .contains(
                        "LOKI_URL='http://***@loki:3100': expected an address such as http://loki:3100, without user and"
                                + " password",
                        "LOG_PATHS=',': expected paths with * and ?, several separated by commas; unset it for /logs/*.log",
                        "POLL_LOGS_INTERVAL_SECONDS='5': expected a whole number of seconds from 10 to 86400",
                        "PROMETHEUS_TOKEN: expected without PROMETHEUS_USERNAME",
                        "PROMETHEUS_URL and what stands beside it: expected a token of printable ASCII characters")
                .doesNotContain("secret-");
        assertThatThrownBy(() ->
                        new SettingsReader(Map.of("LOKI_TOKEN", "secret-1", "PROMETHEUS_PASSWORD", "secret-2")).read())
                .message()
                .contains(
                        "LOKI_URL: expected beside LOKI_TOKEN, which is sent to a named address only",
                        "PROMETHEUS_URL: expected beside PROMETHEUS_PASSWORD")
                .doesNotContain("secret-");
        assertThatThrownBy(() ->
                        new SettingsReader(Map.of("LOKI_URL", "http://loki:3100", "LOKI_PASSWORD", "secret-1")).read())
                .hasMessage("LOKI_USERNAME: expected beside LOKI_PASSWORD");
    }

    @Test
    void aTokenInAnAddressIsNotShown() {
        assertThatThrownBy(() -> new SettingsReader(Map.of(
                                "GITHUB_REPO", "https://secret-1@github.com/acme/shop",
                                "GITHUB_URL", "https://u:secret-2@git.acme.test",
                                "GITHUB_API_URL", "https://secret-3@git.acme.test/api"))
                        .read())
                .message()
                .contains("https://***@github.com/acme/shop", "https://***@git.acme.test")
                .doesNotContain("secret-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS#1", "PKCS#8", "backslashes", "base64", "file"})
    void theAppsKeyIsReadAsPeopleHaveIt(String form, @TempDir Path directory) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        String pkcs8 = pem("PRIVATE KEY", key.getEncoded());
        // What PKCS#8 wraps begins after its 26 bytes (RFC 5208) for a key of this size.
        String pkcs1 = pem("RSA PRIVATE KEY", Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length));
        String setting = switch (form) {
            case "PKCS#1" -> pkcs1;
            case "PKCS#8" -> pkcs8;
            case "backslashes" -> pkcs1.replace("\n", "\\n");
            case "base64" -> Base64.getEncoder().encodeToString(pkcs1.getBytes(StandardCharsets.US_ASCII));
            default -> Files.writeString(directory.resolve("app.pem"), pkcs1).toString();
        };

        Settings settings =
                new SettingsReader(Map.of("GITHUB_APP_ID", "12345", "GITHUB_APP_PRIVATE_KEY", setting)).read();

        assertThat(settings.githubApp()).isEqualTo(new GitHubApp("12345", key));
        assertThat(settings.toString()).contains("GitHub App 12345").doesNotContain("PRIVATE");
    }

    @Test
    void anAppNeedsItsIdAndItsKey() {
        assertThatThrownBy(() -> new SettingsReader(Map.of("GITHUB_APP_ID", "shop")).read())
                .hasMessageContainingAll(
                        "GITHUB_APP_ID='shop': expected the App ID", "GITHUB_APP_PRIVATE_KEY: expected");
        assertThatThrownBy(() -> new SettingsReader(Map.of("GITHUB_APP_PRIVATE_KEY", "secret-key")).read())
                .message()
                .contains("GITHUB_APP_ID: expected beside", "GITHUB_APP_PRIVATE_KEY: expected the PEM text")
                .doesNotContain("secret-key");
    }

    @Test
    void anAppsKeyFileThatIsNotThereIsNamedAndWhatMayBeAPartOfAKeyIsNot(@TempDir Path directory) {
        assertThatThrownBy(() -> new SettingsReader(Map.of("GITHUB_APP_PRIVATE_KEY", "/nowhere/app.pem")).read())
                .hasMessageContaining(
                        "GITHUB_APP_PRIVATE_KEY: there is no file /nowhere/app.pem; expected the PEM text");
        assertThatThrownBy(() -> new SettingsReader(Map.of("GITHUB_APP_PRIVATE_KEY", directory + "/../")).read())
                .hasMessageContaining("/../ is no file; expected");
        assertThatThrownBy(
                        () -> new SettingsReader(Map.of("GITHUB_APP_PRIVATE_KEY", "/IEvQIBADANBgkq/hkiG9w0B")).read())
                .message()
                .doesNotContain("hkiG9w0B");
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    @Test
    void namesThatLeadOutOfTheDataDirectoryAreRefused() {
        assertThatThrownBy(() -> new SettingsReader(Map.of("GITHUB_REPO", "acme/..,acme/.")).read())
                .hasMessageContainingAll("GITHUB_REPO='acme/..'", "GITHUB_REPO='acme/.'");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,, auto, LOCAL",
        "localhost, http://localhost:8000, auto, LOCAL",
        "::1, http://127.0.0.1:8000/, auto, LOCAL",
        "0.0.0.0,, auto, REQUIRED",
        "::,, auto, REQUIRED",
        "192.0.2.7, http://localhost, auto, REQUIRED",
        "127.0.0.1, https://rootops.example.com, auto, REQUIRED",
        "127.0.0.1,, required, REQUIRED",
        "0.0.0.0,, Open, OPEN"
    })
    void whatIsReachedFromElsewhereIsGuardedUnlessOpenIsSaid(
            String bind, @Nullable String url, String authentication, AccessMode expected) throws SettingsException {
        Map<String, String> environment = new HashMap<>(Map.of("ROOTOPS_BIND", bind, "ROOTOPS_AUTH", authentication));
        if (url != null) {
            environment.put("ROOTOPS_URL", url);
        }

        Settings settings = new SettingsReader(environment).read();

        assertThat(settings.access()).isEqualTo(expected);
        assertThat(settings.url()).isEqualTo(url == null ? null : URI.create(url.replaceAll("/$", "")));
    }

    @Test
    void whatIsNoModeAndNoAddressOfASiteIsSaid() {
        assertThatThrownBy(() -> new SettingsReader(
                                Map.of("ROOTOPS_AUTH", "none", "ROOTOPS_URL", "https://example.com/rootops"))
                        .read())
                .hasMessageContainingAll(
                        "ROOTOPS_AUTH='none': expected auto, required or open; unset it for auto",
                        "ROOTOPS_URL='https://example.com/rootops': expected the address of a site without a path");
    }

    @Test
    void aNameIsNoAddressToListenOn() {
        // Of hexadecimal letters only, as it must not be looked up.
        assertThatThrownBy(() -> new SettingsReader(Map.of("ROOTOPS_BIND", "cafe")).read())
                .hasMessageContaining("ROOTOPS_BIND='cafe'");
    }

    @Test
    void theExampleFileListsJustTheSettingsWithTheirDefaultsAndEffects() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = setting.defaultValue();
            expected.add("# " + setting.effect());
            expected.add("# " + setting.name() + "=" + (value == null ? "" : value));
        }

        List<String> lines = Files.readAllLines(Path.of("../.env.example"));

        assertThat(lines.stream().skip(1).filter(it -> !it.isBlank())).containsExactlyElementsOf(expected);
        assertThat(Arrays.stream(Setting.values()).map(Setting::effect)).noneMatch(String::isBlank);
    }
}
