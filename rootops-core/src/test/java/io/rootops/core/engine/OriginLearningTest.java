package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.OriginGround;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.RepositoryRemoval;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.ServiceStarts;
import io.rootops.core.privacy.Person;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.Basis;
import io.rootops.core.signal.origin.ServiceMapping;
import io.rootops.core.signal.origin.ServiceOrigin;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repository services come from: from what the memory holds to what it tells. */
class OriginLearningTest {
    private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final ServiceName TILL = new ServiceName("till", "production");
    private static final ServiceName CART = new ServiceName("cart", "");

    @TempDir
    private Path directory;

    private TestDatabase db;
    private RepositoryMemory repositories;
    private ServiceOrigins origins;
    private OriginLearning learning;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        repositories = new RepositoryMemory(db.dsl());
        origins = new ServiceOrigins(db.dsl(), CLOCK);
        learning = new OriginLearning(new OriginGround(db.dsl()), origins, new ServiceStarts(db.dsl()), CLOCK);
        service(TILL);
        service(CART);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aServiceThatIsOnlyMeasuredIsKnownToo() {
        db.execute("insert into service (name, environment, measured_at) values ('redis', 'production', now())");

        assertThat(new ServiceOrigins(db.dsl(), InstantSource.system()).all())
                .extracting(it -> it.service().name())
                .contains("redis");
    }

    @Test
    void whatFilesDeclareIsReadAtEachHead() {
        try (GitFixture git = GitFixture.bare(directory.resolve("shop.git"))) {
            String first = git.commit()
                    .file("compose.yaml", "services: {till: {build: ./billing}, cart: {build: basket}}\n")
                    .file("billing/main.py", "print(1)\n")
                    .on("main");
            TrackedRepository tracked = repositories.track(
                    "acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
            Readings.read(db, tracked, CLOCK, true);
            learning.learn();
            assertThat(origins.of(TILL)).map(ServiceOrigin::path).contains("billing");
            assertThat(origins.of(CART)).map(ServiceOrigin::basis).contains(Basis.DECLARATION);

            git.commit(first)
                    .file("compose.yaml", "services: {till: {build: ./pay}}\n")
                    .on("main");
            Readings.read(db, tracked, CLOCK, true);
            learning.learn();
            assertThat(origins.of(TILL)).map(ServiceOrigin::path).contains("pay");
            assertThat(origins.of(CART)).isEmpty();
        }
    }

    @Test
    void directoriesAreThoseOfTheHead() {
        try (GitFixture git = GitFixture.bare(directory.resolve("shop.git"))) {
            String first = git.commit()
                    .file("pom.xml", "<project/>\n")
                    .file("services/till/Dockerfile", "FROM scratch\n")
                    .file("services/cart/Dockerfile", "FROM scratch\nRUN cart\n")
                    .file("services/gone/go.mod", "module gone\n")
                    .file("docs/mail.md", "mail\n")
                    .on("main");
            git.commit(first)
                    .move("services/till/Dockerfile", "apps/till/Dockerfile")
                    .delete("services/gone/go.mod")
                    .on("main");
            TrackedRepository tracked = repositories.track(
                    "acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
            RepositoryId shop = tracked.id();
            Readings.read(db, tracked, CLOCK, true);
            service(new ServiceName("gone", ""));
            service(new ServiceName("docs", ""));

            learning.learn();

            assertThat(origins.of(shop))
                    .extracting(it -> it.service() + " " + it.path())
                    .containsExactly("cart services/cart", "till (production) apps/till");
            assertThat(origins.of(TILL).orElseThrow().basis()).isEqualTo(Basis.DIRECTORY);
            assertThat(origins.of(new ServiceName("gone", ""))).isEmpty();
            assertThat(origins.hasDirectory(shop, "apps/till")).isTrue();
            assertThat(origins.hasDirectory(shop, "apps/ti")).isFalse();
        }
    }

    @Test
    void whatAStoreOfMetricsToldStaysWhenItIsAwayAndTheRevisionIsFound() throws Exception {
        RepositoryId shop = track("acme/shop");
        track("acme/till");
        commit(shop, "a1b2c3d4", 1);
        FakeMetrics metrics = new FakeMetrics();
        metrics.start(TILL, NOW.minus(Duration.ofDays(3)), "A1B2C3D");
        metrics.start(TILL, NOW.minus(Duration.ofDays(2)), "fffffff");
        metrics.start(TILL, NOW.minus(Duration.ofDays(1)), "a dirty build");
        metrics.start(new ServiceName("unheard", ""), NOW.minus(Duration.ofDays(1)), "a1b2c3d");

        learning.readStarts(metrics);
        learning.readStarts(metrics);
        learning.learn();
        learning.learn();

        ServiceOrigin origin = origins.of(TILL).orElseThrow();
        assertThat(origin.repository()).isEqualTo(shop);
        assertThat(origin.basis()).isEqualTo(Basis.REVISION);
        assertThat(origin.evidence()).contains("commit a1b2c3d");
        assertThat(metrics.asked)
                .containsExactly(
                        NOW.minus(Duration.ofDays(14)),
                        NOW.minus(Duration.ofDays(1)).minus(Duration.ofHours(2)));
        assertThat(count("service_start")).isEqualTo(3);

        new Retention(db.dsl(), () -> NOW.plus(Duration.ofDays(40)), Duration.ofDays(30)).forget();
        assertThat(count("service_start")).isZero();
    }

    @Test
    void startsAfterDeploymentsAreFound() throws Exception {
        RepositoryId shop = track("acme/shop");
        FakeMetrics metrics = new FakeMetrics();
        DeploymentMemory deployments = new DeploymentMemory(db.dsl());
        IntStream.rangeClosed(1, 6).forEach(day -> {
            Instant at = NOW.minus(Duration.ofDays(day)).plusSeconds(day * 4000L);
            deployments.store(
                    shop,
                    DeploymentEvent.told(
                            Rung.DEPLOYMENT_STATUS,
                            "" + day,
                            new Environment("production", null, null),
                            null,
                            null,
                            null,
                            DeploymentState.SUCCESS,
                            at,
                            1,
                            at));
            metrics.start(CART, at.plusSeconds(300), null);
        });
        for (int minutes = 5; minutes < 60 * 24 * 7; minutes += 10) {
            metrics.start(TILL, NOW.minus(Duration.ofMinutes(minutes)), null);
        }

        learning.readStarts(metrics);
        learning.learn();

        assertThat(origins.of(CART).orElseThrow().evidence())
                .startsWith("an instance began with, or soon after, 5 of 5 deployments");
        assertThat(origins.of(TILL)).isEmpty();
    }

    @Test
    void whatAPersonSaidWinsUntilItIsUndone() {
        RepositoryId till = track("acme/till");
        RepositoryId shop = track("acme/shop");
        learning.learn();
        assertThat(origins.of(TILL).orElseThrow().repository()).isEqualTo(till);

        origins.correct(TILL, shop, "services/till", "somebody on this machine");
        learning.learn();

        assertThat(origins.of(TILL))
                .contains(new ServiceOrigin(
                        TILL,
                        shop,
                        "services/till",
                        Basis.CORRECTION.confidence(),
                        Basis.CORRECTION,
                        "somebody on this machine said so"));
        assertThat(origins.of(shop)).hasSize(1);
        assertThat(origins.of(till)).isEmpty();

        origins.correct(TILL, null, "", "the token 'ci'");
        assertThat(origins.of(TILL)).isEmpty();
        ServiceMapping none = origins.mapping(TILL).orElseThrow();
        assertThat(none.correction()).isNotNull();
        assertThat(none.candidates()).isEmpty();

        assertThat(origins.undo(TILL)).isTrue();
        assertThat(origins.undo(TILL)).isFalse();
        assertThat(origins.of(TILL).orElseThrow().repository()).isEqualTo(till);
    }

    @Test
    void twoThatAreEquallyGoodAreCandidatesUntilOneIsRemoved() {
        RepositoryId acme = track("acme/till");
        RepositoryId ana = track("ana/till");
        learning.learn();

        assertThat(origins.of(TILL)).isEmpty();
        assertThat(origins.mapping(TILL).orElseThrow().candidates())
                .extracting(ServiceOrigin::repository)
                .containsExactly(acme, ana);
        origins.correct(TILL, ana, "", "somebody");

        new RepositoryRemoval(db.dsl()).remove(ana);

        assertThat(count("service_correction")).isZero();
        assertThat(origins.of(TILL).orElseThrow().repository()).isEqualTo(acme);
    }

    @Test
    void oneLearnsWhenSomethingAppearsAndEachHour() {
        Duration hour = Duration.ofHours(1);
        assertThat(origins.claim(hour)).isTrue();
        assertThat(origins.claim(hour)).isFalse();
        service(new ServiceName("new", ""));
        assertThat(origins.claim(hour)).isTrue();
        track("acme/new");
        assertThat(origins.claim(hour)).isTrue();
        assertThat(origins.claim(hour)).isFalse();
        db.execute("update origin_learning set claimed_at = claimed_at - interval '1 hour'");
        assertThat(origins.claim(hour)).isTrue();
        db.execute("update origin_learning set claimed_at = now() + interval '1 day'");
        assertThat(origins.claim(hour)).as("a clock that was set back").isTrue();
    }

    @Test
    void whoIsForgottenIsNamedByNoCorrection() {
        origins.correct(TILL, null, "", "the token 'of @ana-l'");
        ForgottenPeople people = new ForgottenPeople(db.dsl());

        String pseudonym = people.forget(Person.parse("ana@example.org", List.of(), List.of("ana-l")))
                .pseudonym();
        origins.correct(CART, null, "", "the token 'of @ana-l'");

        assertThat(origins.all())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.correction())
                        .isNotNull()
                        .extracting(said -> said.by())
                        .isEqualTo("the token 'of @" + pseudonym + "'"));
    }

    private RepositoryId track(String name) {
        return repositories
                .track(name, "https://github.com/" + name + ".git", Kind.GITHUB, null)
                .id();
    }

    private void service(ServiceName it) {
        db.execute("insert into service (name, environment, first_seen_at, last_seen_at) values ('" + it.name() + "', '"
                + it.environment() + "', '2026-03-01Z', '2026-03-29Z')");
    }

    private void commit(RepositoryId repository, String begin, int id) {
        db.execute("insert into author (repository_id, id, email, name) values (" + repository.value()
                + ", 1, 'ana@example.org', 'Ana')");
        db.execute("insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                + " committed_at, subject, files, lines_added, lines_deleted, rankable) values (" + repository.value()
                + ", " + id + ", '\\x" + begin + "0".repeat(40 - begin.length())
                + "', 1, '{}', 1, now(), now(), 'Add it', 1, 1, 0, true)");
    }

    private int count(String table) {
        return db.dsl().fetchSingle("select count(*) from " + table).get(0, int.class);
    }

    /** A store that knows starts only. */
    private static final class FakeMetrics implements MetricsBackend {
        private final Map<ServiceName, List<Start>> starts = new HashMap<>();
        private final List<Instant> asked = new ArrayList<>();

        void start(ServiceName service, Instant at, @Nullable String revision) {
            starts.computeIfAbsent(service, it -> new ArrayList<>())
                    .add(new Start(at, service.name() + "-1", null, revision));
        }

        @Override
        public String name() {
            return "invented";
        }

        @Override
        public Map<ServiceName, Set<MetricKind>> services() {
            Map<ServiceName, Set<MetricKind>> services = new HashMap<>();
            starts.keySet().forEach(it -> services.put(it, Set.of()));
            return services;
        }

        @Override
        public Map<ServiceName, Series> series(
                MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step) {
            throw new IllegalStateException("nobody asks for values here");
        }

        @Override
        public Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to) {
            asked.add(from);
            Map<ServiceName, List<Start>> told = new HashMap<>();
            services.forEach(it -> told.put(
                    it,
                    starts.getOrDefault(it, List.of()).stream()
                            .filter(start ->
                                    !start.at().isBefore(from) && start.at().isBefore(to))
                            .toList()));
            return told;
        }
    }
}
