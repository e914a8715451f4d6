package io.rootops.core.memory.postgres;

import static io.rootops.core.memory.postgres.Homes.alive;
import static io.rootops.core.memory.postgres.Homes.ask;
import static io.rootops.core.memory.postgres.Homes.postmaster;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is killed, the next start is at once and no committed row is lost. */
class EmbeddedPostgresCrashIT {
    private static Homes homes;

    /** As root also the way of an ordinary user; an ordinary user has only one way. */
    enum User {
        SELF,
        NOBODY;

        Path home(String name) throws Exception {
            return this == SELF ? homes.fresh(name + " self") : homes.ownedBy(Child.NOBODY, name + " nobody");
        }

        Child start(Path home) throws Exception {
            return this == SELF ? Child.start(home) : Child.asNobody(homes, home);
        }
    }

    static List<User> users() {
        return Homes.isRoot() ? List.of(User.SELF, User.NOBODY) : List.of(User.SELF);
    }

    @BeforeAll
    static void unpack() throws Exception {
        homes = new Homes();
    }

    @AfterAll
    static void remove() throws Exception {
        homes.close();
    }

    @ParameterizedTest
    @MethodSource("users")
    void jvm_killed(User user) throws Exception {
        Path home = user.home("jvm");
        try (Child child = user.start(home)) {
            child.awaitCommits(50);
            child.kill();
            child.end();

            assertNothingLost(home, child);
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void server_killed_comes_back_on_the_same_port(User user) throws Exception {
        Path home = user.home("server");
        try (Child child = user.start(home)) {
            child.awaitCommits(50);
            long before = postmaster(home);
            kill(before);
            child.awaitCommits(child.committed() + 500);

            assertThat(postmaster(home)).isNotEqualTo(before);
            child.kill();
            child.end();
            assertNothingLost(home, child);
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void both_killed(User user) throws Exception {
        Path home = user.home("both");
        try (Child child = user.start(home)) {
            child.awaitCommits(50);
            long server = postmaster(home);
            child.kill();
            kill(server);
            child.end();

            assertNothingLost(home, child);
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void stop_signal_stops_the_server_in_order(User user) throws Exception {
        Path home = user.home("term");
        try (Child child = user.start(home)) {
            child.awaitCommits(50);
            long server = postmaster(home);
            child.terminate();

            assertThat(child.end()).isEqualTo(143);
            assertThat(alive(server)).isFalse();
            assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
            assertThat(Files.readString(home.resolve("postgres.log"))).contains("database system is shut down");
            assertNothingLost(home, child);
        }
    }

    @ParameterizedTest
    @MethodSource("users")
    void second_process_is_refused_and_the_first_goes_on(User user) throws Exception {
        Path home = user.home("second");
        try (Child first = user.start(home)) {
            first.awaitCommits(1);
            try (Child second = user.start(home)) {
                assertThat(second.refusal())
                        .matches("The data directory " + home
                                + " is in use by another RootOps \\(process [0-9]+\\): .*");
            }
            first.awaitCommits(first.committed() + 500);
        }
    }

    private static void assertNothingLost(Path home, Child child) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            long rows = Long.parseLong(ask(postgres, "select count(*) from row where id <= " + child.committed()));
            assertThat(rows).isEqualTo(child.committed());
        }
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
}
