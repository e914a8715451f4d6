package io.rootops.app.webhook;

import static io.rootops.app.webhook.RunningReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deliveries of an App's installations do, with GitHub asked in between. */
class InstallationDeliveriesIT {
    private static final String SHA = "a".repeat(40);

    @TempDir
    private Path directory;

    private InstalledGitHub github;
    private RunningReceiver receiver;
    private RepositoryId shop;

    @BeforeEach
    void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        github = new InstalledGitHub(directory, keys.getPublic());
        github.add(42, "acme/shop");
        github.add(43, "others/store");
        github.install(7, "acme", 42L);
        github.install(8, "others", 43L);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        receiver = RunningReceiver.start(Map.of(
                "GITHUB_APP_ID",
                InstalledGitHub.APP,
                "GITHUB_APP_PRIVATE_KEY",
                pem,
                "GITHUB_URL",
                github.address().web().toString(),
                "GITHUB_API_URL",
                github.address().api().toString(),
                // Only what events ask for.
                "ENABLE_AUTO_POLLING",
                "false"));
        RunningReceiver.await(
                "the first lists", () -> receiver.repositories.all().size() == 2);
        shop = receiver.repositories.named("acme/shop").orElseThrow().id();
        receiver.db.execute("update repository set fetched_at = now(), read_revision = asked_revision");
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        github.close();
    }

    @Test
    void aPayloadOfAnotherInstallationIsSetAsideAndChangesNothing() throws Exception {
        send("1", "push", """
                {"installation":{"id":8},"repository":{"id":42,"full_name":"acme/shop"}}""");
        DeliveryRecord push = finished("1");
        assertThat(push.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(push.lastError())
                .isEqualTo("It names installation 8 of the App, which does not have acme/shop:"
                        + " that belongs to another installation, 7. Nothing was done.");
        assertThat(receiver.requests.open()).isEmpty();

        send("2", "push", """
                {"installation":{"id":9},"repository":{"id":42,"full_name":"acme/shop"}}""");
        assertThat(finished("2").lastError()).startsWith("It names installation 9 of the App");
        assertThat(receiver.db.dsl().fetchValue("select delivered_at from repository where id = " + shop.value()))
                .isNull();
    }

    @Test
    void whatGitHubDoesNotAnswerIsSetAsideAfterItsRetries() throws Exception {
        github.instead = new FakeGitHub.Answer(502, Map.of(), "");
        send("1", "push", """
                {"installation":{"id":8},"repository":{"id":42,"full_name":"acme/shop"}}""");
        RunningReceiver.await("the first attempt", () -> attempts("1") == 1 && of("1").lastError() != null);
        assertThat(of("1").state()).isEqualTo(DeliveryState.WAITING);

        // As nine attempts later.
        receiver.db.execute("update webhook_inbox set attempts = 9, next_run_at = now()");

        assertThat(finished("1").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(of("1").lastError())
                .startsWith("It names installation 8 of the App, which does not have acme/shop: that belongs to another"
                        + " installation, 7, and GitHub did not say whether that has changed: 127.0.0.1:")
                .contains(" answers with status 502")
                .endsWith("Nothing was done; replay the delivery when GitHub answers.");
        assertThat(receiver.requests.open()).isEmpty();
    }

    private int attempts(String guid) {
        return of(guid).attempts();
    }

    @Test
    void aFormerNameIsNoWayAroundThat() throws Exception {
        TrackedRepository named = receiver.follow("free/thing");
        receiver.db.execute(
                "update repository set location = '" + github.address().web() + "/free/thing.git'" + " where id = "
                        + named.id().value());

        send("1", "repository", """
                {"action":"renamed","changes":{"repository":{"name":{"from":"thing"}}},"installation":{"id":8},
                 "repository":{"id":666,"name":"evil","full_name":"free/evil","owner":{"login":"free"}}}""");

        assertThat(finished("1").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(finished("1").lastError()).contains("does not have free/thing: that belongs to no installation");
        assertThat(receiver.repositories.byId(named.id()).orElseThrow().name()).isEqualTo("free/thing");
        assertThat(receiver.identities.look(666L, null))
                .as("no number is learned")
                .isEmpty();
    }

    @Test
    void aRepositoryThatWasTransferredIsSpokenForByItsNewInstallation() throws Exception {
        github.installation(7).has.remove(42L);
        github.installation(8).has.add(42L);
        github.rename(42, "others/shop");

        send("1", "push", """
                {"installation":{"id":8},"repository":{"id":42,"full_name":"others/shop"}}""");

        DeliveryRecord push = finished("1");
        assertThat(push.state()).isEqualTo(DeliveryState.DONE);
        assertThat(receiver.repositories.byId(shop).orElseThrow())
                .extracting(TrackedRepository::name, TrackedRepository::pause)
                .containsExactly("others/shop", null);
        send("2", "push", """
                {"installation":{"id":7},"repository":{"id":42,"full_name":"acme/shop"}}""");
        assertThat(finished("2").state()).as("late, by the former one").isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void eventsInTheWrongOrderEndWhereGitHubIs() throws Exception {
        github.add(44, "acme/added");
        github.installation(7).has.remove(42L);
        github.installation(7).has.add(44L);

        send("2", "installation_repositories", selection("removed", 44, "acme/added"));
        send("1", "installation_repositories", selection("added", 44, "acme/added"));
        send("3", "installation_repositories", selection("added", 42, "acme/shop"));

        assertThat(finished("1").note()).startsWith("acme: what is followed agrees");
        finished("2");
        finished("3");
        assertThat(pause(shop)).isEqualTo(Pause.REMOVED);
        assertThat(receiver.repositories.named("acme/added").orElseThrow().pause())
                .isNull();
        send("4", "push", """
                {"installation":{"id":7},"repository":{"id":42,"full_name":"acme/shop"}}""");
        assertThat(finished("4").note()).startsWith("not acted on: acme/shop is not followed: ");
        assertThat(receiver.requests.open()).doesNotContain(shop);
    }

    @Test
    void whoSuspendsTheAppIsLeftAloneUntilThatIsTakenBack() throws Exception {
        github.installation(7).suspendedAt = Instant.now();
        send("1", "installation", installation("suspend"));
        assertThat(finished("1").note()).startsWith("acme has suspended the App");
        assertThat(pause(shop)).isEqualTo(Pause.SUSPENDED);
        send("2", "push", """
                {"installation":{"id":7},"repository":{"id":42,"full_name":"acme/shop"}}""");
        assertThat(finished("2").note()).contains("the account has suspended the GitHub App");
        assertThat(receiver.requests.open()).isEmpty();

        github.installation(7).suspendedAt = null;
        send("3", "installation", installation("unsuspend"));
        assertThat(finished("3").note()).startsWith("acme: what is followed agrees");
        assertThat(pause(shop)).isNull();
        assertThat(receiver.requests.open()).as("what was missed is read").containsExactly(shop);

        github.uninstall(7);
        send("4", "installation", installation("deleted"));
        assertThat(finished("4").note()).startsWith("acme has removed the App");
        assertThat(pause(shop)).isEqualTo(Pause.REMOVED);
    }

    @Test
    void newPermissionsTheEndOfASuspensionAndAnAddedRepositoryEndRefusals() throws Exception {
        refuse();
        send("1", "installation", installation("created"));
        finished("1");
        assertThat(refused()).as("nothing has changed").isTrue();

        github.installation(7).permissions = Map.of("metadata", "read", "contents", "read", "deployments", "read");
        send("2", "installation", installation("new_permissions_accepted"));
        finished("2");
        assertThat(refused()).isFalse();

        github.installation(7).suspendedAt = Instant.now();
        send("3", "installation", installation("suspend"));
        finished("3");
        refuse();
        github.installation(7).suspendedAt = null;
        send("4", "installation", installation("unsuspend"));
        finished("4");
        assertThat(refused()).isFalse();

        github.installation(7).has.remove(42L);
        send("5", "installation_repositories", selection("removed", 42, "acme/shop"));
        finished("5");
        refuse();
        github.installation(7).has.add(42L);
        send("6", "installation_repositories", selection("added", 42, "acme/shop"));
        finished("6");
        assertThat(refused()).isFalse();
    }

    private void refuse() {
        new RefusalMemory(receiver.db.dsl())
                .refused(shop, "deployments", Instant.now().plusSeconds(86_400));
    }

    private boolean refused() {
        return new RefusalMemory(receiver.db.dsl()).until(shop, "deployments").isPresent();
    }

    @Test
    void aRenamedArchivedOrNewRepositoryIsAsGitHubListsIt() throws Exception {
        github.rename(42, "acme/market");
        send("1", "repository", repository("renamed", 42, "acme/market"));
        assertThat(finished("1").note()).isEqualTo("acme/market is followed");
        assertThat(receiver.repositories.byId(shop).orElseThrow().name()).isEqualTo("acme/market");
        send("2", "repository", repository("renamed", 42, "acme/between"));
        assertThat(finished("2").note()).as("an older one").isEqualTo("acme/market is followed");

        github.repository(42).archived = true;
        send("3", "repository", repository("archived", 42, "acme/market"));
        assertThat(finished("3").note()).isEqualTo("acme/market is not followed: it is archived on GitHub");
        github.repository(42).archived = false;
        send("4", "repository", repository("unarchived", 42, "acme/market"));
        assertThat(finished("4").note()).isEqualTo("acme/market is followed");

        github.add(45, "acme/new");
        github.installation(7).has.add(45L);
        send("5", "repository", repository("created", 45, "acme/new"));
        assertThat(finished("5").note()).isEqualTo("acme/new is followed");
        send("6", "repository", repository("edited", 45, "acme/new"));
        assertThat(finished("6").note()).isEqualTo("nothing to do");

        github.installation(7).has.remove(45L);
        send("7", "repository", repository("deleted", 45, "acme/new"));
        assertThat(finished("7").note()).startsWith("acme/new is not followed: it is not among");
    }

    @Test
    void anInstallationThatNobodyKnewIsFollowed() throws Exception {
        github.add(50, "third/one");
        github.install(9, "third", 50L);

        send("1", "installation", """
                {"action":"created","installation":{"id":9,"account":{"login":"third"}},"repositories":[]}""");

        assertThat(finished("1").note()).startsWith("third: what is followed agrees");
        assertThat(receiver.repositories.named("third/one")).isPresent();
    }

    private void send(String guid, String event, String body) throws Exception {
        assertThat(receiver.send(SignedDelivery.of(guid, event, body, SECRET)).statusCode())
                .isEqualTo(202);
    }

    private DeliveryRecord finished(String guid) {
        RunningReceiver.await(
                "delivery " + guid,
                () -> of(guid).state() == DeliveryState.DONE || of(guid).state() == DeliveryState.DEAD);
        return of(guid);
    }

    private DeliveryRecord of(String guid) {
        return receiver.deliveries.newest(null, 50).stream()
                .filter(it -> it.guid().equals(guid))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Pause pause(RepositoryId id) {
        return receiver.repositories.byId(id).orElseThrow().pause();
    }

    private static String installation(String action) {
        return "{\"action\":\"" + action + "\",\"installation\":{\"id\":7,\"account\":{\"login\":\"acme\"}}}";
    }

    private static String selection(String action, long id, String name) {
        String list = "[{\"id\":" + id + ",\"full_name\":\"" + name + "\"}]";
        return "{\"action\":\"" + action + "\",\"installation\":{\"id\":7},\"repositories_added\":"
                + (action.equals("added") ? list : "[]") + ",\"repositories_removed\":"
                + (action.equals("added") ? "[]" : list) + "}";
    }

    private static String repository(String action, long id, String name) {
        return "{\"action\":\"" + action + "\",\"installation\":{\"id\":7},\"repository\":{\"id\":" + id
                + ",\"full_name\":\"" + name + "\",\"updated_at\":\"2026-01-01T00:00:00Z\"}}";
    }
}
