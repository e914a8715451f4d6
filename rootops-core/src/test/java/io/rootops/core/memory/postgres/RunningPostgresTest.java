package io.rootops.core.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningPostgresTest {
    @TempDir
    private Path home;

    @Test
    void whereNobodyRunsThereIsNone() throws Exception {
        assertThat(RunningPostgres.in(home)).isEmpty();
        assertThat(RunningPostgres.in(home.resolve("none"))).isEmpty();
        HomeLock.take(home.toRealPath()).close();
        assertThat(RunningPostgres.in(home)).isEmpty();
    }

    @Test
    void oneThatRunsIsToldByItsFilesAndKeepsItsPasswordToItself() throws Exception {
        try (HomeLock lock = HomeLock.take(home.toRealPath())) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunningPostgres.in(home))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContainingAll("just starting or ending", "try again");

            Path state = Files.createDirectory(home.resolve("data")).resolve("postmaster.pid");
            List<String> lines =
                    List.of("4711", "/home/data", "1773489600", "54321", "", "127.0.0.1", " 1 2", "ready   ");
            Files.write(state, lines.subList(0, 7));
            assertThatThrownBy(() -> RunningPostgres.in(home)).hasMessageContaining("just starting");
            Files.write(state, lines);
            Files.writeString(home.resolve("password"), "hush\n");

            RunningPostgres running = RunningPostgres.in(home).orElseThrow();
            assertThat(running.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:54321/rootops");
            assertThat(running.password()).isEqualTo("hush");
            assertThat(running.toString()).doesNotContain("hush");
        }
    }
}
