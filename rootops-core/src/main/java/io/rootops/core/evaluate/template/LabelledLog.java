package io.rootops.core.evaluate.template;

import java.util.List;

/**
 * The labelled lines of one system, in the order in which they were written.
 *
 * @param system its name
 */
public record LabelledLog(String system, List<LabelledLine> lines) {
    public LabelledLog {
        lines = List.copyOf(lines);
    }
}
