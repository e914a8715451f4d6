package io.rootops.core.signal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineCacheTest {
    private final LineCache cache = new LineCache();
    private final Node node = new Node(1, 1, new String[] {"order"});

    private static char[] line(int length) {
        char[] line = new char[length];
        Arrays.fill(line, 'x');
        return line;
    }

    @Test
    void beginsAnewWhenItsLinesAreTooLarge() {
        char[] line = line(LineCache.LONGEST_LINE);
        int most = LineCache.MOST_CHARACTERS / line.length;
        for (int i = 0; i < most; i++) {
            cache.put(i, line, line.length, node);
        }
        assertThat(cache.get(0, line, line.length)).isSameAs(node);
        assertThat(cache.get(most - 1, line, line.length)).isSameAs(node);

        cache.put(most, line, line.length, node);
        assertThat(cache.get(0, line, line.length)).isNull();
        assertThat(cache.get(most - 1, line, line.length)).isNull();
        assertThat(cache.get(most, line, line.length)).isSameAs(node);
    }

    @Test
    void keepsNoVeryLongLine() {
        char[] line = line(LineCache.LONGEST_LINE + 1);
        cache.put(1, line, line.length, node);
        cache.put(2, line, line.length - 1, node);

        assertThat(cache.get(1, line, line.length)).isNull();
        assertThat(cache.get(2, line, line.length - 1)).isSameAs(node);
    }
}
