package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service logged. All series have five-minute steps that begin at whole steps from when the new version serves,
 * NaN where its logs were not read.
 *
 * @param lines a step, of any level
 * @param errors of these, those of level error or above
 * @param templates of the errors
 * @param since when the first of its lines was read; null: none
 * @param deployedBefore when the version before was deployed; null: not known
 */
public record ServiceLogs(
        Series lines,
        Series errors,
        List<ErrorTemplate> templates,
        @Nullable Instant since,
        @Nullable Instant deployedBefore) {

    public ServiceLogs {
        templates = List.copyOf(templates);
    }
}
