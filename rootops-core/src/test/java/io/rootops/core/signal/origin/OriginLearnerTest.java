package io.rootops.core.signal.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginLearnerTest {
    private static final Instant UNTIL = Instant.parse("2026-03-29T00:00:00Z");
    private static final Instant SINCE = UNTIL.minus(Duration.ofDays(28));

    private final List<KnownRepository> repositories = new ArrayList<>();
    private final List<BuiltFrom> builtFrom = new ArrayList<>();
    private final Map<RepositoryId, List<Rollout>> rollouts = new HashMap<>();
    private final Map<String, List<Instant>> starts = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "shop, acme/shop, name, medium",
        "Shop_API, acme/shop-api, name, medium",
        "shopApi, acme/shop.api, name, medium",
        "shop-api, acme/shop, similar_name, low",
        "shop, acme/shop-service, similar_name, low",
        "shopService, acme/shop, similar_name, low",
        "prod-shop-svc, acme/shop, similar_name, low",
        "shop-eu-west, acme/shop, similar_name, low",
        "api, acme/api, name, medium",
    })
    void aServiceIsOfTheRepositoryThatHasItsName(String service, String repository, String basis, String confidence) {
        RepositoryId it = repository(repository);
        repository("acme/other");

        ServiceOrigin origin = origin(new ServiceName(service, "eu-west"));

        assertThat(origin.repository()).isEqualTo(it);
        assertThat(origin.path()).isEmpty();
        assertThat(origin.basis().word()).isEqualTo(basis);
        assertThat(origin.confidence().word()).isEqualTo(confidence);
        assertThat(origin.evidence()).startsWith("the repository has its name");
    }

    @ParameterizedTest
    @CsvSource({"api, acme/server", "prod, acme/app", "cart, acme/shop", "shops, acme/shop", "'-', acme/shop"})
    void nothingIsMadeOfNamesThatDiffer(String service, String repository) {
        repository(repository);

        assertThat(learned(new ServiceName(service, ""))).isEmpty();
    }

    @Test
    void theNameItselfWinsOverOneWithoutItsWords() {
        repository("acme/shop");
        RepositoryId api = repository("acme/shop-api");

        assertThat(origin(service("shop-api")).repository()).isEqualTo(api);
    }

    @Test
    void ofAMonorepoItIsTheDirectoryThatIsBuiltByItself() {
        RepositoryId shop = repository(
                "acme/shop", "services/till", "services/cart-service", "payments/api", "deploy/twice", "twice");
        repository("acme/other", "lib/common");

        assertThat(origin(service("till")))
                .isEqualTo(new ServiceOrigin(
                        service("till"),
                        shop,
                        "services/till",
                        Confidence.MEDIUM,
                        Basis.DIRECTORY,
                        "the directory services/till is built by itself and has its name"));
        assertThat(origin(service("payments-api")).path()).isEqualTo("payments/api");
        ServiceOrigin cart = origin(service("cart"));
        assertThat(cart.path()).isEqualTo("services/cart-service");
        assertThat(cart.confidence()).isEqualTo(Confidence.LOW);
        ServiceOrigin twice = origin(service("twice"));
        assertThat(twice.repository()).isEqualTo(shop);
        assertThat(twice.path()).as("either of two").isEmpty();
        assertThat(twice.evidence()).contains("deploy/twice", "; the directory twice");
    }

    @Test
    void whatIsOfOthersOrForTestsIsNoService() {
        repository("acme/shop", "vendor/till", "src/test/resources/till", "examples/till");

        assertThat(learned(service("till"))).isEmpty();
    }

    @Test
    void theRepositoryOfItsNameIsAllOfItThoughADirectoryHasItToo() {
        RepositoryId till = repository("acme/till", "cmd/till");
        repository("acme/shop", "services/till");

        ServiceOrigin origin = origin(service("till"));

        assertThat(origin.repository()).isEqualTo(till);
        assertThat(origin.path()).isEmpty();
    }

    @Test
    void twoThatAreEquallyGoodAreBothNamedAndNeitherIsTaken() {
        RepositoryId acme = repository("acme/shop");
        RepositoryId fork = repository("ana/shop");
        repository("acme/mono", "services/shop");

        assertThat(learned(service("shop")))
                .extracting(ServiceOrigin::repository)
                .containsExactly(acme, fork);
    }

    @Test
    void whatItWasBuiltFromWinsOverNames() {
        repository("acme/till");
        RepositoryId shop = repository("acme/shop", "services/till");
        builtFrom.add(new BuiltFrom("till", "a1b2c3d", shop));

        ServiceOrigin origin = origin(new ServiceName("till", "production"));

        assertThat(origin.repository()).isEqualTo(shop);
        assertThat(origin.path()).isEqualTo("services/till");
        assertThat(origin.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(origin.basis()).isEqualTo(Basis.REVISION);
        assertThat(origin.evidence())
                .isEqualTo("it says that it was built from commit a1b2c3d;"
                        + " the directory services/till is built by itself and has its name");
    }

    @Test
    void ofForksThatShareTheCommitTheNameDecides() {
        RepositoryId till = repository("acme/till");
        RepositoryId fork = repository("ana/till-experiments");
        builtFrom.add(new BuiltFrom("till", "a1b2c3d", till));
        builtFrom.add(new BuiltFrom("till", "a1b2c3d", fork));
        builtFrom.add(new BuiltFrom("cart", "a1b2c3d", till));
        builtFrom.add(new BuiltFrom("cart", "a1b2c3d", fork));

        assertThat(origin(service("till")).repository()).isEqualTo(till);
        assertThat(learned(service("cart"))).hasSize(2);
    }

    @Test
    void aServiceThatBeginsAfterEachDeploymentFollowsThem() {
        RepositoryId shop = repository("acme/shop");
        repository("acme/other");
        List<Instant> deployed = at(2, 50, 100, 161, 222, 300, 400, 500);
        rollouts.put(shop, deployed.stream().map(it -> new Rollout(it, it)).toList());
        rollouts.put(repository("acme/rare"), List.of(new Rollout(SINCE, SINCE)));
        starts.put("till", after(deployed, Duration.ofMinutes(4)));

        ServiceOrigin origin = origin(service("till"));

        assertThat(origin.repository()).isEqualTo(shop);
        assertThat(origin.basis()).isEqualTo(Basis.DEPLOYMENTS);
        assertThat(origin.confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(origin.evidence())
                .isEqualTo("an instance began with, or soon after, 7 of 7 deployments, by chance 0.0 would be");
    }

    @Test
    void aNameThatAgreesMakesItSure() {
        RepositoryId till = repository("acme/till");
        List<Instant> deployed = at(2, 50, 100, 161, 222);
        rollouts.put(till, deployed.stream().map(it -> new Rollout(it, it)).toList());
        starts.put("till", after(deployed, Duration.ofMinutes(4)));

        assertThat(origin(service("till")).confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void whatBeginsEachTenMinutesFollowsNothing() {
        rollouts.put(
                repository("acme/shop"),
                at(2, 50, 100, 161, 222, 300, 400, 500).stream()
                        .map(it -> new Rollout(it, it))
                        .toList());
        starts.put("till", every(Duration.ofMinutes(10)));

        assertThat(learned(service("till"))).isEmpty();
    }

    @Test
    void twoOrLateOnesAreNotEnough() {
        List<Instant> deployed = at(2, 50, 100, 161, 222, 300, 400, 500);
        rollouts.put(
                repository("acme/shop"),
                deployed.stream().map(it -> new Rollout(it, it)).toList());
        starts.put("late", after(deployed, Duration.ofMinutes(16)));
        starts.put("twice", after(deployed.subList(0, 3), Duration.ofMinutes(4)));

        assertThat(learned(service("late"))).isEmpty();
        assertThat(learned(service("twice"))).isEmpty();
    }

    @Test
    void startsWhileALongDeploymentIsUnderWayCountAndAnEarlierOneDoesNot() {
        List<Instant> deployed = at(2, 50, 100, 161, 222, 300);
        rollouts.put(
                repository("acme/shop"),
                deployed.stream()
                        .map(it -> new Rollout(it, it.plus(Duration.ofMinutes(40))))
                        .toList());
        starts.put("till", after(deployed, Duration.ofMinutes(30)));
        starts.put("cart", after(deployed, Duration.ofMinutes(-1)));

        assertThat(learned(service("till"))).hasSize(1);
        assertThat(learned(service("cart"))).isEmpty();
    }

    /** Both are deployed ten times a day, by people who work from nine to five, each at times of its own. */
    @Test
    void twoThatAreDeployedInTheSameHoursAreToldApart() {
        Random random = new Random(7);
        int wrong = 0;
        for (int team = 0; team < 40; team++) {
            OriginLearnerTest it = new OriginLearnerTest();
            List<Instant> ours = workdays(random, 10);
            List<Instant> theirs = workdays(random, 10);
            RepositoryId shop = it.repository("acme/shop");
            it.rollouts.put(shop, ours.stream().map(at -> new Rollout(at, at)).toList());
            it.starts.put("ours", after(ours, Duration.ofMinutes(3)));
            it.starts.put("theirs", after(theirs, Duration.ofMinutes(3)));
            assertThat(it.origin(service("ours")).repository()).isEqualTo(shop);
            wrong += it.learned(service("theirs")).size();
        }
        assertThat(wrong).isZero();
    }

    @Test
    void oneStartCountsForOneDeployment() {
        Instant day = SINCE.plus(Duration.ofDays(2));
        List<Rollout> hasty = IntStream.range(0, 6)
                .mapToObj(it -> day.plus(Duration.ofMinutes(it)))
                .map(it -> new Rollout(it, it))
                .toList();
        rollouts.put(repository("acme/shop"), hasty);
        starts.put("till", List.of(SINCE, day.plus(Duration.ofMinutes(7))));

        assertThat(learned(service("till"))).isEmpty();
    }

    @Test
    void aComposeFileSaysFromWhichDirectoryAServiceIsBuilt() {
        RepositoryId shop = repository("acme/shop", "billing");
        declare(shop, new Declaration("till", "compose.yaml", "billing", null));
        declare(shop, new Declaration("web", "compose.yaml", "", null));

        assertThat(origin(service("till")))
                .isEqualTo(new ServiceOrigin(
                        service("till"),
                        shop,
                        "billing",
                        Confidence.MEDIUM,
                        Basis.DECLARATION,
                        "compose.yaml builds it from the directory billing"));
        assertThat(origin(service("Web")).path()).isEmpty();
        assertThat(learned(service("billing"))).extracting(ServiceOrigin::basis).containsExactly(Basis.DIRECTORY);
    }

    @Test
    void aManifestSaysWhichImageAServiceIs() {
        RepositoryId infra = repository("acme/infra");
        RepositoryId till = repository("acme/till");
        RepositoryId shop = repository("acme/shop", "services/cart", "services/db");
        declare(infra, new Declaration("payments", "k8s/pay.yaml", null, "acme/till"));
        declare(infra, new Declaration("basket", "k8s/basket.yaml", null, "acme/cart"));
        declare(shop, new Declaration("orders", "k8s/orders.yaml", null, "acme/cart"));
        declare(shop, new Declaration("search", "k8s/search.yaml", null, "elastic/elasticsearch"));

        assertThat(origin(service("payments")).repository()).isEqualTo(till);
        assertThat(origin(service("payments")).evidence())
                .isEqualTo("k8s/pay.yaml of acme/infra runs the image acme/till as it");
        assertThat(origin(service("orders")).path()).isEqualTo("services/cart");
        assertThat(learned(service("basket")))
                .as("a directory of another repository")
                .isEmpty();
        assertThat(learned(service("search"))).isEmpty();
    }

    @Test
    void whatARepositoryIsCalledIsSurerThanWhatAnotherOneDeclares() {
        RepositoryId web = repository("acme/web");
        declare(repository("acme/shop"), new Declaration("web", "compose.yaml", "frontend", null));

        assertThat(origin(service("web")).repository()).isEqualTo(web);
    }

    private void declare(RepositoryId repository, Declaration declared) {
        repositories.replaceAll(it -> it.id().equals(repository)
                ? new KnownRepository(
                        it.id(),
                        it.name(),
                        it.directories(),
                        Stream.concat(it.declarations().stream(), Stream.of(declared))
                                .toList())
                : it);
    }

    private RepositoryId repository(String name, String... directories) {
        RepositoryId id = new RepositoryId(repositories.size() + 1);
        repositories.add(new KnownRepository(id, name, List.of(directories), List.of()));
        return id;
    }

    private static ServiceName service(String name) {
        return new ServiceName(name, "");
    }

    private List<ServiceOrigin> learned(ServiceName service) {
        return new OriginLearner(new OriginFacts(repositories, builtFrom, rollouts, starts, UNTIL)).of(service);
    }

    private ServiceOrigin origin(ServiceName service) {
        List<ServiceOrigin> learned = learned(service);
        assertThat(learned).hasSize(1);
        return learned.get(0);
    }

    private static List<Instant> at(int... hours) {
        return IntStream.of(hours)
                .mapToObj(it -> SINCE.plus(Duration.ofHours(it)))
                .toList();
    }

    private static List<Instant> after(List<Instant> times, Duration pause) {
        return times.stream().map(it -> it.plus(pause)).toList();
    }

    private static List<Instant> every(Duration pause) {
        return Stream.iterate(SINCE, it -> it.isBefore(UNTIL), it -> it.plus(pause))
                .toList();
    }

    private static List<Instant> workdays(Random random, int aDay) {
        return IntStream.range(0, 28)
                .filter(it -> it % 7 < 5)
                .boxed()
                .flatMap(day -> random.ints(aDay, 9 * 60, 17 * 60)
                        .mapToObj(minute -> SINCE.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute))))
                .toList();
    }
}
