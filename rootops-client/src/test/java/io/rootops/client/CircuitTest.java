package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Circuit circuit = new Circuit(() -> now);

    @BeforeEach
    void open() {
        circuit.failed();
        circuit.failed();
        closed();
        circuit.failed();
    }

    @Test
    void letsOneTryAfterTheRestAndTheOthersWaitForIt() {
        resting();
        pass(Duration.ofSeconds(60));
        closed();
        resting();
    }

    @Test
    void restsAgainWhereTheTryCameToNothing() {
        pass(Duration.ofSeconds(60));
        closed();
        pass(Duration.ofSeconds(5));
        circuit.failed();
        pass(Duration.ofSeconds(59));
        resting();
        pass(Duration.ofSeconds(1));
        closed();
    }

    @Test
    void goesOnAsBeforeAfterAnAnswer() {
        circuit.answered();
        closed();
        circuit.failed();
        circuit.failed();
        closed();
    }

    @Test
    void doesNotRestLongerBecauseTheClockWasPutBack() {
        pass(Duration.ofHours(-1));
        closed();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void closed() {
        assertThatCode(circuit::require).doesNotThrowAnyException();
    }

    private void resting() {
        assertThatExceptionOfType(RootOpsException.class)
                .isThrownBy(circuit::require)
                .satisfies(it -> assertThat(it.kind()).isEqualTo(RootOpsException.Kind.RESTING));
    }
}
