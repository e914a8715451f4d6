package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineRunsTest {
    @Test
    void splicesLikeAListOfLines() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            List<Integer> plain = new ArrayList<>();
            LineRuns runs = LineRuns.EMPTY;
            for (int commit = 0; commit < 12; commit++) {
                int[] edits = edits(random, plain.size());
                plain = spliced(plain, edits, commit);
                runs = runs.splice(edits, commit);
                assertThat(runs.lines()).isEqualTo(plain.size());
                assertThat(runs.toArray())
                        .containsExactly(plain.stream().mapToInt(it -> it).toArray());
                for (int line = 0; line < plain.size(); line++) {
                    assertThat(runs.origin(line)).isEqualTo(plain.get(line));
                }
            }
            assertThat(LineRuns.of(runs.toArray()).toArray()).containsExactly(runs.toArray());
        }
    }

    private static int[] edits(Random random, int lines) {
        List<Integer> edits = new ArrayList<>();
        int old = 0;
        int shift = 0;
        while (true) {
            int from = old + random.nextInt(4) + (edits.isEmpty() ? 0 : 1);
            if (from > lines || edits.size() > 12) {
                return edits.stream().mapToInt(it -> it).toArray();
            }
            int to = Math.min(lines, from + random.nextInt(3));
            int added = random.nextInt(3) + (to == from ? 1 : 0);
            edits.addAll(List.of(from, to, from + shift, from + shift + added));
            shift += added - (to - from);
            old = to;
        }
    }

    private static List<Integer> spliced(List<Integer> lines, int[] edits, int commit) {
        List<Integer> result = new ArrayList<>();
        int old = 0;
        for (int e = 0; e < edits.length; e += 4) {
            result.addAll(lines.subList(old, edits[e]));
            for (int i = edits[e + 2]; i < edits[e + 3]; i++) {
                result.add(commit);
            }
            old = edits[e + 1];
        }
        result.addAll(lines.subList(old, lines.size()));
        return result;
    }
}
