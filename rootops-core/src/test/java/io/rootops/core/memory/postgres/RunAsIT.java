package io.rootops.core.memory.postgres;

import static io.rootops.core.memory.postgres.Homes.alive;
import static io.rootops.core.memory.postgres.Homes.ask;
import static io.rootops.core.memory.postgres.Homes.postmaster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Systems that lack one or the other program, by a PATH that has only the others. */
class RunAsIT {
    private static final Logger log = LoggerFactory.getLogger(RunAsIT.class);
    private static Homes homes;

    @BeforeAll
    static void unpack() throws Exception {
        homes = new Homes();
    }

    @AfterAll
    static void remove() throws Exception {
        homes.close();
    }

    @Test
    void without_setpriv_the_orphan_of_a_killed_jvm_is_stopped() throws Exception {
        Path home = homes.fresh("orphan");
        try (Child child = Child.withPath(path("no setpriv", "unshare", "sh", "id", "test"), home)) {
            child.awaitCommits(50);
            long server = postmaster(home);
            child.kill();
            child.end();
            assertThat(alive(server)).isTrue();

            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                Await.until("the orphan is gone", () -> !alive(server));
                assertThat(ask(postgres, "select count(*) from row where id <= " + child.committed()))
                        .isEqualTo(String.valueOf(child.committed()));
            }
        }
    }

    @Test
    void with_setpriv_the_server_ends_with_its_jvm() throws Exception {
        Path home = homes.fresh("ends");
        try (Child child = Child.start(home)) {
            child.awaitCommits(50);
            long server = postmaster(home);
            child.kill();
            child.end();

            Await.until("the server ends", () -> !alive(server));
        }
    }

    @Test
    void root_without_user_namespaces_switches_to_another_user() throws Exception {
        assumeRoot();
        Path home = homes.fresh("switched");
        try (Child child = Child.withPath(path("no unshare", "setpriv", "setsid", "sh", "true"), home)) {
            child.awaitCommits(50);
            assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(Child.NOBODY);
            child.kill();
            child.end();

            // The next start has user namespaces again: the data stay with the user that has them.
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(ask(postgres, "select count(*) from row where id <= " + child.committed()))
                        .isEqualTo(String.valueOf(child.committed()));
            }
        }
    }

    @Test
    void root_moves_on_from_a_namespace_to_another_user() throws Exception {
        assumeRoot();
        Path home = homes.fresh("moved");
        EmbeddedPostgres.start(home).close();
        assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(0);

        try (Child child = Child.withPath(path("no unshare 2", "setpriv", "setsid", "sh", "true"), home)) {
            child.awaitCommits(1);
        }
    }

    @Test
    void root_in_a_home_that_only_root_can_reach_uses_a_namespace() throws Exception {
        assumeRoot();
        Path parent = Files.createDirectory(homes.root().resolve("private"));
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        Path home = homes.fresh("private/home");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void root_without_either_way_is_told_both() throws Exception {
        assumeRoot();
        Path home = homes.fresh("neither");
        try (Child child = Child.withPath(path("neither", "sh"), home)) {
            assertThat(child.refusal())
                    .startsWith("PostgreSQL refuses to run as root")
                    .contains("unshare", "setpriv", home.toString(), "ROOTOPS_HOME", "DATABASE_URL");
        }
    }

    private static void assumeRoot() {
        if (!Homes.isRoot()) {
            log.warn("SKIPPED: what root does differently is tested as root only");
        }
        assumeTrue(Homes.isRoot());
    }

    /** A folder that holds only these programs. */
    private static Path path(String name, String... programs) throws Exception {
        Path folder = Files.createDirectory(homes.root().resolve("path " + name));
        for (String program : programs) {
            for (String each : System.getenv("PATH").split(File.pathSeparator)) {
                Path found = Path.of(each, program);
                if (Files.isExecutable(found) && !Files.exists(folder.resolve(program))) {
                    Files.createSymbolicLink(folder.resolve(program), found);
                }
            }
        }
        return folder;
    }
}
