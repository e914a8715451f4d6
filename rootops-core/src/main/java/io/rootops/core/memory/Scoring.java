package io.rootops.core.memory;

import io.rootops.core.risk.RiskModel;
import org.jspecify.annotations.Nullable;

/**
 * How new commits are scored as they are stored.
 *
 * @param model null during a first reading, whose commits are ranked at its end
 * @param analyze false: they are stored as not analysed, and get a score when somebody asks for it
 */
public record Scoring(@Nullable RiskModel model, boolean analyze) {
    /** Without a score. */
    static final Scoring NONE = new Scoring(null, true);
}
