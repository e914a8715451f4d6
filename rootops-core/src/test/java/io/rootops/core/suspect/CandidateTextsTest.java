package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.suspect.SuspectIndex.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateTextsTest {
    private static final Set<Field> SUBJECT = EnumSet.of(Field.SUBJECT);

    private final InventedShop shop = new InventedShop()
            .commit("Round the price", "Cart.java", 3, "roundPrice")
            .commit("Show the price twice, price by price", "View.java", 3, "show")
            .commit("Close the till", "Till.java", 3, "close")
            .commit("Open the till", "Till.java", 3, "open")
            .commit("Paint the door", "Door.java", 3, "paint")
            .commit("Sweep the floor", "Floor.java", 3, "sweep");

    private double[] newestFirst(Map<String, Double> query) {
        return new CandidateTexts(shop.all()).commits(query, SUBJECT);
    }

    /** Worked by hand: two of six hold the term; subjects have 2.5 terms on average (round price; show price twice price price …). */
    @Test
    void followsTheFormula() {
        double[] scores = newestFirst(Map.of("price", 1.0));

        double idf = Math.log(1 + (6 - 2 + 0.5) / (2 + 0.5));
        double mean = (2 + 5 + 2 + 2 + 2 + 2) / 6.0;
        assertThat(scores[5]).isCloseTo(idf * 2.2 / (1 + 1.2 * (0.5 + 0.5 * 2 / mean)), within(1e-9));
        assertThat(scores[4]).isCloseTo(idf * 3 * 2.2 / (3 + 1.2 * (0.5 + 0.5 * 5 / mean)), within(1e-9));
        assertThat(scores[0]).isZero();
    }

    @Test
    void countsOverTheCandidatesOnly() {
        Candidates two = new Candidates(shop.index(), List.of("c0", "c5"));

        assertThat(new CandidateTexts(two).commits(Map.of("price", 1.0), SUBJECT)[1])
                .isCloseTo(Math.log(1 + 1.5 / 1.5) * 2.2 / (1 + 1.2), within(1e-9));
    }

    @Test
    void leavesOutWhatMoreThanHalfHave() {
        Candidates three = new Candidates(shop.index(), List.of("c1", "c0", "c5"));

        assertThat(new CandidateTexts(three).commits(Map.of("price", 1.0), SUBJECT))
                .containsOnly(0);
        assertThat(newestFirst(Map.of("nowhere", 1.0))).containsOnly(0);
    }

    @Test
    void saysWhichTermsMatched() {
        assertThat(new CandidateTexts(shop.all())
                        .matched(Map.of("price", 1.0, "till", 1.0, "door", 1.0), SUBJECT, List.of(5))
                        .get(5))
                .containsOnlyKeys("price");
    }

    @Test
    void takesTheBestFileOfACommit() {
        shop.commit(
                "All at once",
                List.of(
                        InventedShop.file("Cart.java", 1, "roundPrice", "taxRate"),
                        InventedShop.file("Menu.java", 1, "unrelated")));

        double[] best = new CandidateTexts(shop.all()).bestFile(Map.of("taxrate", 1.0), 200);

        assertThat(best[0]).isPositive();
        assertThat(best[1]).isZero();
        assertThat(new CandidateTexts(shop.all()).bestFile(Map.of("taxrate", 1.0), 1)[0])
                .isZero();
    }
}
