package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.settings.SignalPages;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElsewhereLinksTest {
    private static final Instant FROM = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-29T15:00:30Z");

    @Test
    void bothProgramsShowTheSameQueryAtTheSameTime() {
        ElsewhereLinks links = new ElsewhereLinks(new SignalPages(
                URI.create("https://p.test/prom"), URI.create("https://g.test"), "the \"mimir\"", "loki"));

        assertThat(links.ofMetric("sum(rate(a{b=\"c&d\"}[5m]))", FROM, TO))
                .containsExactly(
                        new ElsewhereLinks.Link(
                                "Grafana",
                                "https://g.test/explore?schemaVersion=1&panes="
                                        + Links.value(
                                                "{\"rootops\":{\"datasource\":\"the \\\"mimir\\\"\",\"queries\":[{\"refId\":\"A\","
                                                        + "\"expr\":\"sum(rate(a{b=\\\"c&d\\\"}[5m]))\"}],"
                                                        + "\"range\":{\"from\":\"1795946400000\",\"to\":\"1795964430000\"}}}")),
                        new ElsewhereLinks.Link(
                                "Prometheus",
                                "https://p.test/prom/graph?g0.tab=0&g0.expr=sum%28rate%28a%7Bb%3D%22c%26d%22%7D%5B5m%5D%29%29"
                                        + "&g0.range_input=300m&g0.end_input=2026-11-29%2015%3A00%3A30"));
    }

    @Test
    void logsAreInTheirOwnDataSource() {
        SignalPages pages = new SignalPages(URI.create("https://p.test"), URI.create("https://g.test"), "p", "logs");

        assertThat(new ElsewhereLinks(pages).ofLogs("{app=\"till\"}", FROM, TO))
                .singleElement()
                .extracting(ElsewhereLinks.Link::href)
                .asString()
                .startsWith("https://g.test/explore?schemaVersion=1&panes=")
                .contains(Links.value("\"datasource\":\"logs\""), Links.value("{app=\\\"till\\\"}"));
    }

    @Test
    void whatIsNotKnownIsNotLinked() {
        assertThat(new ElsewhereLinks(SignalPages.NONE).ofMetric("up", FROM, TO))
                .isEmpty();
        assertThat(new ElsewhereLinks(SignalPages.NONE).ofLogs("{app=\"a\"}", FROM, TO))
                .isEmpty();
        assertThat(new ElsewhereLinks(new SignalPages(URI.create("https://p.test"), null, "p", "l"))
                        .ofMetric(null, FROM, TO))
                .isEmpty();
    }
}
