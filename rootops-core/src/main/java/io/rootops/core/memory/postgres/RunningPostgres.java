package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The embedded database of another process, for commands that talk to a RootOps that runs: whoever may read the files
 * of its data directory is its owner.
 *
 * @param jdbcUrl without the password
 */
public record RunningPostgres(String jdbcUrl, String user, String password) {
    /** In postmaster.pid, whose lines have been these since PostgreSQL 9.1. */
    private static final int PORT_LINE = 3;

    private static final int STATE_LINE = 7;

    /**
     * The one that serves a data directory; empty where no process holds it.
     *
     * @param home data directory of RootOps; need not exist
     * @throws PostgresStartException in one sentence, when it is not ready or its files cannot be read
     */
    public static Optional<RunningPostgres> in(Path home) {
        try {
            if (!Files.exists(home) || HomeLock.holder(home.toRealPath()) == null) {
                return Optional.empty();
            }
            Path state = home.resolve("data").resolve("postmaster.pid");
            List<String> lines = Files.exists(state) ? Files.readAllLines(state) : List.of();
            if (lines.size() <= STATE_LINE || !lines.get(STATE_LINE).strip().equals("ready")) {
                throw new PostgresStartException(
                        "The RootOps that uses " + home + " is just starting or ending: try again in a moment.");
            }
            return Optional.of(new RunningPostgres(
                    Launch.url(Integer.parseInt(lines.get(PORT_LINE).strip()), EmbeddedPostgres.DATABASE),
                    Cluster.USER,
                    Files.readString(home.resolve("password")).strip()));
        } catch (IOException e) {
            throw new PostgresStartException(
                    "The files of the database in " + home + " cannot be read (" + e.getMessage()
                            + "): run this command as the user that runs RootOps.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "RunningPostgres[" + jdbcUrl + "]";
    }
}
