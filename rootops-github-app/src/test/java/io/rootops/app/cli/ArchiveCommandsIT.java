package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.Database;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootops export} and {@code import} of a memory with secrets. */
class ArchiveCommandsIT {
    private static final URI GITHUB = URI.create("https://github.com");
    private static final RegisteredApp APP = new RegisteredApp(
            4711,
            "rootops-acme",
            "RootOps",
            "acme",
            URI.create("https://github.com/apps/rootops-acme"),
            new Secret("-----BEGIN the private key"),
            new Secret("the webhook secret"));

    @TempDir
    private Path directory;

    @BeforeEach
    void connectGitHub() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home("first"));
                Database database = Database.embedded(server)) {
            apps(database, "first").store(APP);
        }
    }

    @Test
    void withItsKeyAMemoryIsRestoredWithItsSecrets() throws Exception {
        Run written = run("first", "export", "--with-key", file("a"));
        Run read = run("second", "import", file("a"));

        assertThat(written.exitCode()).isZero();
        assertThat(written.out()).startsWith(file("a") + ": 0 repositories, 0 commits, 1 rows in all; of 20");
        assertThat(written.err()).contains("holds the key of the secrets in it").hasLineCount(1);
        assertThat(read.exitCode()).isZero();
        assertThat(read.err()).isEmpty();
        assertThat(Files.mismatch(
                        home("first").resolve("secret.key"), home("second").resolve("secret.key")))
                .isEqualTo(-1);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home("second").resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThatTheAppIsKnown("second");
    }

    @Test
    void withoutTheKeyItSaysWhatIsMissingAndTakesItLater() throws Exception {
        Run written = run("first", "export", file("a"));
        Run read = run("second", "import", file("a"));

        assertThat(written.err())
                .contains("encrypted with the key in " + home("first").resolve("secret.key"), "keep a copy of that")
                .hasLineCount(1);
        assertThat(read.exitCode()).isZero();
        assertThat(read.err())
                .startsWith("The secrets of the GitHub App cannot be read: "
                        + home("second").resolve("secret.key") + " is missing")
                .hasLineCount(1);
        Files.copy(home("first").resolve("secret.key"), home("second").resolve("secret.key"));
        assertThatTheAppIsKnown("second");
    }

    @Test
    void anotherKeyIsLeftAloneAndNothingIsRead() throws Exception {
        run("first", "export", "--with-key", file("a"));
        Files.createDirectories(home("second"));
        new KeyFile(home("second").resolve("secret.key")).open();
        byte[] other = Files.readAllBytes(home("second").resolve("secret.key"));

        Run read = run("second", "import", file("a"));
        Run empty = run("second", "export", "--with-key", file("b"));

        assertThat(read.exitCode()).isEqualTo(3);
        assertThat(read.err())
                .contains("secret.key holds another key than the saved one: move it away")
                .hasLineCount(1);
        assertThat(home("second").resolve("secret.key")).hasBinaryContent(other);
        // Not even tables.
        assertThat(empty.err()).contains("holds no memory of RootOps");
    }

    @Test
    void importNeedsAnEmptyMemoryThatNobodyUses() throws Exception {
        run("first", "export", file("a"));

        Run again = run("first", "import", file("a"));
        Run there = run("first", "export", file("a"));
        Run held;
        Run beside;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home("first"));
                Database database = Database.embedded(server)) {
            held = run("first", "import", file("a"));
            beside = run("first", "export", file("b"));
        }

        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err())
                .contains("holds a memory already (rows in github_app)")
                .hasLineCount(1);
        assertThat(there.exitCode()).isEqualTo(3);
        assertThat(there.err()).contains("is there already").hasLineCount(1);
        assertThat(held.exitCode()).isEqualTo(3);
        assertThat(held.err()).contains("is in use by another RootOps").hasLineCount(1);
        assertThat(beside.exitCode()).isZero();
        assertThat(run("none", "import", file("no")).err())
                .contains("no.zip is no file that this user can see: name one that 'rootops export' wrote")
                .hasLineCount(1);
        assertThat(run("none", "export", file("no")).err())
                .contains(home("none") + " holds no memory of RootOps that this user can see: set ROOTOPS_HOME")
                .hasLineCount(1);
        assertThat(home("none")).doesNotExist();
        assertThat(Run.of("export").exitCode()).isEqualTo(2);
    }

    private void assertThatTheAppIsKnown(String name) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home(name));
                Database database = Database.embedded(server)) {
            assertThat(apps(database, name).find()).contains(APP);
        }
    }

    private GitHubAppMemory apps(Database database, String name) {
        return new GitHubAppMemory(database.dsl(), new KeyFile(home(name).resolve("secret.key")), GITHUB);
    }

    private Path home(String name) {
        return directory.resolve(name);
    }

    private String file(String name) {
        return directory.resolve(name + ".zip").toString();
    }

    private Run run(String home, String... arguments) {
        return Run.with(Map.of("ROOTOPS_HOME", home(home).toString()), arguments);
    }
}
