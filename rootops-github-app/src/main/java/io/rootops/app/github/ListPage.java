package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of a repository.
 *
 * @param items the whole answer; mostly an array
 * @param unchanged nothing is other than when {@link RepositoryLists#keep} was called for it; then it has no items
 * @param next where the next page is; null: this is the last
 */
public record ListPage(
        JsonNode items,
        boolean unchanged,
        @Nullable URI next,
        URI address,
        @Nullable String tag) {}
