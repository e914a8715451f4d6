package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void givesBackWhatWasPutOrNothing(int megabytes) {
        Ring ring = new Ring(megabytes << 20);
        Random random = new Random(3);
        Map<Long, Byte> contents = new HashMap<>();
        int found = 0;
        for (long key = 1; key <= 20_000; key++) {
            int size = random.nextInt(20) == 0 ? 200_000 : 1 + random.nextInt(3000);
            Text before = ring.get(1 + random.nextInt((int) key));
            boolean survives = before != null && ring.survives(before, size);
            byte content = before == null ? 0 : before.bytes()[before.from()];
            long mark = before == null ? 0 : ring.mark(before);

            Text text = ring.allocate(size);
            Arrays.fill(text.bytes(), text.from(), text.to(), (byte) key);
            ring.put(key, text);
            contents.put(key, (byte) key);
            if (before != null && survives) {
                assertThat(before.bytes()[before.from()]).isEqualTo(content);
                assertThat(before.bytes()[before.to() - 1]).isEqualTo(content);
            }
            if (before != null && ring.there(mark)) {
                assertThat(before.bytes()[before.from()]).isEqualTo(content);
                assertThat(before.bytes()[before.to() - 1]).isEqualTo(content);
            }

            long asked = Math.max(1, key - random.nextInt(300));
            Text cached = ring.get(asked);
            if (cached != null) {
                found++;
                assertThat(cached.bytes()[cached.from()]).isEqualTo(contents.get(asked));
                assertThat(cached.bytes()[cached.to() - 1]).isEqualTo(contents.get(asked));
            }
        }
        assertThat(found).isGreaterThan(5_000);
    }

    @Test
    void takesNoMoreThanIsNeeded() {
        Ring ring = new Ring(64 << 20);
        Text first = ring.allocate(1_000);
        ring.put(1, first);
        assertThat(first.bytes()).hasSize(1 << 20);

        for (int i = 0; i < 5_000; i++) {
            ring.put(2, ring.allocate(1_000));
        }
        Text last = ring.allocate(1_000);
        assertThat(last.bytes()).hasSize(8 << 20);
        assertThat(ring.survives(first, 1_000)).isTrue();
    }
}
