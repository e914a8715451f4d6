package io.rootops.core.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A free port may be taken before the server gets it, even by another PostgreSQL. */
class LaunchIT {
    @Test
    void takes_another_port_when_one_was_taken() throws Exception {
        try (Homes homes = new Homes();
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                EmbeddedPostgres other = EmbeddedPostgres.start(homes.fresh("other"))) {
            Path home = homes.fresh("launch");
            Cluster cluster = Cluster.prepare(home, PostgresBinaries.install(home), RunAs.choose(home));
            Postmaster postmaster = new Postmaster(cluster);
            int taken = Integer.parseInt(other.jdbcUrl().replaceAll("^.*:([0-9]+)/.*$", "$1"));
            int free = Launch.freePort();
            Iterator<Integer> ports =
                    List.of(taken, silent.getLocalPort(), free).iterator();

            Launch.Started started = new Launch(cluster, postmaster).run(ports::next);

            assertThat(started.port()).isEqualTo(free);
            assertThat(postmaster.stop()).isTrue();
            assertThat(started.process().waitFor()).isZero();
        }
    }
}
