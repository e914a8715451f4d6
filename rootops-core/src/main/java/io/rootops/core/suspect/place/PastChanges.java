package io.rootops.core.suspect.place;

import java.util.List;
import java.util.function.Consumer;

/** The commits before a revision, as far as they are known. */
public interface PastChanges {
    PastChanges NONE = (headSha, sink) -> {};

    /** Gives the paths that each commit changed which the revision reaches, itself included; merges are left out. */
    void each(String headSha, Consumer<List<String>> sink);
}
