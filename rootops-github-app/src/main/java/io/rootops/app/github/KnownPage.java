package io.rootops.app.github;

import io.rootops.core.installation.InstalledRepository;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, and what it takes to ask whether it has changed.
 *
 * @param total length of the whole list, where GitHub says it
 * @param next address of the next page
 */
record KnownPage(
        @Nullable String etag,
        @Nullable String lastModified,
        List<InstalledRepository> repositories,
        OptionalInt total,
        Optional<URI> next) {}
