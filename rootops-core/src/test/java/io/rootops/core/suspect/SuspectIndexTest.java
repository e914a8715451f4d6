package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SuspectIndexTest {
    @Test
    void addsACommitOnce() {
        SuspectIndex index =
                new InventedShop().commit("Paint", "Door.java", 3, "paint").index();
        index.add(new SuspectCommit("c0", InventedShop.START, "again", java.util.List.of(), Map.of()));

        assertThat(index.size()).isOne();
        assertThat(index.term("again")).isEqualTo(-1);
    }

    @Test
    void keepsWhichDocumentsHoldATerm() {
        Postings postings = new Postings();
        Map<Integer, Integer> expected = new TreeMap<>();
        for (int document = 0; document < 100_000; document++) {
            postings.document(document % 7);
            if (document % 1_003 == 5) {
                postings.add(3_000, document, document + 1);
                expected.put(document, document + 1);
            }
        }

        Map<Integer, Integer> found = new TreeMap<>();
        postings.each(3_000, found::put);

        assertThat(found).containsAllEntriesOf(expected).hasSameSizeAs(expected);
        assertThat(postings.length(99_999)).isEqualTo(99_999 % 7);
        postings.each(
                2_999, (document, count) -> assertThat(entry(document, count)).isNull());
    }
}
