package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is followed after GitHub's lists. */
class InstalledRepositoriesTest {
    private static final String WEB = "https://github.com";
    private static final Instant PUSHED = Instant.parse("2026-03-01T00:00:00Z");
    private static final AppInstallation ACME = installation(1, "acme", "all", null);
    private static final AppInstallation OTHERS = installation(2, "others", "selected", null);

    private TestDatabase db;
    private RepositoryMemory repositories;
    private InstallationMemory installations;
    private InstalledRepositories installed;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        repositories = new RepositoryMemory(db.dsl());
        installations = new InstallationMemory(db.dsl());
        installed = new InstalledRepositories(db.dsl(), URI.create(WEB));
        assertThat(installations.take(List.of(ACME, OTHERS), installations.now()))
                .containsExactly(1L, 2L);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void whatIsNewIsFollowedAndReadOnce() {
        List<RepositoryId> due = take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"));

        assertThat(due).containsExactly(id("acme/shop"), id("acme/store"));
        assertThat(installed.speaks(1, 7)).isTrue();
        assertThat(installed.speaks(2, 7)).isFalse();
        assertThat(installed.polled(id("acme/shop"))).isTrue();
        due.forEach(repositories::fetched);
        assertThat(take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"))).isEmpty();
        assertThat(repositories.all()).hasSize(2);
    }

    @Test
    void onlyWhatWasPushedToOrGotAnotherDefaultBranchOrWasNotReadForLongIsReadAgain() {
        take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"), listed(9, "acme/old"))
                .forEach(repositories::fetched);
        db.execute("update repository set fetched_at = now() - interval '2 h' where name = 'acme/old'");

        assertThat(take(
                        ACME,
                        new InstalledRepository(7, "acme/shop", "trunk", false, false, false, PUSHED),
                        new InstalledRepository(8, "acme/store", "main", false, false, false, PUSHED.plusSeconds(1)),
                        listed(9, "acme/old")))
                .containsExactly(id("acme/shop"), id("acme/store"), id("acme/old"));
        assertThat(new ReadingRequests(db.dsl()).open())
                .as("owed, whatever happens before they are read")
                .containsExactly(id("acme/shop"), id("acme/store"));
    }

    @Test
    void archivedAndDisabledOnesAndForksNobodyChoseAreLeftOut() {
        take(
                ACME,
                new InstalledRepository(7, "acme/archived", "main", true, false, false, PUSHED),
                new InstalledRepository(8, "acme/disabled", "main", false, true, false, PUSHED),
                new InstalledRepository(9, "acme/fork", "main", false, false, true, PUSHED),
                new InstalledRepository(10, "acme/empty", null, false, false, false, null));
        take(OTHERS, new InstalledRepository(11, "others/fork", "main", false, false, true, PUSHED));

        assertThat(repositories.all()).extracting(TrackedRepository::name).containsExactly("acme/empty", "others/fork");
        assertThat(installed.speaks(1, 7)).as("it may still speak for it").isTrue();
    }

    @Test
    void aListThatComesAfterItsInstallationWasRemovedBringsNothingBack() {
        Instant before = installations.now();
        take(ACME, listed(7, "acme/shop"));
        installations.take(List.of(OTHERS), installations.now());

        assertThat(installed.take(ACME, List.of(listed(7, "acme/shop")), null, before.plusSeconds(3600)))
                .isEmpty();

        assertThat(pause(id("acme/shop"))).isEqualTo(Pause.REMOVED);
        assertThat(installed.speaks(1, 7)).isFalse();
    }

    @Test
    void whatIsArchivedLaterIsPausedAndComesBack() {
        take(ACME, listed(7, "acme/shop"));
        RepositoryId shop = id("acme/shop");

        assertThat(take(ACME, new InstalledRepository(7, "acme/shop", "main", true, false, false, PUSHED)))
                .isEmpty();
        assertThat(pause(shop)).isEqualTo(Pause.ARCHIVED);
        assertThat(take(ACME, listed(7, "acme/shop"))).containsExactly(shop);
        assertThat(pause(shop)).isNull();
    }

    @Test
    void onlyWhatTheSettingsNameIsFollowedWhereTheyNameSomething() {
        take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"));
        RepositoryId store = id("acme/store");
        RepositoryId fork = repositories
                .track("acme/fork", WEB + "/acme/fork.git", TrackedRepository.Kind.GITHUB, WEB + "/acme/fork")
                .id();

        installed.take(
                ACME,
                List.of(
                        listed(7, "acme/shop"),
                        listed(8, "acme/store"),
                        listed(9, "acme/later"),
                        new InstalledRepository(10, "acme/fork", "main", true, false, true, PUSHED)),
                Set.of(store, fork),
                installations.now());

        assertThat(pause(id("acme/shop"))).isEqualTo(Pause.NOT_NAMED);
        assertThat(pause(store)).isNull();
        assertThat(pause(fork)).isNull();
        assertThat(repositories.named("acme/later")).isEmpty();
        assertThat(installed.polled(fork)).as("its number was learned").isTrue();
    }

    @Test
    void aRenameKeepsTheRepositoryAndExchangedNamesAreExchanged() {
        take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"));
        RepositoryId shop = id("acme/shop");
        RepositoryId store = id("acme/store");

        take(ACME, listed(7, "acme/store"), listed(8, "acme/shop"));

        assertThat(id("acme/store")).isEqualTo(shop);
        assertThat(id("acme/shop")).isEqualTo(store);
        take(ACME, listed(7, "acme/market"), listed(8, "acme/shop"));
        assertThat(repositories.byId(shop).orElseThrow())
                .extracting(TrackedRepository::name, TrackedRepository::location, TrackedRepository::webUrl)
                .containsExactly("acme/market", WEB + "/acme/market.git", WEB + "/acme/market");
        assertThat(repositories.at(WEB + "/acme/store.git").map(TrackedRepository::id))
                .as("by its former place")
                .contains(shop);
    }

    @Test
    void whoeverTakesADeletedOnesNameIsAnotherRepository() {
        take(ACME, listed(7, "acme/shop"));
        RepositoryId deleted = id("acme/shop");

        take(ACME, listed(99, "acme/shop"));

        assertThat(id("acme/shop")).isNotEqualTo(deleted);
        assertThat(repositories.byId(deleted).orElseThrow())
                .extracting(TrackedRepository::name, TrackedRepository::pause)
                .containsExactly("acme/shop-2", Pause.REMOVED);
        take(ACME, listed(99, "acme/shop"), listed(7, "acme/restored"));
        assertThat(repositories.byId(deleted).orElseThrow())
                .extracting(TrackedRepository::name, TrackedRepository::pause)
                .containsExactly("acme/restored", null);
    }

    @Test
    void whatIsTransferredToAnotherInstallationStaysFollowedWhicheverListComesFirst() {
        take(ACME, listed(7, "acme/shop"), listed(8, "acme/store"));
        RepositoryId shop = id("acme/shop");
        RepositoryId store = id("acme/store");

        take(OTHERS, listed(7, "others/shop"));
        take(ACME);
        take(OTHERS, listed(7, "others/shop"), listed(8, "others/store"));

        assertThat(pause(shop)).isNull();
        assertThat(pause(store)).isNull();
        assertThat(id("others/shop")).isEqualTo(shop);
        assertThat(id("others/store")).isEqualTo(store);
    }

    @Test
    void aListThatComesLateChangesNothing() {
        Instant before = installations.now();
        installations.take(List.of(ACME, OTHERS), installations.now());
        take(ACME, listed(7, "acme/market"));

        assertThat(installed.take(ACME, List.of(listed(7, "acme/shop"), listed(8, "acme/gone")), null, before))
                .isEmpty();
        assertThat(installations.take(List.of(), before)).isEmpty();
        assertThat(repositories.all()).extracting(TrackedRepository::name).containsExactly("acme/market");
        assertThat(installations.byId(1).orElseThrow().live()).isTrue();
    }

    @Test
    void suspensionAndRemovalPauseWhatTheInstallationHas() {
        take(ACME, listed(7, "acme/shop"));
        take(OTHERS, listed(8, "others/shop"));
        RepositoryId shop = id("acme/shop");

        assertThat(installations.take(List.of(installation(1, "acme", "all", PUSHED), OTHERS), installations.now()))
                .isEmpty();
        assertThat(pause(shop)).isEqualTo(Pause.SUSPENDED);
        assertThat(pause(id("others/shop"))).isNull();

        assertThat(installations.take(List.of(ACME, OTHERS), installations.now()))
                .as("unsuspended: to be listed now")
                .containsExactly(1L);
        assertThat(take(ACME, listed(7, "acme/shop"))).containsExactly(shop);

        installations.take(List.of(OTHERS), installations.now());
        assertThat(pause(shop)).isEqualTo(Pause.REMOVED);
        assertThat(installed.speaks(1, 7)).isFalse();
        assertThat(installed.polled(shop)).isFalse();
        assertThat(installations.byId(1).orElseThrow().live()).isFalse();

        AppInstallation again = installation(3, "acme", "all", null);
        installations.take(List.of(OTHERS, again), installations.now());
        assertThat(take(again, listed(7, "acme/shop"))).containsExactly(shop);
        assertThat(pause(shop)).isNull();
    }

    @Test
    void webhooksAreHealthyWhereTheyComeAndNothingFails() {
        take(ACME, listed(7, "acme/shop"));
        assertThat(installations.healthy(1, Duration.ofHours(1))).isFalse();

        installations.delivered(1, installations.now());
        assertThat(installations.healthy(1, Duration.ofHours(1))).isTrue();
        installations.delivered(1, PUSHED);
        assertThat(installations.healthy(1, Duration.ofHours(1)))
                .as("an older one tells nothing")
                .isTrue();

        repositories.state(id("acme/shop"), TrackedRepository.State.FAILED, "why");
        assertThat(installations.healthy(1, Duration.ofHours(1))).isFalse();
        repositories.state(id("acme/shop"), TrackedRepository.State.READY, null);
        db.execute("insert into webhook_inbox (delivery_guid, body_sha256, event, installation_id, state, finished_at)"
                + " values ('1', '\\x00', 'push', 1, 'dead', now())");
        assertThat(installations.healthy(1, Duration.ofHours(1))).isFalse();
    }

    private List<RepositoryId> take(AppInstallation installation, InstalledRepository... listed) {
        return installed.take(installation, List.of(listed), null, installations.now());
    }

    private RepositoryId id(String name) {
        return repositories.named(name).orElseThrow().id();
    }

    private @Nullable Pause pause(RepositoryId id) {
        return repositories.byId(id).orElseThrow().pause();
    }

    private static InstalledRepository listed(long githubId, String name) {
        return new InstalledRepository(githubId, name, "main", false, false, false, PUSHED);
    }

    private static AppInstallation installation(
            long id, String account, String selection, @Nullable Instant suspendedAt) {
        return new AppInstallation(id, account, 10 * id, "Organization", selection, "{}", List.of("push"), suspendedAt);
    }
}
