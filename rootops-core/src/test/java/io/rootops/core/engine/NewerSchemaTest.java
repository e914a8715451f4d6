package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.RepositoryRemoval;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.privacy.Person;
import io.rootops.core.risk.Prior;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica of this release beside one of a later release, which has migrated the database under it. */
class NewerSchemaTest {
    @TempDir
    private Path directory;

    @Test
    void aProcessThatRunsGoesOnAndOneThatIsStartedSaysWhyNot() {
        try (TestDatabase db = TestDatabase.create();
                Database running = db.open();
                GitFixture git = GitFixture.bare(directory.resolve("shop.git"))) {
            String first = git.commit().file("A.java", "class A {}\n").on("main");
            TrackedRepository shop = new RepositoryMemory(running.dsl())
                    .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
            read(running, shop);

            Flyway.configure()
                    .dataSource(db.dataSource())
                    .locations("classpath:db/migration", "classpath:db/later")
                    .load()
                    .migrate();

            String second = git.commit(first).file("A.java", "class A { }\n").on("main");
            git.commit(second).file("B.java", "class B {}\n").on("topic");
            read(running, shop);
            new Learning(running.dsl(), InstantSource.system(), part -> {}, Prior.NONE, true).learn(shop.id());
            assertThat(new RepositoryMemory(running.dsl()).byId(shop.id()))
                    .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.READY));
            assertThat(new CommitMemory(running.dsl()).find(shop.id(), second)).isInstanceOf(ShaMatch.Found.class);
            new ForgottenPeople(running.dsl()).forget(Person.parse("a@b.c", List.of(), List.of("a")));
            new RepositoryRemoval(running.dsl()).remove(shop.id());
            assertThat(new RepositoryMemory(running.dsl()).all()).isEmpty();

            assertThatThrownBy(db::open)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("was written by a newer RootOps: start that release");
        }
    }

    private static void read(Database database, TrackedRepository repository) {
        Announcements nobody = part -> {};
        InstantSource clock = InstantSource.system();
        new RepositoryReading(
                        new RepositoryMemory(database.dsl()),
                        (it, first) -> {
                            throw new AssertionError("a local repository is never fetched");
                        },
                        new Ingest(database.dsl(), clock, nobody, 2, true),
                        new OtherBranches(database.dsl(), clock, nobody, true),
                        nobody)
                .read(repository.id());
    }
}
