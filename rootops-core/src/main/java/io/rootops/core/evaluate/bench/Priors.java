package io.rootops.core.evaluate.bench;

import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import io.rootops.core.risk.TrainingProject;
import java.util.List;

/** Where the prior of a scored project comes from. */
@FunctionalInterface
public interface Priors {
    /** One that never saw the project; {@link Prior#NONE} where nothing can teach it. */
    Prior of(BenchProject project);

    /** Made for each project from all of these that have its features, never from one of its name. */
    static Priors leaveOneOut(List<BenchProject> projects) {
        return scored -> {
            List<TrainingProject> teachers = projects.stream()
                    .filter(it -> it.teaches(scored))
                    .map(BenchProject::asSource)
                    .toList();
            long bad = teachers.stream()
                    .flatMap(it -> it.rows().stream())
                    .filter(it -> it.bad())
                    .count();
            long rows = teachers.stream().mapToLong(it -> it.rows().size()).sum();
            return bad == 0 || bad == rows
                    ? Prior.NONE
                    : new Training(scored.features()).prior("without " + scored.name(), teachers);
        };
    }

    /** The same for every project. */
    static Priors always(Prior prior) {
        return scored -> prior;
    }

    /** Another one where nothing can teach it, unless that one saw the project: its sources are {@code owner/name}. */
    default Priors orElse(Prior other) {
        return scored -> {
            Prior prior = of(scored);
            boolean saw = other.sources().stream().anyMatch(it -> it.endsWith("/" + scored.name()));
            return prior.isNone() && !saw ? other : prior;
        };
    }
}
