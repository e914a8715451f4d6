package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingTest {
    @Test
    void givesBackWhatWasPutOrNothing() {
        Ring ring = new Ring(1 << 20);
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
}
