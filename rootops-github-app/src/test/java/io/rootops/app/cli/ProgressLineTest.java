package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;

    @Test
    void renewsOneLineForAPersonFourTimesASecond() {
        try (ProgressLine progress = progress(true, false)) {
            readFor(progress, 1_900);
        }

        assertThat(printed())
                .isEqualTo("Reading 10,000 of 38,590 commits\rReading 12,500 of 38,590 commits\r"
                        + "Reading 15,000 of 38,590 commits\rReading 17,500 of 38,590 commits\r"
                        + " ".repeat(32) + "\r");
    }

    @Test
    void writesALineEachTenthForALog() {
        try (ProgressLine progress = progress(false, false)) {
            readFor(progress, 3_859);
        }

        assertThat(printed().lines()).first().isEqualTo("Reading 10,000 of 38,590 commits");
        assertThat(printed().lines()).last().isEqualTo("Reading 38,590 of 38,590 commits");
        assertThat(printed().lines()).hasSize(9);
    }

    @Test
    void isSilentWhereItIsOverSoonOrUnwanted() {
        readFor(progress(true, false), 999);
        readFor(progress(false, false), 999);
        readFor(progress(true, true), 3_859);

        assertThat(printed()).isEmpty();
    }

    private ProgressLine progress(boolean renewing, boolean quiet) {
        now = 0;
        return new ProgressLine(new Output(out), renewing, quiet, () -> TimeUnit.MILLISECONDS.toNanos(now));
    }

    /** Ten commits a millisecond. */
    private void readFor(ProgressLine progress, int millis) {
        for (now = 0; now <= millis; now++) {
            progress.read((int) now * 10, 38_590);
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
