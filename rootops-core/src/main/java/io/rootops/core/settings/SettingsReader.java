package io.rootops.core.settings;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the settings from the environment and says everything that is wrong with them at once. */
public final class SettingsReader {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*/(?!\\.{1,2}$)[A-Za-z0-9._-]+");
    private static final Pattern APP = Pattern.compile("[0-9]{1,18}|Iv[A-Za-z0-9.]{1,40}");
    private static final URI PUBLIC_API = URI.create("https://api.github.com");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    public SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws SettingsException naming each wrong setting */
    public Settings read() throws SettingsException {
        URI github =
                value(Setting.GITHUB_URL, "an address such as https://github.example.com", SettingsReader::address);
        Path home = home();
        Settings settings = new Settings(
                repositories(),
                secret(Setting.GITHUB_TOKEN),
                value(Setting.ENABLE_COMMIT_STATUSES, "true or false", SettingsReader::yesOrNo),
                value(Setting.ENABLE_PULL_REQUEST_COMMENTS, "true or false", SettingsReader::yesOrNo),
                githubApp(),
                checkFailPercentile(),
                value(Setting.GATE_HOLD_PERCENTILE, "a whole number from 1 to 100", number(1, 100)),
                github,
                api(github),
                value(Setting.ENABLE_AUTO_POLLING, "true or false", SettingsReader::yesOrNo),
                Duration.ofSeconds(value(
                        Setting.POLL_GITHUB_INTERVAL_SECONDS,
                        "a whole number of seconds from 10 to 86400",
                        number(10, 86_400))),
                value(Setting.AUTO_ANALYZE_NEW_COMMITS, "true or false", SettingsReader::yesOrNo),
                value(Setting.ENABLE_CONTINUOUS_LEARNING, "true or false", SettingsReader::yesOrNo),
                value(
                        Setting.PATTERN_CONFIDENCE_THRESHOLD,
                        "a number from 0.5 to 0.99, such as 0.7",
                        SettingsReader::confidence),
                Duration.ofDays(value(
                        Setting.MEMORY_RETENTION_DAYS, "a whole number of days from 30 to 36500", number(30, 36_500))),
                new StoreSettings(Setting.LOKI_URL, this::set, problems).read("http://loki:3100"),
                value(Setting.LOG_PATHS, "paths with * and ?, several separated by commas", SettingsReader::paths),
                Duration.ofSeconds(value(
                        Setting.POLL_LOGS_INTERVAL_SECONDS,
                        "a whole number of seconds from 10 to 86400",
                        number(10, 86_400))),
                new StoreSettings(Setting.PROMETHEUS_URL, this::set, problems).read("http://prometheus:9090"),
                Duration.ofSeconds(value(
                        Setting.POLL_METRICS_INTERVAL_SECONDS,
                        "a whole number of seconds from 10 to 86400",
                        number(10, 86_400))),
                new SignalPages(
                        page(Setting.PROMETHEUS_EXTERNAL_URL, "https://prometheus.example.com"),
                        page(Setting.GRAFANA_URL, "https://grafana.example.com"),
                        value(Setting.GRAFANA_DATASOURCE, "a name or UID", it -> it),
                        value(Setting.GRAFANA_LOKI_DATASOURCE, "a name or UID", it -> it)),
                database(),
                home,
                keyFile(home),
                value(Setting.ROOTOPS_PORT, "a port number from 0 to 65535", number(0, 65_535)),
                value(Setting.ROOTOPS_BIND, "an address such as 127.0.0.1, 0.0.0.0 or ::1", SettingsReader::bind),
                url(),
                value(Setting.ROOTOPS_AUTH, "auto, required or open", SettingsReader::authentication),
                webhookSecrets(),
                secret(Setting.PAGERDUTY_WEBHOOK_SECRET),
                webhookPort());
        value(Setting.LOG_FORMAT, "text or json", SettingsReader::json);
        value(Setting.ROOTOPS_DEBUG, "true or false", SettingsReader::yesOrNo);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** Whether errors come with their stack trace; told also where another setting is wrong. */
    public boolean debug() {
        String text = set(Setting.ROOTOPS_DEBUG);
        return text != null && Boolean.TRUE.equals(yesOrNo(text));
    }

    /** Whether the log is for programs; false as well where the setting is wrong, which {@link #read} says. */
    public boolean jsonLog() {
        String text = set(Setting.LOG_FORMAT);
        return text != null && Boolean.TRUE.equals(json(text));
    }

    private static @Nullable Boolean json(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> false;
            case "json" -> true;
            default -> null;
        };
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> repositories() {
        List<String> names = list(environment.getOrDefault(Setting.GITHUB_REPO.name(), ""));
        for (String name : names) {
            if (!REPOSITORY.matcher(name).matches()) {
                problem(Setting.GITHUB_REPO, name, "owner/name, several separated by commas");
            }
        }
        return names;
    }

    private @Nullable GitHubApp githubApp() {
        String id = set(Setting.GITHUB_APP_ID);
        String text = set(Setting.GITHUB_APP_PRIVATE_KEY);
        if (id != null && !APP.matcher(id).matches()) {
            problem(Setting.GITHUB_APP_ID, id, "the App ID, a number, or its client ID, which begins with Iv");
        }
        if (id == null && text != null) {
            problems.add(
                    "GITHUB_APP_ID: expected beside GITHUB_APP_PRIVATE_KEY; it stands in the App's settings on GitHub");
        }
        PrivateKey key = text == null ? null : AppKey.of(text).orElse(null);
        if (key == null && (id != null || text != null)) {
            // Not shown: it may be a key that lost a line.
            Optional<String> unreadable = text == null ? Optional.empty() : AppKey.unreadable(text);
            problems.add(
                    "GITHUB_APP_PRIVATE_KEY: " + unreadable.map(it -> it + "; ").orElse("")
                            + "expected the PEM text of the App's private key (BEGIN RSA PRIVATE KEY or"
                            + " BEGIN PRIVATE KEY), the path of its file, or the whole as base64; make one under \"Private keys\""
                            + " in the App's settings on GitHub");
        }
        return id == null || key == null ? null : new GitHubApp(id, key);
    }

    private @Nullable URI page(Setting setting, String example) {
        String text = set(setting);
        URI given = text == null ? null : address(text);
        if (text != null && given == null) {
            problem(setting, text, "an address such as " + example);
        }
        return given;
    }

    private URI api(URI github) {
        String text = set(Setting.GITHUB_API_URL);
        URI given = text == null ? null : address(text);
        if (text != null && given == null) {
            problem(Setting.GITHUB_API_URL, text, "an address such as https://github.example.com/api/v3");
        }
        if (given != null) {
            return given;
        }
        return "github.com".equalsIgnoreCase(github.getHost()) ? PUBLIC_API : URI.create(github + "/api/v3");
    }

    private @Nullable Secret database() {
        Secret url = secret(Setting.DATABASE_URL);
        if (url != null && !url.value().matches("(jdbc:)?postgres(ql)?://.+")) {
            // Not shown: it may hold a password.
            problems.add(
                    "DATABASE_URL: expected postgres://user:password@host:5432/database; unset it for the embedded database");
        }
        return url;
    }

    /** The data directory alone; where what is set is none, the working directory. */
    public Path home() {
        String text = set(Setting.ROOTOPS_HOME);
        try {
            if (text != null) {
                return Path.of(text).toAbsolutePath().normalize();
            }
            // Java's user.home does not look at HOME.
            String home = environment.get("HOME");
            return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home, ".rootops")
                    .toAbsolutePath();
        } catch (InvalidPathException e) {
            problem(Setting.ROOTOPS_HOME, String.valueOf(text), "a directory");
            return Path.of("");
        }
    }

    private Path keyFile(Path home) {
        String text = set(Setting.ROOTOPS_KEY_FILE);
        try {
            return text == null
                    ? home.resolve("secret.key")
                    : Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            problem(Setting.ROOTOPS_KEY_FILE, String.valueOf(text), "a file");
            return Path.of("");
        }
    }

    private List<Secret> webhookSecrets() {
        String text = environment.getOrDefault(Setting.GITHUB_WEBHOOK_SECRET.name(), "");
        return list(text).stream().map(Secret::new).toList();
    }

    private @Nullable Integer checkFailPercentile() {
        String text = set(Setting.CHECK_FAIL_PERCENTILE);
        Integer percentile = text == null ? null : number(1, 100).apply(text);
        if (text != null && percentile == null) {
            problem(Setting.CHECK_FAIL_PERCENTILE, text, "a whole number from 1 to 100");
        }
        return percentile;
    }

    private @Nullable Integer webhookPort() {
        String text = set(Setting.ROOTOPS_WEBHOOK_PORT);
        Integer port = text == null ? null : number(0, 65_535).apply(text);
        if (text != null && port == null) {
            problem(Setting.ROOTOPS_WEBHOOK_PORT, text, "a port number from 0 to 65535");
        }
        return port;
    }

    private @Nullable Secret secret(Setting setting) {
        String text = set(setting);
        return text == null ? null : new Secret(text);
    }

    /** The value of a setting that has a default; that default also where the value is wrong, since then none is used. */
    private <T> T value(Setting setting, String expected, Function<String, @Nullable T> parse) {
        String text = set(setting);
        T value = text == null ? null : parse.apply(text);
        if (text != null && value == null) {
            problem(setting, text, expected);
        }
        return value != null
                ? value
                : Objects.requireNonNull(parse.apply(Objects.requireNonNull(setting.defaultValue(), setting.name())));
    }

    private @Nullable String set(Setting setting) {
        String text = environment.get(setting.name());
        return text == null || text.isBlank() ? null : text.strip();
    }

    private void problem(Setting setting, String value, String expected) {
        problems.add(setting.name() + "='" + shown(value) + "': expected " + expected
                + (setting.defaultValue() == null ? "" : "; unset it for " + setting.defaultValue()));
    }

    /** An address may hold a token. */
    static String shown(String value) {
        return value.replaceAll("//[^/\\s]*@", "//***@");
    }

    private static @Nullable List<String> paths(String text) {
        List<String> paths = list(text);
        try {
            paths.forEach(it -> FileSystems.getDefault().getPathMatcher("glob:" + it));
        } catch (PatternSyntaxException e) {
            return null;
        }
        return paths.isEmpty() ? null : paths;
    }

    static @Nullable URI address(String text) {
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> null;
        };
    }

    private static Function<String, @Nullable Integer> number(int low, int high) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= low && number <= high ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        };
    }

    private static @Nullable Double confidence(String text) {
        try {
            double number = Double.parseDouble(text);
            return number >= 0.5 && number <= 0.99 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable URI url() {
        String text = set(Setting.ROOTOPS_URL);
        URI url = text == null ? null : address(text);
        // Pages and cookies begin at the root.
        boolean fits = url != null && url.getRawPath().isEmpty() && url.getRawFragment() == null;
        if (text != null && !fits) {
            problem(
                    Setting.ROOTOPS_URL,
                    text,
                    "the address of a site without a path, such as https://rootops.example.com");
        }
        return url;
    }

    private static @Nullable String bind(String text) {
        String host = text.replaceAll("^\\[|]$", "");
        return host.equals("localhost") || Loopback.address(host).isPresent() ? host : null;
    }

    private static Settings.@Nullable Authentication authentication(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Settings.Authentication.AUTO;
            case "required" -> Settings.Authentication.REQUIRED;
            case "open" -> Settings.Authentication.OPEN;
            default -> null;
        };
    }
}
