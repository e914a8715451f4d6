package io.rootops.app.rootcause;

import io.rootops.app.rootcause.RootCauseFolder.Case;
import io.rootops.core.evaluate.bench.UnreadableDataException;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.MinedFile;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.suspect.RunningRevision;
import io.rootops.core.suspect.place.ClonedRevision;
import io.rootops.core.suspect.place.PastChanges;
import io.rootops.core.suspect.place.RevisionCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a folder of incidents and, beside it, clones of their projects. */
public final class RootCauseIncidents {
    private static final long CACHE_BYTES = 256 << 20;

    private final RootCauseFolder folder;
    private final @Nullable Path clones;
    private final boolean owners;
    private final int threads;
    private final Consumer<String> progress;

    /**
     * @param clones a bare clone a project, named owner+name; null: there are none, and nobody knows who owns lines
     * @param owners whether clones are asked who owns lines
     * @param threads that read clones, 1 or more
     * @param progress gets each project that has been read
     */
    public RootCauseIncidents(
            Path folder, @Nullable Path clones, boolean owners, int threads, Consumer<String> progress) {
        this.folder = new RootCauseFolder(folder);
        this.clones = clones;
        this.owners = owners;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * All incidents, by project.
     *
     * @throws UnreadableDataException when the folder or a clone cannot be read
     */
    public List<MeasuredIncident> read() {
        List<MeasuredIncident> incidents = new ArrayList<>();
        folder.cases().forEach((project, cases) -> {
            incidents.addAll(clones == null ? read(project, cases) : withClone(project, cases, clones));
            progress.accept(project);
        });
        return incidents;
    }

    private List<MeasuredIncident> read(String project, List<Case> cases) {
        ProjectIncidents all = new ProjectIncidents(project, folder.commits(project), Map.of());
        return cases.stream().map(it -> all.measured(it, Optional.empty())).toList();
    }

    private List<MeasuredIncident> withClone(String project, List<Case> cases, Path clones) {
        Path clone = clones.resolve(cases.get(0).repository().replace('/', '+'));
        try (GitHistory git = GitHistory.open(clone)) {
            ProjectIncidents all = new ProjectIncidents(project, folder.commits(project), mined(git, cases));
            RevisionCache cache = new RevisionCache(CACHE_BYTES);
            Optional<Function<PastChanges, RunningRevision>> revision = owners
                    ? Optional.of(it -> new ClonedRevision(
                            git, cache, it, ClonedRevision.BLAMED, () -> LookUps.atMost(ClonedRevision.BLAMED)))
                    : Optional.empty();
            return cases.stream().map(it -> all.measured(it, revision)).toList();
        } catch (UnreadableRepositoryException e) {
            throw new UnreadableDataException(
                    "no clone of " + cases.get(0).repository() + " at " + clone + " (" + e.getMessage()
                            + "); expected a bare clone a project, named owner+name",
                    e);
        }
    }

    private Map<String, List<MinedFile>> mined(GitHistory git, List<Case> cases) {
        Map<String, List<MinedFile>> mined = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Case each : cases) {
            ArrivalOrder order = git.arrivalOrder(each.head(), known::contains);
            new HistoryMiner(git, threads)
                    .mine(order, new FeatureState(), it -> mined.put(it.commit().sha(), it.files()));
            known.addAll(order.shas());
        }
        return mined;
    }
}
