package io.rootops.core.installation;

import io.rootops.core.change.Pause;
import java.util.Optional;

/** Which repositories of an installation are followed. */
public final class FollowingRule {
    private FollowingRule() {}

    /**
     * Why not; empty: it is followed. Where the settings name repositories, just these are, whatever they are. Else all
     * that people work in: not what is archived, and forks, which are mostly other projects' histories, only where
     * somebody has selected them.
     *
     * @param followed it is followed already
     */
    public static Optional<Pause> leavesOut(
            InstalledRepository repository, AppInstallation installation, Named named, boolean followed) {
        if (repository.disabled()) {
            return Optional.of(Pause.DISABLED);
        }
        if (named != Named.NOBODY) {
            return named == Named.THIS ? Optional.empty() : Optional.of(Pause.NOT_NAMED);
        }
        if (repository.archived()) {
            return Optional.of(Pause.ARCHIVED);
        }
        return repository.fork() && !installation.selected() && !followed ? Optional.of(Pause.FORK) : Optional.empty();
    }

    /** What the settings name. */
    public enum Named {
        /** No repository at all. */
        NOBODY,
        THIS,
        OTHERS
    }
}
