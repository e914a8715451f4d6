package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.MetricKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTextTest {
    @ParameterizedTest
    @CsvSource({
        "REQUESTS, 12.345, 12.3/s",
        "REQUESTS, 123456.7, '123,457/s'",
        "ERRORS, 0, 0/s",
        "ERRORS, 0.0166667, 0.0167/s",
        "ERRORS, 1e-9, 0/s",
        "ERRORS, 10, 10/s",
        "LATENCY, 0.2301, 230 ms",
        "LATENCY, 1.2, 1.2 s",
        "CPU, 0.5, 0.5 cores",
        "CPU, 1, 1 core",
        "MEMORY, 1234567890, 1.2 GB",
        "RESTARTS, 2, 2",
    })
    void valuesHaveTheirUnit(MetricKind kind, double value, String text) {
        assertThat(MetricText.value(kind, value)).isEqualTo(text);
    }

    @Test
    void whatIsUsualIsLeftOutWhereItIsNotKnown() {
        assertThat(MetricText.usual(MetricKind.LATENCY, null, null)).isEmpty();
        assertThat(MetricText.usual(MetricKind.LATENCY, 0.1, 0.3)).isEqualTo("usually 100 ms to 300 ms");
    }
}
