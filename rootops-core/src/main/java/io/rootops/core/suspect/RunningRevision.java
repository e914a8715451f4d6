package io.rootops.core.suspect;

import java.util.Optional;

/** Looks at the revision that was running when the incident was seen. */
public interface RunningRevision {

    /** Empty when the revision cannot be read, such as without a clone. */
    Optional<LineOwnership> look(String headSha, SuspectQuery query);
}
