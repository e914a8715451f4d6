package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that another process runs on a data directory, for those who only want to be its clients: it ends when
 * that process does.
 *
 * @param jdbcUrl without the password
 */
public record RunningPostgres(String jdbcUrl, String user, String password) {
    private static final Logger LOG = LoggerFactory.getLogger(RunningPostgres.class);

    /** Where PostgreSQL writes its port down, counted from 0. */
    private static final int PORT_LINE = 3;

    /**
     * Empty when nobody holds the directory, when the server is only starting, and when this user may not read its
     * password.
     *
     * @param home data directory of RootOps; need not exist
     */
    public static Optional<RunningPostgres> of(Path home) {
        try {
            Path real = home.toAbsolutePath();
            if (!Files.exists(real) || HomeState.of(real.toRealPath()).holder() == null) {
                return Optional.empty();
            }
            List<String> postmaster = Files.readAllLines(real.resolve("data").resolve("postmaster.pid"));
            if (postmaster.size() <= PORT_LINE) {
                return Optional.empty();
            }
            int port = Integer.parseInt(postmaster.get(PORT_LINE).strip());
            return Optional.of(new RunningPostgres(
                    Launch.url(port, EmbeddedPostgres.DATABASE),
                    Cluster.USER,
                    Files.readString(real.resolve("password")).strip()));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("no client of the server in {}", home, e);
            return Optional.empty();
        }
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "RunningPostgres[" + jdbcUrl + "]";
    }
}
