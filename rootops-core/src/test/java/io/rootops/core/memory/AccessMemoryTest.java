package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.access.ApiToken;
import io.rootops.core.access.Credential;
import io.rootops.core.access.NewToken;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens, links and sessions on a real PostgreSQL, under a clock that the tests turn. */
class AccessMemoryTest {
    private final TestDatabase database = TestDatabase.create();
    private Instant now = Instant.parse("2026-03-14T12:00:00Z");
    private final TokenMemory tokens = new TokenMemory(database.dsl(), () -> now);
    private final LoginMemory logins = new LoginMemory(database.dsl(), () -> now);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenOpensUntilItExpiresAndItsUseIsNoted() {
        NewToken made = tokens.create(new TokenOrder(" grafana ", Set.of(Scope.READ), Duration.ofDays(1)));
        assertThat(made.secret().text()).matches("rootops_[A-Za-z0-9_-]{43}");
        assertThat(made.toString()).doesNotContain(made.secret().text());
        assertThat(made.token().name()).isEqualTo("grafana");
        assertThat(tokens.all()).singleElement().isEqualTo(made.token());

        now = now.plusSeconds(3600);
        assertThat(tokens.use(made.secret()).map(ApiToken::scopes)).contains(Set.of(Scope.READ));
        assertThat(tokens.all().get(0).lastUsedAt()).isEqualTo(now);
        assertThat(tokens.use(new Credential(made.secret().text() + "x"))).isEmpty();

        now = now.plus(Duration.ofDays(1));
        assertThat(tokens.use(made.secret())).isEmpty();
        assertThat(tokens.all().get(0).state(now)).isEqualTo(ApiToken.State.EXPIRED);
    }

    @Test
    void aRevokedTokenOpensNothing() {
        NewToken made = tokens.create(new TokenOrder("ci", Set.of(Scope.DEPLOYMENT_WRITE, Scope.READ), null));
        NewToken other = tokens.create(new TokenOrder("ci", Set.of(Scope.ADMIN), null));

        assertThat(tokens.revoke(made.token().id()).map(it -> it.state(now))).contains(ApiToken.State.REVOKED);
        Instant then = now;
        now = now.plusSeconds(60);
        assertThat(tokens.revoke(made.token().id()).map(ApiToken::revokedAt)).contains(then);

        assertThat(tokens.use(made.secret())).isEmpty();
        assertThat(tokens.use(other.secret())).isPresent();
        assertThat(tokens.revoke(4711)).isEmpty();
    }

    @Test
    void theDatabaseHoldsNoSecret() {
        Credential link = logins.newLink(LoginMemory.Origin.COMMAND);
        Credential session = logins.signIn(link).orElseThrow();
        NewToken token = tokens.create(new TokenOrder("ci", Set.of(Scope.READ), null));

        String all = Stream.of("api_token", "login_link", "session")
                .map(table -> database.dsl().fetch("select * from " + table).formatCSV())
                .reduce("", String::concat);

        assertThat(all)
                .contains("ci")
                .doesNotContain(link.text(), session.text(), token.secret().text());
    }

    @Test
    void whatIsNoTokenIsSaidInOneSentence() {
        for (String name : List.of("", "   ", "x".repeat(101), "two\nlines", "nul\0", "half\uD83D")) {
            assertThatThrownBy(() -> new TokenOrder(name, Set.of(Scope.READ), null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 100 characters");
        }
        assertThatThrownBy(() -> new TokenOrder("a", Set.of(), null)).hasMessageContaining("one scope at least");
        assertThatThrownBy(() -> new TokenOrder("a", Set.of(Scope.READ), Duration.ZERO))
                .hasMessageContaining("1 to 3650 days");
    }

    @Test
    void aLinkSignsInOnceAndOnlyOneOfMany() throws Exception {
        Credential link = logins.newLink(LoginMemory.Origin.COMMAND);
        assertThat(logins.opens(link)).isTrue();
        assertThat(logins.everUsed()).isFalse();

        ExecutorService many = Executors.newFixedThreadPool(4);
        try {
            Callable<Optional<Credential>> signIn = () -> logins.signIn(link);
            long opened = many.invokeAll(List.of(signIn, signIn, signIn, signIn)).stream()
                    .filter(AccessMemoryTest::signedIn)
                    .count();
            assertThat(opened).isEqualTo(1);
        } finally {
            many.shutdown();
        }
        assertThat(logins.opens(link)).isFalse();
        assertThat(logins.everUsed()).isTrue();
    }

    @Test
    void linksOfStartsEndWithTheFirstThatIsUsedAndThoseAskedForDoNot() {
        Credential first = logins.newLink(LoginMemory.Origin.START);
        Credential second = logins.newLink(LoginMemory.Origin.START);
        Credential asked = logins.newLink(LoginMemory.Origin.COMMAND);

        assertThat(logins.signIn(second)).isPresent();

        assertThat(logins.opens(first)).isFalse();
        assertThat(logins.opens(asked)).isTrue();
        now = now.plus(LoginMemory.Origin.COMMAND.lifetime());
        assertThat(logins.signIn(asked)).isEmpty();
    }

    @Test
    void aSessionEndsByRestByAgeAndBySigningOut() {
        Credential resting = session();
        now = now.plus(LoginMemory.SESSION_REST).minusSeconds(1);
        assertThat(logins.continues(resting)).isTrue();
        now = now.plus(LoginMemory.SESSION_REST).minusSeconds(1);
        assertThat(logins.continues(resting)).isTrue();
        now = now.plus(LoginMemory.SESSION_REST);
        assertThat(logins.continues(resting)).isFalse();

        Credential old = session();
        Instant end = now.plus(LoginMemory.SESSION_LIFETIME);
        for (; now.isBefore(end); now = now.plus(Duration.ofDays(3))) {
            assertThat(logins.continues(old)).isTrue();
        }
        assertThat(logins.continues(old)).isFalse();

        Credential left = session();
        Credential other = session();
        logins.signOut(left);
        assertThat(logins.continues(left)).isFalse();
        Credential mine = session();
        assertThat(logins.signOutOthers(mine)).isPositive();
        assertThat(logins.continues(other)).isFalse();
        assertThat(logins.continues(mine)).isTrue();
        assertThat(database.dsl().fetchCount(DSL.table("session"))).isEqualTo(1);
    }

    private static boolean signedIn(Future<Optional<Credential>> one) {
        try {
            return one.get().isPresent();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Credential session() {
        return logins.signIn(logins.newLink(LoginMemory.Origin.COMMAND)).orElseThrow();
    }
}
