package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.Door;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppDeliveryLogIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeDeliveryLog remembered = new FakeDeliveryLog();
    private AppSide github;
    private DeliveryLog log;

    @BeforeEach
    void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        github = new AppSide("77", keys.getPublic());
        github.deliveryLog = remembered;
        log = new AppDeliveryLog(new AppApi(github.address(), new GitHubApp("77", keys.getPrivate()), github::now));
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void itIsReadPageByPageTheNewestFirst() throws ForgeException {
        for (int i = 0; i < 150; i++) {
            remembered.add("guid-" + i, "push", "{}", NOON.plusSeconds(i), i == 149 ? 0 : 202);
        }

        DeliveryLog.Page first = log.page(null);
        DeliveryLog.Page second = log.page(first.next());

        assertThat(first.entries()).hasSize(100);
        assertThat(first.entries().get(0).arrived()).isFalse();
        assertThat(first.entries().get(1).arrived()).isTrue();
        assertThat(second.entries()).hasSize(50).last().satisfies(it -> {
            assertThat(it.guid()).isEqualTo("guid-0");
            assertThat(it.deliveredAt()).isEqualTo(NOON);
        });
        assertThat(second.next()).isNull();
    }

    @Test
    void aDeliveryIsReadWithEverythingThatItHad() throws ForgeException {
        remembered.add("guid", "issues", "{\"id\":9007199254740993,\"text\":\"\u00e4 \\u0000\",\"n\":1.10}", NOON, 502);

        Arrival arrival = log.read(log.page(null).entries().get(0)).orElseThrow();

        assertThat(arrival.guid()).isEqualTo("guid");
        assertThat(arrival.event()).isEqualTo("issues");
        assertThat(arrival.door()).isEqualTo(Door.DELIVERY_LOG);
        assertThat(new String(arrival.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":9007199254740993,\"text\":\"\u00e4 \\u0000\",\"n\":1.1}");
    }

    @Test
    void whatItHasNoMoreIsNothing() throws ForgeException {
        remembered.add("gone", "push", "{}", NOON, 502);
        remembered.add("empty", "push", "null", NOON, 502);
        remembered.forgotten = "gone";

        for (DeliveryLog.Entry it : log.page(null).entries()) {
            assertThat(log.read(it)).as(it.guid()).isEmpty();
        }
    }

    @Test
    void whereThereIsNoLogThatIsSaid() {
        github.deliveryLog = null;
        assertThatThrownBy(() -> log.page(null)).hasMessageContaining("keeps no log of deliveries");
    }

    @Test
    void aLimitThatNoHeaderTellsIsOneStill() {
        for (FakeGitHub.Answer it : List.of(
                new FakeGitHub.Answer(429, Map.of(), "{}"),
                new FakeGitHub.Answer(403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit\"}"))) {
            github.instead = it;
            assertThatThrownBy(() -> log.page(null)).isInstanceOf(ForgeLimitException.class);
        }
    }

    @Test
    void aRateLimitSaysUntilWhen() {
        github.instead = new FakeGitHub.Answer(
                403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1900000000"), "{}");
        assertThatThrownBy(() -> log.page(null))
                .isInstanceOfSatisfying(
                        ForgeLimitException.class,
                        it -> assertThat(it.until()).contains(Instant.ofEpochSecond(1_900_000_000)));
    }
}
