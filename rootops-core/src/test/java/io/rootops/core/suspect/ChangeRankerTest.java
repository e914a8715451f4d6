package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspect.ChangeSuspect.Evidence;
import io.rootops.core.suspect.ChangeSuspect.Feature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeRankerTest {
    private static final Instant BEGAN = Instant.parse("2026-11-29T10:00:00Z");
    private static final ServiceName CART = new ServiceName("cart", "production");
    private static final ServiceName UNKNOWN = new ServiceName("", "");
    private static final RepositoryId SHOP = new RepositoryId(1);

    private final ChangeRanker ranker = new ChangeRanker(part(3, 4));

    private static SuspectModel.Part part(double text, double meta) {
        SuspectWeights weights = new SuspectWeights(Map.of(
                SuspectFeature.TEXT,
                text,
                SuspectFeature.META,
                meta,
                SuspectFeature.CHURN,
                5.0,
                SuspectFeature.LOG_AGE,
                -2.0,
                SuspectFeature.LOG_DAYS,
                -3.0));
        return new SuspectModel.Part(weights, weights, Chance.UNCHANGED, Chance.UNCHANGED);
    }

    private static ChangeEvent change(String title, ServiceName service, Duration before) {
        return new ChangeEvent(
                UUID.nameUUIDFromBytes(title.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                null,
                service,
                ChangeKind.FEATURE_FLAG,
                title,
                null,
                BEGAN.minus(before),
                "a test");
    }

    private static Incident incident(ServiceName service) {
        return new Incident(
                new UUID(1, 1),
                SHOP,
                service,
                "Coupons are refused",
                Severity.HIGH,
                IncidentSource.REPORTED,
                1,
                BEGAN,
                null,
                BEGAN,
                null);
    }

    private List<ChangeSuspect> rank(ServiceName service, ChangeEvent... candidates) {
        return ranker.rank(incident(service), "timeout in the voucher service", List.of(candidates), 10);
    }

    @Test
    void countsTheWordsOfATitleAsThoseOfAMessage() {
        List<ChangeSuspect> ranked = rank(
                CART,
                change("Paint the logo", UNKNOWN, Duration.ofMinutes(1)),
                change("Turn voucher coupons on", UNKNOWN, Duration.ofMinutes(3)));

        ChangeSuspect first = ranked.get(0);
        assertThat(first.change().title()).isEqualTo("Turn voucher coupons on");
        assertThat(first.rank()).isOne();
        // Two of the three words that say something, of a third of 3 and three quarters of 4.
        assertThat(first.evidence().get(0).points()).isCloseTo(2 / 3.0 * 4, within(1e-9));
        assertThat(first.evidence())
                .extracting(Evidence::words)
                .containsExactly("its title mentions coupons, voucher", "3 minutes before it began", "1 newer change");
        assertThat(first.score())
                .isCloseTo(
                        first.evidence().stream().mapToDouble(Evidence::points).sum(), within(1e-9));
        assertThat(ranked.get(1).evidence()).extracting(Evidence::feature).doesNotContain(Feature.TEXT);
    }

    @Test
    void putsWhatIsKnownToBeThereBeforeWhatMayBe() {
        Duration before = Duration.ofHours(3);
        List<ChangeSuspect> ranked = rank(
                CART,
                change("One", UNKNOWN, before),
                change("Two", new ServiceName("cart", ""), before),
                change("Three", new ServiceName("cart", "prod"), before),
                change("Four", new ServiceName("", "production"), before));

        assertThat(ranked.get(0).change().title()).isEqualTo("Three");
        assertThat(ranked.get(0).evidence())
                .extracting(Evidence::words)
                .contains("is of the service cart", "was made in prod", "3 hours before it began");
        assertThat(ranked.get(3).change().title()).isEqualTo("One");
        assertThat(ranked)
                .flatExtracting(ChangeSuspect::evidence)
                .filteredOn(it -> it.feature() == Feature.SERVICE || it.feature() == Feature.ENVIRONMENT)
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.points()).isCloseTo(Math.log(2), within(1e-9)));

        assertThat(rank(UNKNOWN, change("Two", CART, before)).get(0).evidence())
                .as("of an incident of which nothing is known")
                .extracting(Evidence::feature)
                .containsExactlyInAnyOrder(Feature.LOG_AGE, Feature.LOG_DAYS);
    }

    @Test
    void whatBelongsToItsRepositoryAndNamesNoServiceIsOfIt() {
        ChangeEvent its = new ChangeEvent(
                new UUID(0, 1),
                SHOP,
                UNKNOWN,
                ChangeKind.DATABASE_MIGRATION,
                "Add a column",
                null,
                BEGAN.minusSeconds(60),
                "a test");

        assertThat(rank(CART, its).get(0).evidence())
                .extracting(Evidence::words)
                .contains("is of the same repository", "1 minute before it began", "0 newer changes");
    }

    @Test
    void ofEqualFitTheNewerComesFirstHoweverTheyAreGiven() {
        ChangeEvent old = change("Old", CART, Duration.ofDays(40));
        ChangeEvent young = change("Young", CART, Duration.ofMinutes(40));

        assertThat(rank(CART, old, young))
                .isEqualTo(rank(CART, young, old))
                .extracting(it -> it.change().title())
                .containsExactly("Young", "Old");
        assertThat(rank(CART, old).get(0).evidence())
                .extracting(Evidence::words)
                .contains("40 days before it began");
        assertThat(ranker.rank(incident(CART), "", List.of(old, young), 1)).hasSize(1);
    }
}
