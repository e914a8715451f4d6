package io.rootops.dashboard.view;

import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.ChangeKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that is no commit.
 *
 * @param repository that it belongs to; null: not known
 * @param service null: not known
 * @param environment null: not known
 * @param url where it was made or told; null: not known
 * @param by who or what told of it, in a few words
 */
public record ChangeItem(
        UUID id,
        ChangeKind kind,
        String title,
        @Nullable String repository,
        @Nullable String service,
        @Nullable String environment,
        Instant at,
        @Nullable String url,
        String by) {

    public static ChangeItem of(ChangeEvent it, @Nullable String repository) {
        return new ChangeItem(
                it.id(),
                it.kind(),
                it.title(),
                repository,
                it.service().name().isEmpty() ? null : it.service().name(),
                it.service().environment().isEmpty() ? null : it.service().environment(),
                it.at(),
                Links.browsable(it.link()) ? it.link() : null,
                it.by());
    }
}
