package io.rootops.core.signal.origin;

import org.jspecify.annotations.Nullable;

/**
 * A service that a compose file or a Kubernetes manifest declares.
 *
 * @param service its name there
 * @param file that declares it
 * @param path directory of the repository that it is built from, without a slash at either end; empty: all of it; null: it is
 *     not built there
 * @param image that runs as it, without registry and tag; null: none
 */
public record Declaration(
        String service,
        String file,
        @Nullable String path,
        @Nullable String image) {}
