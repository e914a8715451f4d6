package io.rootops.core.risk;

import java.util.List;

/**
 * A project that a prior learns from.
 *
 * @param rows oldest first
 */
public record TrainingProject(String name, List<TrainingRow> rows) {
    public TrainingProject {
        rows = List.copyOf(rows);
    }
}
