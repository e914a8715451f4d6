package io.rootops.core.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people look at metrics in other programs.
 *
 * @param prometheus its own pages, without a slash at the end; null: not known
 * @param grafana without a slash at the end; null: there is none
 * @param dataSource name or UID of Grafana's data source
 */
public record SignalPages(
        @Nullable URI prometheus, @Nullable URI grafana, String dataSource) {
    public static final SignalPages NONE = new SignalPages(null, null, "prometheus");
}
