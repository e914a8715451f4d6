package io.rootops.core.signal.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long until a series reaches its limit if it goes on as it did.
 *
 * @param soonest in nine of ten cases it takes as long at least
 * @param expected at most three days
 * @param latest in nine of ten cases it takes no longer; null: not known, more than three times as long as expected
 * @param tested by how many earlier forecasts like it; at least eight
 * @param ratio of the mean error of those to that of "stays as now"; at most .6
 */
public record LimitForecast(
        Duration soonest, Duration expected, @Nullable Duration latest, int tested, double ratio) {}
