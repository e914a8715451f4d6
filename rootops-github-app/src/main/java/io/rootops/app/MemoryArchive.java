package io.rootops.app;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.memory.archive.ArchiveContents;
import io.rootops.core.memory.archive.ArchiveException;
import io.rootops.core.memory.archive.ArchiveFile;
import io.rootops.core.memory.archive.Import;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.HomeState;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole memory to one file and back. All methods throw
 * {@link io.rootops.core.memory.archive.ArchiveException}, {@link io.rootops.core.memory.DatabaseException} or
 * {@link io.rootops.core.memory.postgres.PostgresStartException}, each in one sentence.
 */
public final class MemoryArchive {
    /** @param notices what has to be known besides, a sentence each */
    public record Result(ArchiveContents contents, List<String> notices) {}

    private final Settings settings;
    private final KeyFile keyFile;

    public MemoryArchive(Settings settings) {
        this.settings = settings;
        this.keyFile = new KeyFile(settings.keyFile());
    }

    /**
     * Writes it: from DATABASE_URL, else from the embedded database, which a server may run on.
     *
     * @param withKey puts the key file in
     * @param release of this RootOps
     */
    public Result write(Path file, boolean withKey, String release) throws KeyFileException {
        if (settings.databaseUrl() != null) {
            try (BareDatabase database = BareDatabase.at(settings.databaseUrl().value())) {
                return write(file, database, withKey, release);
            }
        }
        Optional<RunningPostgres> running = RunningPostgres.in(settings.home());
        if (running.isPresent()) {
            try (BareDatabase database = BareDatabase.at(running.get())) {
                return write(file, database, withKey, release);
            }
        }
        requireData(settings.home());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.home());
                BareDatabase database = BareDatabase.at(postgres)) {
            return write(file, database, withKey, release);
        }
    }

    /** Else a database would be made, to say that it is empty. */
    private static void requireData(Path home) {
        try {
            if (HomeState.of(home).version() == null) {
                throw new ArchiveException("The data directory " + home + " holds no memory of RootOps that this user"
                        + " can see: set ROOTOPS_HOME, or DATABASE_URL, to that of the server.");
            }
        } catch (IOException e) {
            throw new ArchiveException(
                    "The data directory " + home + " cannot be read (" + e.getMessage()
                            + "): export as the user that runs RootOps.",
                    e);
        }
    }

    private Result write(Path file, BareDatabase database, boolean withKey, String release) throws KeyFileException {
        ArchiveContents contents =
                ArchiveFile.write(file, database, withKey ? keyFile.text() : null, release, InstantSource.system());
        List<String> notices = new ArrayList<>();
        if (withKey) {
            notices.add(file + " holds the key of the secrets in it: whoever reads it can act as the GitHub App.");
        } else if (contents.rows("github_app") > 0) {
            notices.add("The secrets of the GitHub App in it are encrypted with the key in " + settings.keyFile()
                    + ", which is not in the file: keep a copy of that as well, or export --with-key. Without it GitHub"
                    + " has to be connected again after a restore.");
        }
        return new Result(contents, notices);
    }

    /** Reads all of it and changes nothing. */
    public Result check(Path file) {
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            archive.verify();
            return new Result(archive.contents(), List.of());
        }
    }

    /** Fills an empty memory with it: that of DATABASE_URL, else the embedded one. */
    public Result read(Path file) throws KeyFileException {
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            archive.verify();
            if (settings.databaseUrl() != null) {
                String url = settings.databaseUrl().value();
                List<String> leftOut;
                try (BareDatabase database = BareDatabase.at(url)) {
                    leftOut = load(archive, database);
                }
                try (Database database = Database.open(url)) {
                    return taken(archive, database, leftOut);
                }
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.home())) {
                List<String> leftOut;
                try (BareDatabase database = BareDatabase.at(postgres)) {
                    leftOut = load(archive, database);
                }
                try (Database database = Database.embedded(postgres)) {
                    return taken(archive, database, leftOut);
                }
            }
        }
    }

    private List<String> load(ArchiveFile archive, BareDatabase database) throws KeyFileException {
        Import into = new Import(database);
        into.require(archive.contents());
        if (archive.key().isPresent()) { // before the rows: where it cannot be, they are not there either
            keyFile.restore(archive.key().get());
        }
        return into.load(archive);
    }

    private Result taken(ArchiveFile archive, Database database, List<String> leftOut) {
        Memory.releaseAll(database);
        List<String> notices = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            notices.add("Left out, as no table of RootOps: " + String.join(", ", leftOut) + ".");
        }
        GitHubAppMemory.locked(database.dsl(), keyFile)
                .ifPresent(it -> notices.add("The secrets of the GitHub App cannot be read: " + it));
        return new Result(archive.contents(), notices);
    }
}
