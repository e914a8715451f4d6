package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.signal.ServiceName;

/**
 * What a service is built from.
 *
 * @param path directory of the repository, without a slash at either end; empty: all of it
 * @param basis the surest of what tells so
 * @param evidence all that tells so, in words
 */
public record ServiceOrigin(
        ServiceName service,
        RepositoryId repository,
        String path,
        Confidence confidence,
        Basis basis,
        String evidence) {}
