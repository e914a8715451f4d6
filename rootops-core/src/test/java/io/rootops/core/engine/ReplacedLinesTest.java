package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.pull.ChangedPath;
import io.rootops.core.pull.FilePast;
import io.rootops.core.pull.Touch;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the memory tells of whose lines a commit changes, after reading a real repository. */
class ReplacedLinesTest {
    private static final String BODY = "int one;\nint two;\nint three;\nint four;\n";

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private TrackedRepository repository;
    private String ada = "";
    private String ben = "";

    @BeforeEach
    void write() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory);
        ada = by("Ada").file("A.java", BODY).file("README.md", "one\n").on("main");
        ben = by("Ben", ada)
                .file("A.java", BODY.replace("int two", "int 2"))
                .file("README.md", "two\n")
                .on("main");
        repository = new RepositoryMemory(db.dsl()).track("acme/shop", directory.toString(), Kind.LOCAL, null);
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void aPushToTheDefaultBranchReplacesLinesOfThoseWhoWroteThem() {
        read();
        String pushed = by("Cy", ben).file("A.java", "int four;\n").on("main");
        read();

        assertThat(lines(pushed)).containsExactly("Ada A.java 2 beside 0", "Ben A.java 1 beside 0");
    }

    @Test
    void soDoesABranch() {
        read();
        String one = by("Cy", ben).file("A.java", BODY).on("topic");
        read();
        String two = by("Cy", one)
                .file("A.java", "int 1;\nint two;\nint more;\nint three;\nint four;\n")
                .on("topic");
        read();

        assertThat(lines(one)).containsExactly("Ben A.java 1 beside 0");
        assertThat(lines(two)).containsExactly("Ada A.java 1 beside 1", "Cy A.java 0 beside 1");
        assertThat(lines(one, two))
                .as("of a range its own lines are no past")
                .containsExactly("Ada A.java 1 beside 1", "Ben A.java 1 beside 0");
    }

    @Test
    void ofAFirstReadingTheNewestHaveThem() {
        String insertion = by("Cy", ben)
                .file("A.java", BODY.replace("int two", "int 2").replace("int three", "int new;\nint three"))
                .on("main");
        read();

        assertThat(lines(ben)).containsExactly("Ada A.java 1 beside 0");
        assertThat(lines(insertion)).containsExactly("Ada A.java 0 beside 1", "Ben A.java 0 beside 1");
    }

    @Test
    void documentsAreKnownByWhoChangedThem() {
        String pushed = by("Cy", ben).file("README.md", "three\n").on("main");
        read();

        assertThat(lines(pushed)).isEmpty();
        assertThat(past(pushed).touches()).extracting(Touch::sha).containsExactly(ben, ada);
        assertThat(new FilePasts(db.dsl()).files(repository.id(), List.of(pushed, ben)))
                .as("the files alone")
                .isEqualTo(past(pushed, ben).files())
                .containsExactly(new ChangedPath("README.md", 4), new ChangedPath("A.java", 2));
        assertThat(past(ben).touches())
                .as("what came later is no past")
                .extracting(Touch::sha)
                .containsOnly(ada);
    }

    @Test
    void aRebasedBranchHasThoseOfItsNewCommitsOnly() {
        read();
        String first = by("Cy", ben).file("A.java", BODY).on("topic");
        read();
        String again = by("Cy", ada).file("A.java", "int four;\n").on("topic");
        read();

        assertThat(lines(again)).containsExactly("Ada A.java 3 beside 0");
        assertThat(lines(first)).containsExactly("Ben A.java 1 beside 0");
        String merged = by("Dot", ben).file("A.java", BODY).on("main");
        read();
        assertThat(lines(merged)).containsExactly("Ben A.java 1 beside 0");
    }

    private FixtureCommit by(String name, String... parents) {
        return git.commit(parents).author(name, name.toLowerCase(java.util.Locale.ROOT) + "@example.org");
    }

    private void read() {
        Readings.read(db, repository, InstantSource.system(), true);
    }

    private FilePast past(String... shas) {
        return new FilePasts(db.dsl()).of(repository.id(), List.of(shas));
    }

    private List<String> lines(String... shas) {
        return past(shas).lines().stream()
                .map(it -> it.author().name() + " " + it.path() + " " + it.lines() + " beside " + it.beside())
                .sorted()
                .toList();
    }
}
