package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.settings.SignalPages;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricLinksTest {
    private static final Instant FROM = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-29T15:00:30Z");

    @Test
    void bothProgramsShowTheSameQueryAtTheSameTime() {
        MetricLinks links = new MetricLinks(
                new SignalPages(URI.create("https://p.test/prom"), URI.create("https://g.test"), "the \"mimir\""));

        assertThat(links.of("sum(rate(a{b=\"c&d\"}[5m]))", FROM, TO))
                .containsExactly(
                        new MetricLinks.Link(
                                "Grafana",
                                "https://g.test/explore?schemaVersion=1&panes="
                                        + Links.value(
                                                "{\"rootops\":{\"datasource\":\"the \\\"mimir\\\"\",\"queries\":[{\"refId\":\"A\","
                                                        + "\"expr\":\"sum(rate(a{b=\\\"c&d\\\"}[5m]))\"}],"
                                                        + "\"range\":{\"from\":\"1795946400000\",\"to\":\"1795964430000\"}}}")),
                        new MetricLinks.Link(
                                "Prometheus",
                                "https://p.test/prom/graph?g0.tab=0&g0.expr=sum%28rate%28a%7Bb%3D%22c%26d%22%7D%5B5m%5D%29%29"
                                        + "&g0.range_input=300m&g0.end_input=2026-11-29%2015%3A00%3A30"));
    }

    @Test
    void whatIsNotKnownIsNotLinked() {
        assertThat(new MetricLinks(SignalPages.NONE).of("up", FROM, TO)).isEmpty();
        assertThat(new MetricLinks(new SignalPages(URI.create("https://p.test"), null, "p")).of(null, FROM, TO))
                .isEmpty();
    }
}
