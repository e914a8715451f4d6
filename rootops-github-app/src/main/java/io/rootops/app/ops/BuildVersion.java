package io.rootops.app.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which RootOps this is, as the build wrote it down. */
public final class BuildVersion {
    private BuildVersion() {}

    /** Such as 0.1.0. */
    public static String current() {
        try (InputStream version = Objects.requireNonNull(
                BuildVersion.class.getResourceAsStream("/io/rootops/app/cli/version.txt"), "version.txt")) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.txt of the jar", e);
        }
    }
}
