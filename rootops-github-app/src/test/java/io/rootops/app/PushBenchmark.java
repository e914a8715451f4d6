package io.rootops.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.HostedRepository;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from a push to its check run on GitHub's side: by itself, then while a long history is read. GitHub is a
 * fake on loopback that answers at once, so this is RootOps' own part of the time.
 */
final class PushBenchmark {
    private static final long SHOP = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COMMITS_OF_SHOP = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int pushes;
    private int pushed;

    private PushBenchmark(int pushes) {
        this.pushes = pushes;
    }

    /** @param arguments pushes of each kind, commits of the long history */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("rootops-bench-push");
        new PushBenchmark(Integer.parseInt(arguments[0])).run(directory, Integer.parseInt(arguments[1]));
    }

    private void run(Path directory, int commits) throws Exception {
        Path atlas = longHistory(directory.resolve("atlas.git"), commits);
        AppSettings app = AppSettings.create();
        try (InstalledGitHub github =
                new InstalledGitHub(directory.resolve("served"), app.keys().getPublic())) {
            HostedRepository shop = github.add(SHOP, "acme/shop");
            for (int i = 1; i < COMMITS_OF_SHOP; i++) {
                shop.push("class First {}\nint change = " + i + ";\n");
            }
            github.install(7, "acme", SHOP);
            Path home = Files.createDirectories(directory.resolve("home"));
            try (RootOpsProcess server = RootOpsProcess.start(home, app.on(github, Replicas.SECRET), "serve")) {
                awaitRead(server);
                print("quiet", measure(server, github, shop, 0));
            }
            try (RootOpsProcess server =
                    RootOpsProcess.start(home, app.on(github, Replicas.SECRET), "serve", "--repo", atlas.toString())) {
                server.await("the long history to be read", () -> read(server) > 0);
                int before = read(server);
                print("while a history of " + commits + " commits is read", measure(server, github, shop, commits));
                System.out.printf(
                        Locale.ENGLISH,
                        "  of that history %,d to %,d commits were read meanwhile%n",
                        before,
                        read(server));
            }
        }
    }

    private static void awaitRead(RootOpsProcess server) {
        server.await(
                "the shop to be read and learned from",
                () -> overview(server, "acme/shop").path("model").asText().equals("learned"));
    }

    /** Of the long one, as its overview tells; 0: not begun. */
    private static int read(RootOpsProcess server) {
        return overview(server, "local/atlas").at("/backfill/done").asInt();
    }

    private static JsonNode overview(RootOpsProcess server, String repository) {
        try {
            return server.json("/api/dashboard/overview?repository=" + repository);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Pushes one after the other.
     *
     * @param commits of the long history, which must not have come to its end
     * @return milliseconds from when GitHub sends the delivery, ascending
     */
    private List<Long> measure(RootOpsProcess server, InstalledGitHub github, HostedRepository shop, int commits)
            throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < pushes; i++) {
            String sha = shop.push("class First {}\nint push = " + ++pushed + ";\n");
            SignedDelivery delivery = SignedDelivery.push("push-" + pushed, SHOP, "acme/shop", sha, Replicas.SECRET);
            long begin = System.nanoTime();
            int status = http.send(delivery.request(server.address()).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 202) {
                throw new IOException("the delivery was answered with status " + status);
            }
            while (!github.checkRuns().contains("acme/shop " + sha)) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("no check run after " + PATIENCE + "; the log:\n" + server.log());
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            if (commits > 0 && read(server) >= commits) {
                System.out.printf("  the long history came to its end after %d pushes%n", i + 1);
                break;
            }
        }
        return took.stream().sorted().toList();
    }

    private static void print(String what, List<Long> took) {
        System.out.printf(
                Locale.ENGLISH,
                "%s: %d pushes, to the check run p50 %,d ms, p95 %,d ms, longest %,d ms%n",
                what,
                took.size(),
                took.get(took.size() / 2),
                took.get((int) Math.ceil(.95 * took.size()) - 1),
                took.get(took.size() - 1));
    }

    /** Made by git itself: each commit changes some lines of one of 2,000 files. */
    private static Path longHistory(Path bare, int commits) throws IOException, InterruptedException {
        git(new ProcessBuilder("git", "init", "-q", "--bare", "-b", "main", bare.toString()).start());
        Process load = new ProcessBuilder("git", "-C", bare.toString(), "fast-import", "--quiet")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter out = load.outputWriter(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < commits; i++) {
                int file = (int) (i * 7_919L % 2_000);
                String text = "class C" + file + " {\n  int field = " + i + ";\n  void run(int a) {\n    call(a, " + i
                        + ");\n  }\n}\n";
                String message = i % 9 == 0 ? "Fix the call of " + file : "Change the call of " + file;
                out.write("commit refs/heads/main\ncommitter A " + i % 50 + " <a" + i % 50 + "@example.org> "
                        + (1_300_000_000L + i * 300L) + " +0000\ndata " + message.length() + "\n" + message + "\n"
                        + "M 100644 inline src/p" + file / 50 + "/C" + file + ".java\ndata " + text.length() + "\n"
                        + text + "\n");
            }
        }
        git(load);
        return bare;
    }

    private static void git(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("git ended with " + process.exitValue());
        }
    }
}
