package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.privacy.Person;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever was forgotten is not brought back by reading what git still says, and is the same person to the features. */
class ForgottenAuthorsTest {
    private static final String FEATURES = "select encode(c.sha, 'hex') sha, f.features::text from commit_memory c"
            + " join commit_features f on f.repository_id = c.repository_id and f.commit_id = c.id order by 1";

    @TempDir
    private Path directory;

    private GitFixture git;
    private String head;

    @BeforeEach
    void history() {
        git = GitFixture.bare(directory.resolve("shop.git"));
        head = git.commit()
                .author("Ana L", "ana@example.org")
                .file("A.java", "class A {}\n")
                .on("main");
        for (int i = 0; i < 6; i++) {
            head = commit(i);
        }
    }

    @AfterEach
    void close() {
        git.close();
    }

    private String commit(int i) {
        return git.commit(head)
                .author(i % 2 == 0 ? "Ana L" : "Bob B", i % 2 == 0 ? "Ana@example.org" : "bob@example.org")
                .message("Change " + i + "\n\nReviewed-by: Ana L <ana@example.org>\n")
                .file(i % 3 + ".java", "class A {}\n".repeat(i + 1))
                .on("main");
    }

    @Test
    void laterReadingsAndAFreshOneKeepThePseudonymAndTheScores() {
        try (TestDatabase told = TestDatabase.create();
                TestDatabase control = TestDatabase.create()) {
            TrackedRepository shop = read(told);
            read(control);
            assertThat(authors(told)).contains("ana@example.org");
            String scores = scores(told);
            String pseudonym = new ForgottenPeople(told.dsl())
                    .forget(Person.parse("Ana L <ana@example.org>", List.of(), List.of()))
                    .pseudonym();
            assertThat(authors(told)).containsExactly("bob@example.org", pseudonym + "-1@forgotten.invalid");
            assertThat(scores(told)).isEqualTo(scores);

            // What comes later: of the same person, on the default branch and on another one.
            head = commit(6);
            git.commit(head)
                    .author("Ana L", "ana@example.org")
                    .message("On a branch, by Ana L")
                    .file("B.java", "class B {}\n")
                    .on("topic");
            read(told);
            read(control);
            assertThat(authors(told)).containsExactly("bob@example.org", pseudonym + "-1@forgotten.invalid");
            assertThat(features(told)).isEqualTo(features(control));
            assertThat(messages(told)).doesNotContain("Ana L").doesNotContain("ana@example.org");

            // All of it once more, as a new miner does.
            new HistoryStore(told.dsl(), shop.id(), InstantSource.system()).forget();
            read(told);
            assertThat(authors(told)).containsExactly("bob@example.org", pseudonym + "-1@forgotten.invalid");
            assertThat(features(told)).isEqualTo(features(control));
            assertThat(messages(told)).doesNotContain("Ana L").contains("Reviewed-by: " + pseudonym + " <");
        }
    }

    @Test
    void aRevertThatQuotesThemFindsTheSubjectThatNamesThemNoMore() {
        String thanks = git.commit(head)
                .author("Bob B", "bob@example.org")
                .message("Thank Ana L")
                .file("T.java", "class T {}\n")
                .on("main");
        try (TestDatabase db = TestDatabase.create()) {
            read(db);
            new ForgottenPeople(db.dsl()).forget(Person.parse("Ana L <ana@example.org>", List.of(), List.of()));
            git.commit(thanks)
                    .author("Bob B", "bob@example.org")
                    .message("Revert \"Thank Ana L\" (#9)\n\nIt was too early.")
                    .delete("T.java")
                    .on("main");

            read(db);

            assertThat(messages(db)).doesNotContain("Ana L");
            assertThat(db.dsl()
                            .fetch("select encode(sha, 'hex') from outcome where source = 'revert'")
                            .getValues(0, String.class))
                    .containsExactly(thanks);
        }
    }

    private TrackedRepository read(TestDatabase db) {
        TrackedRepository shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        Readings.read(db, shop, InstantSource.system(), true);
        return shop;
    }

    private static List<String> authors(TestDatabase db) {
        return db.dsl().fetch("select email from author order by 1").getValues(0, String.class);
    }

    private static String features(TestDatabase db) {
        return db.dsl().fetch(FEATURES).formatCSV();
    }

    private static String scores(TestDatabase db) {
        return db.dsl()
                .fetch("select encode(sha, 'hex'), percentile, level, model_version from commit_memory order by 1")
                .formatCSV();
    }

    private static String messages(TestDatabase db) {
        return db.dsl()
                .fetch("select subject || ' ' || message from commit_memory c join commit_message m"
                        + " on m.repository_id = c.repository_id and m.commit_id = c.id")
                .formatCSV();
    }
}
