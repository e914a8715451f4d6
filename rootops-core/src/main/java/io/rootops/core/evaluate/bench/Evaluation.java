package io.rootops.core.evaluate.bench;

import java.util.List;
import java.util.Map;

/**
 * The figures of a folder.
 *
 * @param skipped projects that this mode cannot measure
 * @param mean over the projects, which count the same
 * @param meanBaselines of the same projects
 */
public record Evaluation(
        Mode mode,
        List<ProjectFigures> projects,
        List<Skipped> skipped,
        Figures mean,
        Map<Baseline, Figures> meanBaselines) {

    /** A project without figures, and why. */
    public record Skipped(String project, String why) {}
}
