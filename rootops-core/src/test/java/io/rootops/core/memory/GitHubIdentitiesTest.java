package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.GitHubIdentities.Followed;
import io.rootops.core.memory.GitHubIdentities.Move;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which repository GitHub means, through renames and names that are taken again. */
class GitHubIdentitiesTest {
    private static final String SHOP = "https://github.com/acme/shop.git";
    private static final String STORE = "https://github.com/acme/store.git";

    private TestDatabase db;
    private RepositoryMemory repositories;
    private GitHubIdentities identities;
    private RepositoryId shop;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        repositories = new RepositoryMemory(db.dsl());
        identities = new GitHubIdentities(db.dsl());
        shop = track("acme/shop", SHOP).id();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void itsNumberIsLearnedByItsPlaceAndCountsFromThenOn() {
        assertThat(found(1L, null)).isEmpty();
        assertThat(found(1L, "https://github.com/Acme/Shop.git")).contains(shop);
        assertThat(found(1L, "https://github.com/acme/elsewhere.git")).contains(shop);
        assertThat(found(2L, SHOP)).as("another repository took the name").isEmpty();
        assertThat(found(null, SHOP)).contains(shop);
        assertThat(found(null, STORE)).isEmpty();
        assertThat(found(null, null)).isEmpty();
    }

    @Test
    void aNumberBelongsToOneRepositoryOnly() {
        identities.learn(shop, 1);
        RepositoryId store = track("acme/store", STORE).id();

        identities.learn(store, 1);
        identities.learn(shop, 2);

        assertThat(found(1L, STORE)).contains(shop);
        assertThat(found(2L, null)).isEmpty();
    }

    @Test
    void aLocalCloneIsNotGitHubs() {
        repositories.track("acme/clone", "/srv/clone", Kind.LOCAL, null);

        assertThat(found(null, "/srv/clone")).isEmpty();
    }

    @Test
    void whoAsksForTheOldPlaceOfARenamedOneFindsIt() {
        identities.learn(shop, 1);

        assertThat(move("acme/store", STORE, 1)).isEqualTo(Move.MOVED);
        assertThat(move("acme/store", STORE, 1)).as("told twice").isEqualTo(Move.MOVED);

        TrackedRepository moved = repositories.byId(shop).orElseThrow();
        assertThat(moved)
                .extracting(TrackedRepository::name, TrackedRepository::location, TrackedRepository::webUrl)
                .containsExactly("acme/store", STORE, "https://github.com/acme/store");
        assertThat(track("acme/shop", SHOP).id())
                .as("named in GITHUB_REPO still")
                .isEqualTo(shop);
        assertThat(repositories.all()).hasSize(1);
    }

    @Test
    void thereAndBackAgain() {
        move("acme/store", STORE, 1);
        move("acme/shop", SHOP, 2);

        assertThat(repositories.at(SHOP)).map(TrackedRepository::id).contains(shop);
        assertThat(repositories.at(STORE)).map(TrackedRepository::id).contains(shop);
        assertThat(repositories.byId(shop)).map(TrackedRepository::name).contains("acme/shop");
    }

    @Test
    void ofMovesToldInTheWrongOrderTheLatestCounts() {
        assertThat(move("acme/market", "https://github.com/acme/market.git", 2)).isEqualTo(Move.MOVED);
        assertThat(move("acme/store", STORE, 1)).isEqualTo(Move.OUTDATED);

        assertThat(repositories.byId(shop)).map(TrackedRepository::name).contains("acme/market");
    }

    @Test
    void aPlaceWhereAnotherOneIsFollowedIsNotTaken() {
        RepositoryId store = track("acme/store", STORE).id();

        assertThat(move("acme/store", STORE, 1)).isEqualTo(Move.OCCUPIED);

        assertThat(repositories.at(STORE)).map(TrackedRepository::id).contains(store);
        assertThat(repositories.at(SHOP)).map(TrackedRepository::id).contains(shop);
    }

    @Test
    void anInstallationIsRememberedAndForgotten() {
        identities.install(shop, 7L);
        assertThat(identities.find(null, SHOP)).map(Followed::installationId).contains(7L);

        identities.install(shop, null);
        assertThat(identities.find(null, SHOP).orElseThrow().installationId()).isNull();
    }

    @Test
    void aRequestThatComesWhileItIsReadStaysOpen() {
        ReadingRequests requests = new ReadingRequests(db.dsl());
        requests.ask(shop);
        long before = requests.asked(shop);
        assertThat(requests.open()).containsExactly(shop);

        requests.ask(shop);
        requests.answered(shop, before);

        assertThat(requests.open()).containsExactly(shop);
        requests.answered(shop, requests.asked(shop));
        requests.answered(shop, before);
        assertThat(requests.open()).isEmpty();
        assertThat(requests.asked(new RepositoryId(99))).isZero();
    }

    private Move move(String name, String location, long second) {
        return identities.move(
                shop, name, location, "https://github.com/" + name, Instant.ofEpochSecond(1_700_000_000 + second));
    }

    private Optional<RepositoryId> found(@Nullable Long githubId, @Nullable String location) {
        return identities.find(githubId, location).map(it -> it.repository().id());
    }

    private TrackedRepository track(String name, String location) {
        return repositories.track(name, location, Kind.GITHUB, null);
    }
}
