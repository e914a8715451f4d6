package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.AnalysisMemory;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;

/** Gives commits a score that were stored without one ({@code AUTO_ANALYZE_NEW_COMMITS=false}). Idempotent. */
public final class Analysis {
    private final AnalysisMemory memory;
    private final Announcements announcements;

    public Analysis(DSLContext db, InstantSource clock, Announcements announcements) {
        this.memory = new AnalysisMemory(db, clock);
        this.announcements = announcements;
    }

    /**
     * What an analysis came to.
     *
     * @param analyzed commits that have a score now and had none
     * @param unknown shas that the memory does not hold: the repository was not read since they came
     */
    public record Result(int analyzed, List<String> unknown) {}

    /** @param shas in full; those that have a score, or can have none, stay as they are */
    public Result analyze(RepositoryId repository, Collection<String> shas) {
        Result result = new Result(memory.analyze(repository, shas), memory.unknown(repository, shas));
        if (result.analyzed() > 0) {
            announcements.changed(Announcements.Part.COMMITS);
        }
        return result;
    }
}
