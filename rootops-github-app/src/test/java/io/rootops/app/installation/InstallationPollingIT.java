package io.rootops.app.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.AppApi;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.HostedRepository;
import io.rootops.app.github.InstallationList;
import io.rootops.app.github.InstallationTokens;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From GitHub's lists to what is followed and read, by hand instead of by the schedule. */
class InstallationPollingIT {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final RandomGenerator NO_JITTER = () -> 0;

    @TempDir
    private Path directory;

    private final List<RepositoryId> read = new ArrayList<>();
    private final List<Long> polls = new ArrayList<>();
    private int finds;
    private InstalledGitHub github;
    private TestDatabase db;
    private RepositoryMemory repositories;
    private InstallationMemory memory;
    private InstallationTokens tokens;
    private InstallationPolling polling;

    @BeforeEach
    void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        github = new InstalledGitHub(directory, keys.getPublic());
        for (long id = 1; id <= 5; id++) {
            github.add(id, "acme/shop-" + id);
        }
        github.install(10, "acme", 1L, 2L, 3L, 4L, 5L);
        db = TestDatabase.create();
        repositories = new RepositoryMemory(db.dsl());
        memory = new InstallationMemory(db.dsl());
        InstantSource clock = InstantSource.system();
        AppApi api = new AppApi(github.address(), new GitHubApp(InstalledGitHub.APP, keys.getPrivate()), clock);
        tokens = new InstallationTokens(api, GitHubTokens.fixed(null), clock);
        polling = new InstallationPolling(
                tokens,
                new InstallationList(github.address(), clock),
                memory,
                new InstalledRepositories(db.dsl(), github.address().web()),
                part -> {},
                clock,
                new PollPause(INTERVAL, NO_JITTER),
                true);
    }

    @AfterEach
    void close() {
        github.close();
        db.close();
    }

    @Test
    void everyPageIsReadAndUnchangedPagesCostNothing() {
        assertThat(find()).contains(INTERVAL);
        assertThat(polls).containsExactly(10L);
        assertThat(poll()).contains(INTERVAL);

        assertThat(read).hasSize(5);
        assertThat(repositories.all())
                .extracting(TrackedRepository::name)
                .containsExactly("acme/shop-1", "acme/shop-2", "acme/shop-3", "acme/shop-4", "acme/shop-5");
        int left = github.remaining;
        fetched();
        poll();

        assertThat(github.remaining).isEqualTo(left);
        assertThat(read).isEmpty();
        assertThat(lists()).endsWith("304", "304", "304").hasSize(6);
        assertThat(known().budget())
                .isNotNull()
                .extracting(it -> it.remaining())
                .isEqualTo(left);
    }

    @Test
    void onlyWhatWasPushedToIsRead() {
        find();
        poll();
        fetched();
        HostedRepository third = github.repository(3);
        third.push("class Third {}\n");
        int left = github.remaining;

        poll();

        assertThat(read).containsExactly(id("acme/shop-3"));
        assertThat(lists()).as("a push changes one page").endsWith("304", "200", "304");
        assertThat(github.remaining).isEqualTo(left - 1);
        fetched();
        third.pushUnseen("class Unseen {}\n");
        poll();
        assertThat(read).as("the list says nothing of it").isEmpty();
        db.execute("update repository set fetched_at = now() - interval '2 h' where github_id = 3");
        poll();
        assertThat(read).as("it is not believed for ever").containsExactly(id("acme/shop-3"));
    }

    @Test
    void pollingStopsWhenAFifthOfTheLimitIsLeft() {
        find();
        github.remaining = 1_001;
        Duration wait = poll().orElseThrow();

        assertThat(wait).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(31));
        assertThat(lists()).containsExactly("200");
        assertThat(repositories.all()).as("half a list says nothing").isEmpty();
        assertThat(known().problem()).contains("allows few more requests until");
        github.remaining = 5_000;
        poll();
        assertThat(lists()).as("not asked before the reset").hasSize(1);
    }

    @Test
    void limitsAreKeptAlsoWhereSomethingAsksAgain() {
        find();
        github.instead = new FakeGitHub.Answer(403, Map.of("Retry-After", "90"), "{}");
        assertThat(poll().orElseThrow()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
        assertThat(find().orElseThrow()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
        int asked = github.requests().size();
        github.instead = null;

        poll();
        find();

        assertThat(github.requests()).hasSize(asked);
        assertThat(memory.problem().orElseThrow()).contains("rate limit is used up");
    }

    @Test
    void aRevokedTokenIsRenewedAndItsPagesAreReadAnew() {
        find();
        poll();
        fetched();
        github.revokeTokens();

        poll();

        assertThat(known().problem()).isNull();
        assertThat(lists()).endsWith("401", "200", "200", "200");
    }

    @Test
    void suspensionThatNoEventToldOfIsFoundOut() {
        find();
        poll();
        github.installation(10).suspendedAt = Instant.now();

        poll();
        assertThat(finds).isEqualTo(1);
        assertThat(known().problem()).contains("(403)");
        find();

        assertThat(repositories.all()).allMatch(it -> it.pause() == Pause.SUSPENDED);
        assertThat(poll()).as("not polled meanwhile").isEmpty();
        read.clear();
        polls.clear();
        github.installation(10).suspendedAt = null;
        find();
        assertThat(polls).containsExactly(10L);
        poll();
        assertThat(repositories.all()).allMatch(it -> it.pause() == null);
        assertThat(read).hasSize(5);
    }

    @Test
    void permissionsThatNoEventToldOfEndRefusalsAndBringAnotherToken() throws Exception {
        find();
        poll();
        fetched();
        RefusalMemory refusals = new RefusalMemory(db.dsl());
        Instant later = Instant.now().plusSeconds(86_400);
        refusals.refused(id("acme/shop-1"), "deployments", later);
        find();
        assertThat(refusals.until(id("acme/shop-1"), "deployments")).isPresent();
        Secret before = tokens.token(10);

        github.installation(10).permissions = Map.of("metadata", "read", "deployments", "read");
        polls.clear();
        find();

        assertThat(refusals.until(id("acme/shop-1"), "deployments")).isEmpty();
        assertThat(tokens.token(10))
                .as("the former one may do what it might before")
                .isNotEqualTo(before);
        assertThat(polls).containsExactly(10L);
    }

    @Test
    void healthyWebhooksStretchThePauses() {
        find();
        poll();
        memory.delivered(10, memory.now());

        assertThat(poll()).contains(Duration.ofMinutes(30));
        assertThat(find()).contains(Duration.ofMinutes(30));
        repositories.state(id("acme/shop-1"), TrackedRepository.State.FAILED, "why");
        assertThat(poll()).contains(INTERVAL);
        assertThat(read).as("what failed is tried again").contains(id("acme/shop-1"));
    }

    @Test
    void anOutageLosesNothing() {
        find();
        poll();
        fetched();
        github.instead = new FakeGitHub.Answer(502, Map.of(), "<html>");
        assertThat(poll()).contains(INTERVAL);
        assertThat(find()).contains(INTERVAL);
        assertThat(repositories.all()).allMatch(it -> it.pause() == null);
        github.instead = new FakeGitHub.Answer(200, Map.of(), "{\"total_count\":5,\"repositories\":[");
        poll();
        assertThat(known().problem()).contains("no JSON");
        github.instead = new FakeGitHub.Answer(200, Map.of(), "{\"total_count\":5,\"repositories\":[]}");
        poll();
        assertThat(known().problem()).contains("0 of 5 repositories");
        assertThat(repositories.all()).allMatch(it -> it.pause() == null);
    }

    private Optional<Duration> find() {
        return polling.find(polls::add);
    }

    private Optional<Duration> poll() {
        return polling.poll(10, null, read::add, () -> finds++);
    }

    private void fetched() {
        read.forEach(repositories::fetched);
        read.clear();
    }

    private RepositoryId id(String name) {
        return repositories.named(name).orElseThrow().id();
    }

    private KnownInstallation known() {
        return memory.byId(10).orElseThrow();
    }

    /** Statuses of what was asked for lists of repositories. */
    private List<String> lists() {
        return github.requests().stream()
                .filter(it -> it.startsWith("GET /installation/repositories"))
                .map(it -> it.replaceFirst(".* ", ""))
                .toList();
    }
}
