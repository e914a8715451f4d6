package io.rootops.dashboard.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.settings.SignalPages;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of the same metric, or the same logs, at the same time in other programs. */
public final class ElsewhereLinks {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SignalPages pages;

    public ElsewhereLinks(SignalPages pages) {
        this.pages = pages;
    }

    /** @param name of the program */
    public record Link(String name, String href) {}

    /** Whether there is any such program for metrics. */
    public boolean anyOfMetrics() {
        return pages.grafana() != null || pages.prometheus() != null;
    }

    /** Whether there is any for logs. */
    public boolean anyOfLogs() {
        return pages.grafana() != null;
    }

    /** @param query in LogQL */
    public List<Link> ofLogs(String query, Instant from, Instant to) {
        URI grafana = pages.grafana();
        return grafana == null
                ? List.of()
                : List.of(new Link("Grafana", explore(grafana, pages.lokiDataSource(), query, from, to)));
    }

    /** @param query in PromQL; null: not known, which has no links */
    public List<Link> ofMetric(@Nullable String query, Instant from, Instant to) {
        List<Link> links = new ArrayList<>();
        URI grafana = pages.grafana();
        if (query != null && grafana != null) {
            links.add(new Link("Grafana", explore(grafana, pages.dataSource(), query, from, to)));
        }
        URI prometheus = pages.prometheus();
        if (query != null && prometheus != null) {
            links.add(new Link("Prometheus", graph(prometheus, query, from, to)));
        }
        return links;
    }

    private static String explore(URI grafana, String dataSource, String query, Instant from, Instant to) {
        ObjectNode panes = JsonNodeFactory.instance.objectNode();
        ObjectNode pane = panes.putObject("rootops").put("datasource", dataSource);
        pane.putArray("queries").addObject().put("refId", "A").put("expr", query);
        pane.putObject("range")
                .put("from", String.valueOf(from.toEpochMilli()))
                .put("to", String.valueOf(to.toEpochMilli()));
        return grafana + "/explore?schemaVersion=1&panes=" + Links.value(panes.toString());
    }

    private static String graph(URI prometheus, String query, Instant from, Instant to) {
        long minutes = Math.max(1, Duration.between(from, to).toMinutes());
        return prometheus + "/graph?g0.tab=0&g0.expr=" + Links.value(query) + "&g0.range_input=" + minutes
                + "m&g0.end_input=" + Links.value(SECOND.format(to));
    }
}
