package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.Mining;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.forge.CommitListing.Heads;
import io.rootops.core.forge.CommitListing.Range;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of GitHub for commits that git does not bring, and what is made of good and broken answers. */
class CommitsApiTest {
    private static final String SHA = "ab".repeat(20);
    private static final String PARENT = "cd".repeat(20);

    /** Answers are broken on purpose. */
    private final Described described = new Described("", false);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** Bodies by path and query. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private final Map<String, String> next = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile int remaining = 5_000;
    private HttpServer server;
    private CommitsApi commits;
    private TrackedRepository shop;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        commits = new CommitsApi(new RepositoryLists(
                new GitHubAddress(here, here), GitHubTokens.fixed(new Secret("ghp_x")), InstantSource.system()));
        shop = new TrackedRepository(
                new RepositoryId(1),
                "acme/shop",
                here + "/acme/shop.git",
                Kind.GITHUB,
                null,
                null,
                State.WAITING,
                null,
                new Mining(0, 0, 0, null, null),
                0,
                0,
                0,
                false);
    }

    @AfterEach
    void close() {
        server.stop(0);
        described.close();
    }

    @Test
    void headsAreAskedForAgainOnlyWhereTheyChanged() throws ForgeException {
        answers.put("", "{\"default_branch\":\"main\"}");
        answers.put("/branches?per_page=100", branch("main", SHA));

        Heads heads = commits.heads(shop).orElseThrow();

        assertThat(heads.defaultHead()).contains(SHA);
        assertThat(commits.heads(shop)).as("not taken in").contains(heads);
        commits.taken(shop, heads);
        assertThat(commits.heads(shop)).isEmpty();
        assertThat(requests.subList(4, 6)).allMatch(it -> it.endsWith(" 304"));
        answers.put("", "{\"default_branch\":\"trunk\"}");
        Heads renamed = commits.heads(shop).orElseThrow();
        assertThat(renamed.defaultBranch()).isEqualTo("trunk");
        assertThat(renamed.heads()).isEqualTo(heads.heads());
        commits.again(shop);
        assertThat(commits.heads(shop)).contains(renamed);
    }

    @Test
    void severalPagesOfBranchesAreReadWholeEachTime() throws ForgeException {
        answers.put("", "{\"default_branch\":\"main\"}");
        answers.put("/branches?per_page=100", branch("main", SHA));
        next.put("/branches?per_page=100", "/branches?per_page=100&page=2");
        answers.put("/branches?per_page=100&page=2", branch("topic", PARENT));
        Heads heads = commits.heads(shop).orElseThrow();
        assertThat(heads.heads()).containsOnly(Map.entry("main", SHA), Map.entry("topic", PARENT));
        commits.taken(shop, heads);

        answers.put("/branches?per_page=100&page=2", branch("topic", SHA));

        assertThat(commits.heads(shop).orElseThrow().heads()).containsEntry("topic", SHA);
    }

    @Test
    void filesComeFromAllPagesAndOddOnesAreTakenAsTheyAre() throws ForgeException {
        answers.put(
                "/commits/" + SHA,
                commit(
                        3,
                        1,
                        file("src/A.java", "modified", 2, 1, "@@ -1 +1,2 @@\\n-a\\n+b\\n+c"),
                        file("lib", "modified", 1, 1, "@@ -1 +1 @@\\n-Subproject commit aa\\n+Subproject commit bb")));
        next.put("/commits/" + SHA, "/commits/" + SHA + "?page=2");
        answers.put(
                "/commits/" + SHA + "?page=2",
                commit(
                        3,
                        1,
                        file("src/A.java", "modified", 9, 9, null),
                        "{\"filename\":\"b.txt\",\"status\":\"renamed\",\"previous_filename\":\"a.txt\",\"additions\":1,\"deletions\":0}",
                        file("c.bin", "never heard of", 0, 0, null),
                        file("d.txt", "removed", -7, 0, null),
                        "{\"status\":\"added\"}"));

        ListedCommit commit = commits.commit(shop, SHA).orElseThrow();

        assertThat(commit.parents()).containsExactly(PARENT);
        assertThat(commit.message()).isEqualTo("Pay\n\nat once");
        assertThat(commit.committedAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(commit.files())
                .extracting(it -> it.file().path())
                .containsExactly("src/A.java", "b.txt", "c.bin", "d.txt");
        assertThat(commit.files().get(0).patch()).contains("+c");
        assertThat(commit.files().get(1).file().oldPath()).isEqualTo("a.txt");
        assertThat(commit.files())
                .extracting(it -> it.file().status())
                .containsExactly(FileStatus.MODIFIED, FileStatus.RENAMED, FileStatus.MODIFIED, FileStatus.DELETED);
        assertThat(commit.whole()).isTrue();
    }

    @Test
    void aGiganticListIsCutAndSaysSo() throws ForgeException {
        for (int page = 1; page <= 12; page++) {
            int from = page * 300;
            String path = "/commits/" + SHA + (page == 1 ? "" : "?page=" + page);
            answers.put(
                    path,
                    commit(
                            5_000,
                            7,
                            IntStream.range(from, from + 300)
                                    .mapToObj(it -> file("f" + it, "added", 1, 0, null))
                                    .toArray(String[]::new)));
            next.put(path, "/commits/" + SHA + "?page=" + (page + 1));
        }

        ListedCommit commit = commits.commit(shop, SHA).orElseThrow();

        assertThat(requests).hasSize(10);
        assertThat(commit.files()).hasSize(3_000);
        assertThat(commit.whole()).isFalse();
        assertThat(commit.linesAdded()).isEqualTo(5_000);
        assertThat(commit.linesDeleted()).isEqualTo(7);
    }

    @Test
    void ofALongComparisonTheNewestAreTaken() throws ForgeException {
        String path = "/compare/" + PARENT + "..." + SHA + "?per_page=100&page=";
        answers.put(path + 1, comparison("ahead", 250, 0));
        answers.put(path + 2, comparison("ahead", 250, 100));
        answers.put(path + 3, comparison("ahead", 250, 200));

        Range range = commits.between(shop, PARENT, SHA, 100).orElseThrow();

        assertThat(range.descends()).isTrue();
        assertThat(range.total()).isEqualTo(250);
        assertThat(range.shas()).hasSize(100).startsWith(sha(150)).endsWith(sha(249));
    }

    @Test
    void theNewestComeOldestFirst() throws ForgeException {
        answers.put("/commits?sha=" + SHA + "&per_page=30", "[{\"sha\":\"" + SHA + "\"},{\"sha\":\"" + PARENT + "\"}]");

        assertThat(commits.newest(shop, SHA, 30)).containsExactly(PARENT, SHA);
    }

    @Test
    void whatGitHubDoesNotKnowIsNothing() throws ForgeException {
        for (int unknown : List.of(404, 422)) {
            status = unknown;
            assertThat(commits.commit(shop, SHA)).isEmpty();
        }
        status = 404;
        assertThat(commits.between(shop, PARENT, SHA, 100)).isEmpty();
        assertThat(commits.newest(shop, SHA, 30)).isEmpty();
    }

    @Test
    void brokenAnswersAreSaidInASentence() {
        answers.put(
                "/commits/" + SHA, commit(1, 0, file("a", "added", 1, 0, null)).substring(0, 60));
        assertThatThrownBy(() -> commits.commit(shop, SHA)).hasMessageContaining("an answer that is no JSON");
        answers.put("/commits/" + SHA, "{\"sha\":\"" + PARENT + "\"}");
        assertThatThrownBy(() -> commits.commit(shop, SHA)).hasMessageContaining("an answer that is no commit");
        answers.put("/commits/" + SHA, "[]");
        assertThatThrownBy(() -> commits.commit(shop, SHA)).hasMessageContaining("an answer that is no commit");
        answers.put("/compare/" + PARENT + "..." + SHA + "?per_page=100&page=1", "{}");
        assertThatThrownBy(() -> commits.between(shop, PARENT, SHA, 100))
                .hasMessageContaining("an answer that is no comparison");
        answers.put("", "{}");
        answers.put("/branches?per_page=100", "{}");
        assertThatThrownBy(() -> commits.heads(shop)).hasMessageContaining("an answer that is no list of branches");
        status = 502;
        assertThatThrownBy(() -> commits.commit(shop, SHA)).hasMessageContaining("answers with status 502");
        status = 403;
        assertThatThrownBy(() -> commits.commit(shop, SHA))
                .isInstanceOf(ForgeForbiddenException.class)
                .hasMessageContaining("read the commits of acme/shop (403): give it read access to contents");
    }

    @Test
    void theLastFifthOfTheLimitIsLeftToOthers() throws ForgeException {
        answers.put("/commits/" + SHA, commit(1, 0, file("a", "added", 1, 0, null)));
        remaining = 900;
        assertThat(commits.commit(shop, SHA)).isPresent();

        assertThatThrownBy(() -> commits.commit(shop, SHA)).isInstanceOf(ForgeLimitException.class);
        assertThat(requests).hasSize(1);
    }

    private static String branch(String name, String sha) {
        return "[{\"name\":\"" + name + "\",\"commit\":{\"sha\":\"" + sha + "\"}}]";
    }

    private static String commit(int added, int deleted, String... files) {
        return """
                {"sha":"%s","parents":[{"sha":"%s"}],"commit":{"author":{"name":"Ada","email":"ada@example.org",
                "date":"2026-02-01T09:00:00Z"},"committer":{"date":"2026-02-01T10:00:00Z"},"message":"Pay\\n\\nat once\\n"},
                "stats":{"additions":%d,"deletions":%d},"files":[%s]}""".formatted(SHA, PARENT, added, deleted, String.join(",", files));
    }

    private static String file(String path, String status, int added, int deleted, @Nullable String patch) {
        return "{\"filename\":\"" + path + "\",\"status\":\"" + status + "\",\"additions\":" + added + ",\"deletions\":"
                + deleted + (patch == null ? "" : ",\"patch\":\"" + patch + "\"") + "}";
    }

    private static String sha(int number) {
        return String.format("%040x", number);
    }

    private static String comparison(String status, int total, int from) {
        return IntStream.range(from, Math.min(total, from + 100))
                .mapToObj(it -> "{\"sha\":\"" + sha(it) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"status\":\"" + status + "\",\"total_commits\":" + total + ",\"commits\":[", "]}"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString().replaceFirst("^/repos/acme/shop", "");
            String body = answers.getOrDefault(path, "{}");
            String tag = "\"" + body.hashCode() + "\"";
            boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int said = status == 200 && same ? 304 : status;
            requests.add(path + " " + said);
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("X-RateLimit-Limit", "5000");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "" + remaining);
            exchange.getResponseHeaders()
                    .set(
                            "X-RateLimit-Reset",
                            "" + Instant.now().plusSeconds(1_800).getEpochSecond());
            if (next.containsKey(path)) {
                exchange.getResponseHeaders()
                        .set(
                                "Link",
                                "<http://127.0.0.1:" + server.getAddress().getPort() + "/repos/acme/shop"
                                        + next.get(path) + ">; rel=\"next\"");
            }
            byte[] bytes = said == 304 ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
