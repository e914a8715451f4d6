package io.rootops.core.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Loki on loopback, as there is none in the registries: keeps lines and answers what we ask, in the form and with the limits
 * that were recorded of Loki 3.4.6: a result for each stream and detected level, in no order of time across them; start
 * inclusive, end exclusive; refusals as plain text. Thread-safe.
 */
public final class FakeLoki implements AutoCloseable {
    private static final Pattern SELECTOR = Pattern.compile("^\\{(.*?)\\}(.*)$", Pattern.DOTALL);
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** A line filter, or label filters that are joined by "or". */
    private static final Pattern STAGE = Pattern.compile("(\\|~|!~|\\|=|!=) ?(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)"
            + "|\\| *\\w+(?:=~|!~|!=|=)\"[^\"]*\"(?: or \\w+(?:=~|!~|!=|=)\"[^\"]*\")*");

    private static final List<String> LEVELS = List.of("info", "error", "warn", "critical", "debug");
    private static final Pattern LEVEL = Pattern.compile("(?i)" + String.join("|", LEVELS));
    private static final Pattern COUNT = Pattern.compile(
            "^topk\\((\\d+), sum by \\((\\w+)\\) \\(count_over_time\\((\\{.*\\})\\[(\\d+)s\\]\\)\\)\\)$");
    /** {@code max_query_series}. */
    private static final int MOST_SERIES = 500;

    private static final long LONGEST_RANGE = ((30L * 24) + 1) * 3600 * 1_000_000_000L;

    private final HttpServer server;
    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int mostLines = 5_000;
    private boolean stalling;
    private @Nullable String credentials;
    private @Nullable String tenant;

    private record Entry(Map<String, String> stream, long nanos, String text) {}

    /** An answer that is given instead of the right one, once. */
    public record Refusal(int status, String body, Map<String, String> headers) {}

    public FakeLoki() {
        this(0);
    }

    public FakeLoki(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(it -> {
            Thread thread = new Thread(it, "fake-loki");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** An identical entry is stored once. */
    public synchronized void push(Map<String, String> stream, long nanos, String text) {
        Map<String, String> labels = new TreeMap<>(stream);
        labels.putIfAbsent("service_name", stream.getOrDefault("app", "unknown_service"));
        entries.add(new Entry(labels, nanos, text));
    }

    /** {@code max_entries_limit_per_query}. */
    public synchronized void limit(int lines) {
        mostLines = lines;
    }

    public synchronized void refuse(int status, String body, Map<String, String> headers) {
        refusals.add(new Refusal(status, body, headers));
    }

    public synchronized void expect(@Nullable String authorization, @Nullable String scopeOrgId) {
        credentials = authorization;
        tenant = scopeOrgId;
    }

    /** From now on it begins its answers and does not end them. */
    public synchronized void stall() {
        stalling = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Refusal said;
            try {
                said = answer(
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            } catch (RuntimeException e) {
                said = new Refusal(500, String.valueOf(e), Map.of());
            }
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            said.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            if (isStalling()) {
                exchange.getResponseBody().write(body, 0, 1);
                exchange.getResponseBody().flush();
                closed.await();
            }
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isStalling() {
        return stalling;
    }

    private synchronized Refusal answer(URI uri, @Nullable String authorization, @Nullable String scopeOrgId) {
        if (credentials != null && !credentials.equals(authorization)) {
            return new Refusal(401, "unauthorized", Map.of());
        }
        if (tenant != null && scopeOrgId == null) {
            return new Refusal(401, "no org id\n", Map.of());
        }
        Refusal refusal = refusals.poll();
        if (refusal != null) {
            return refusal;
        }
        Map<String, String> parameters = parameters(uri);
        return switch (uri.getPath()) {
            case "/ready" -> new Refusal(200, "ready\n", Map.of());
            case "/loki/api/v1/labels" -> labels();
            case "/loki/api/v1/query" -> counts(parameters);
            case "/loki/api/v1/query_range" -> range(parameters);
            default -> new Refusal(404, "404 page not found\n", Map.of());
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String each : uri.getRawQuery().split("&")) {
                String[] both = each.split("=", 2);
                parameters.put(both[0], decoded(both[1]));
            }
        }
        return parameters;
    }

    private static String required(Map<String, String> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private Refusal labels() {
        Set<String> names = new TreeSet<>();
        entries.forEach(it -> names.addAll(it.stream().keySet()));
        return json(
                names.isEmpty()
                        ? "{\"status\":\"success\"}"
                        : "{\"status\":\"success\",\"data\":"
                                + names.stream().map(FakeLoki::quoted).collect(Collectors.joining(",", "[", "]"))
                                + "}");
    }

    private Refusal counts(Map<String, String> parameters) {
        Matcher query = COUNT.matcher(required(parameters, "query"));
        if (!query.matches()) {
            return parseError();
        }
        long at = Long.parseLong(required(parameters, "time"));
        long from = at - Long.parseLong(query.group(4)) * 1_000_000_000L;
        Predicate<Entry> wanted = wanted(query.group(3));
        Map<String, Long> counts = entries.stream()
                .filter(it -> it.nanos() > from && it.nanos() <= at && wanted.test(it))
                .collect(Collectors.groupingBy(
                        it -> it.stream().getOrDefault(query.group(2), ""), TreeMap::new, Collectors.counting()));
        if (Math.min(counts.size(), Long.parseLong(query.group(1))) > MOST_SERIES) {
            return new Refusal(400, "maximum of series (" + MOST_SERIES + ") reached for a single query", Map.of());
        }
        return json("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                + counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(Long.parseLong(query.group(1)))
                        .map(it -> "{\"metric\":" + object(Map.of(query.group(2), it.getKey())) + ",\"value\":["
                                + at / 1_000_000_000L + ".284,\"" + it.getValue() + "\"]}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"stats\":{\"summary\":{\"execTime\":0.006}}}}");
    }

    private Refusal range(Map<String, String> parameters) {
        int limit = Integer.parseInt(parameters.getOrDefault("limit", "100"));
        if (limit > mostLines) {
            return new Refusal(
                    400,
                    "max entries limit per query exceeded, limit > max_entries_limit_per_query (" + limit + " > "
                            + mostLines + ")",
                    Map.of());
        }
        long start = Long.parseLong(required(parameters, "start"));
        long end = Long.parseLong(required(parameters, "end"));
        if (end - start > LONGEST_RANGE) {
            return new Refusal(
                    400, "the query time range exceeds the limit (query length: 900h0m0s, limit: 30d1h)", Map.of());
        }
        String query = required(parameters, "query");
        if (!SELECTOR.matcher(query).matches()) {
            return parseError();
        }
        int direction = parameters.getOrDefault("direction", "backward").equals("forward") ? 1 : -1;
        Predicate<Entry> wanted = wanted(query);
        Map<Map<String, String>, List<Entry>> streams = new LinkedHashMap<>();
        entries.stream()
                .filter(it -> it.nanos() >= start && it.nanos() < end && wanted.test(it))
                .sorted((a, b) -> direction * Long.compare(a.nanos(), b.nanos()))
                .limit(limit)
                .forEach(it -> {
                    Map<String, String> labels = new TreeMap<>(it.stream());
                    labels.put("detected_level", detected(it));
                    streams.computeIfAbsent(labels, key -> new ArrayList<>()).add(it);
                });
        return json("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":"
                + streams.entrySet().stream()
                        .map(it -> "{\"stream\":" + object(it.getKey()) + ",\"values\":"
                                + it.getValue().stream()
                                        .map(line -> "[\"" + line.nanos() + "\"," + quoted(line.text()) + "]")
                                        .collect(Collectors.joining(",", "[", "]"))
                                + "}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"stats\":{\"summary\":{\"execTime\":0.006}}}}");
    }

    private static Refusal parseError() {
        return new Refusal(400, "parse error at line 1, col 5: syntax error: unexpected $end", Map.of());
    }

    private static Predicate<Entry> wanted(String query) {
        Matcher parts = SELECTOR.matcher(query);
        if (!parts.matches()) {
            throw new IllegalArgumentException("query not understood: " + query);
        }
        Predicate<Entry> wanted = it -> true;
        Matcher labels = MATCHER.matcher(parts.group(1));
        while (labels.find()) {
            wanted = wanted.and(ofLabel(labels));
        }
        Matcher stages = STAGE.matcher(parts.group(2));
        while (stages.find()) {
            wanted = wanted.and(stages.group(1) != null ? ofText(stages) : ofAnyLabel(stages.group()));
        }
        return wanted;
    }

    private static Predicate<Entry> ofText(Matcher filter) {
        String text = filter.group(2);
        String inner = text.substring(1, text.length() - 1);
        String wanted = text.startsWith("`") ? inner : unescaped(inner);
        Predicate<String> found =
                filter.group(1).endsWith("~") ? Pattern.compile(wanted).asPredicate() : it -> it.contains(wanted);
        boolean expected = filter.group(1).startsWith("|");
        return it -> found.test(it.text()) == expected;
    }

    /** Label filters, joined by "or". */
    private static Predicate<Entry> ofAnyLabel(String stage) {
        Predicate<Entry> wanted = it -> false;
        Matcher labels = MATCHER.matcher(stage);
        while (labels.find()) {
            wanted = wanted.or(ofLabel(labels));
        }
        return wanted;
    }

    private static Predicate<Entry> ofLabel(Matcher matcher) {
        String label = matcher.group(1);
        String wanted = unescaped(matcher.group(3));
        Predicate<String> matches =
                matcher.group(2).endsWith("~") ? Pattern.compile(wanted).asMatchPredicate() : wanted::equals;
        boolean expected = !matcher.group(2).startsWith("!");
        return it -> matches.test(
                        label.equals("detected_level")
                                ? detected(it)
                                : it.stream().getOrDefault(label, ""))
                == expected;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c != '\\' ? c : text.charAt(++i) == 'n' ? '\n' : text.charAt(i));
        }
        return plain.toString();
    }

    /** As its label says, else as Loki's search for words does, with its errors. */
    private static String detected(Entry entry) {
        if (entry.stream().containsKey("level")) {
            return Objects.requireNonNull(entry.stream().get("level"));
        }
        Matcher word = LEVEL.matcher(entry.text());
        String best = "unknown";
        while (word.find()) {
            String found = word.group().toLowerCase(Locale.ROOT);
            best = best.equals("unknown") || LEVELS.indexOf(found) < LEVELS.indexOf(best) ? found : best;
        }
        return best;
    }

    private static Refusal json(String body) {
        return new Refusal(200, body, Map.of("Content-Type", "application/json; charset=UTF-8"));
    }

    private static String object(Map<String, String> map) {
        return map.entrySet().stream()
                .map(it -> quoted(it.getKey()) + ":" + quoted(it.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
