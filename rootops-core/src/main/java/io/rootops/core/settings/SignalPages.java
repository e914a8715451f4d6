package io.rootops.core.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people look at metrics and logs in other programs.
 *
 * @param prometheus its own pages, without a slash at the end; null: not known
 * @param grafana without a slash at the end; null: there is none
 * @param dataSource name or UID of Grafana's data source that has the metrics
 * @param lokiDataSource name or UID of the one that has the logs
 */
public record SignalPages(
        @Nullable URI prometheus, @Nullable URI grafana, String dataSource, String lokiDataSource) {
    public static final SignalPages NONE = new SignalPages(null, null, "prometheus", "loki");
}
