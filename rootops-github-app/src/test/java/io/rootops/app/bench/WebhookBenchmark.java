package io.rootops.app.bench;

import io.rootops.app.webhook.ReceiverMain;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CPU per delivery that is durably stored before its acknowledgement: RootOps beside Probot, each with an insert into the
 * same PostgreSQL, in turns. Requests a second are printed too and mean little on a busy machine.
 */
public final class WebhookBenchmark {
    private static final String SECRET = "bench";
    private static final int SECONDS = 5;
    private static final long WARM_REQUESTS = 20_000;
    private static final int BODY_BYTES = 7_700;

    private WebhookBenchmark() {}

    /** Directory where Probot and pg are installed, rounds. */
    public static void main(String[] arguments) throws Exception {
        Path peers = Path.of(arguments[0]).toAbsolutePath();
        int rounds = Integer.parseInt(arguments[1]);
        Path home = Files.createTempDirectory("rootops-bench");
        Path script = Files.createTempFile("probot", ".mjs");
        try (var in = WebhookBenchmark.class.getResourceAsStream("probot.mjs")) {
            Files.write(script, in.readAllBytes());
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            // Migrated before anything is measured.
            Database.embedded(postgres).close();
            String url = "postgres://" + postgres.user() + ":"
                    + URLEncoder.encode(postgres.password(), StandardCharsets.UTF_8) + "@"
                    + postgres.jdbcUrl().replace("jdbc:postgresql://", "");
            Map<String, String> environment =
                    Map.of("DATABASE_URL", url, "SECRET", SECRET, "PEERS", peers.toString(), "NODE_ENV", "production");
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx640m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ReceiverMain.class.getName());
            try (BenchedServer probot = BenchedServer.start(
                    "Probot, insert before the answer", environment, List.of("node", script.toString()))) {
                try (BenchedServer store = BenchedServer.start("RootOps, stored and acknowledged", environment, java)) {
                    measure(probot, store, rounds);
                }
                try (BenchedServer work =
                        BenchedServer.start("RootOps, and its work afterwards", with(environment), java)) {
                    measure(probot, work, rounds);
                }
            }
        }
    }

    private static Map<String, String> with(Map<String, String> environment) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put("WORK", "yes");
        return more;
    }

    private static void measure(BenchedServer probot, BenchedServer ours, int rounds)
            throws IOException, InterruptedException {
        List<BenchedServer> servers = List.of(probot, ours);
        SignedDelivery delivery = SignedDelivery.of("", "push", payload(), SECRET);
        for (BenchedServer it : servers) {
            // By requests, not by time: on a busy machine a compiler has not begun after seconds.
            long warm = 0;
            for (int i = 0; warm < WARM_REQUESTS; i++) {
                warm += new DeliveryLoad(it.port(), delivery, "warm-" + i + it.name() + ours.name()).run(SECONDS);
            }
        }
        Sum peer = new Sum();
        Sum sum = new Sum();
        for (int round = 1; round <= rounds; round++) {
            peer.add(round(probot, delivery, round + "-" + ours.name(), round));
            sum.add(round(ours, delivery, round + "-" + ours.name(), round));
        }
        System.out.printf(
                Locale.ENGLISH,
                "%-34s %6.1f us CPU/request  %.2f x Probot's %.1f us%n",
                ours.name(),
                sum.each(),
                sum.each() / peer.each(),
                peer.each());
    }

    private static Used round(BenchedServer server, SignedDelivery delivery, String prefix, int round)
            throws IOException, InterruptedException {
        double before = server.cpuSeconds();
        long done = new DeliveryLoad(server.port(), delivery, prefix + server.name()).run(SECONDS);
        Used used = new Used(done, server.cpuSeconds() - before);
        System.out.printf(
                Locale.ENGLISH,
                "round %d  %-34s %6d req/s  %6.1f us CPU/request%n",
                round,
                server.name(),
                done / SECONDS,
                1e6 * used.seconds() / done);
        return used;
    }

    private record Used(long requests, double seconds) {}

    private static final class Sum {
        private long requests;
        private double seconds;

        void add(Used used) {
            requests += used.requests();
            seconds += used.seconds();
        }

        /** Microseconds a request. */
        double each() {
            return 1e6 * seconds / requests;
        }
    }

    /** As long as GitHub's example of a push. */
    private static String payload() {
        String head =
                "{\"ref\":\"refs/heads/main\",\"repository\":{\"id\":186853002,\"full_name\":\"acme/unknown\"},\"commits\":[";
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; text.length() < BODY_BYTES - 200; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"6113728f27ae82c7b1a177c8d03f9e96e0adf246\",\"message\":\"Commit ")
                    .append(i)
                    .append("\",\"timestamp\":\"2019-05-15T15:20:41Z\",\"added\":[],\"modified\":[\"README.md\"]}");
        }
        return text.append("]}").toString();
    }
}
