package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded database looks like from outside, told without starting it.
 *
 * @param version of PostgreSQL that wrote the data, such as 18; null: there are no data yet
 * @param holder the process that uses the home directory; null: none
 */
public record HomeState(@Nullable String version, @Nullable String holder) {

    /** @param home data directory of RootOps; need not exist */
    public static HomeState of(Path home) throws IOException {
        Path version = home.resolve("data").resolve("PG_VERSION");
        return new HomeState(
                Files.isRegularFile(version) ? Files.readString(version).strip() : null, HomeLock.holder(home));
    }
}
