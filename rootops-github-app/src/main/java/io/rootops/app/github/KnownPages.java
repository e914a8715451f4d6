package io.rootops.app.github;

import io.rootops.core.settings.Secret;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pages of a list as one token was told of them: to another token GitHub would give other tags.
 *
 * @param pages by address
 */
record KnownPages(Secret token, Map<URI, KnownPage> pages) {
    static KnownPages none(Secret token) {
        return new KnownPages(token, new ConcurrentHashMap<>());
    }
}
