package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.suspect.LineOwnership.Owned;
import io.rootops.core.suspect.LineOwnership.OwnedPlace;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectRankerTest {
    private static final String TRACE = """
            java.lang.ArithmeticException: rounding of taxRate
            \tat com.shop.Cart.total(Cart.java:12)
            """;

    private final InventedShop shop = new InventedShop()
            .commit("Begin", "src/com/shop/Cart.java", 90, "total", "price")
            .commit("Open the till", "src/com/shop/Till.java", 40, "open", "till")
            .commit("Round by the tax rate", "src/com/shop/Cart.java", 12, "taxRate", "total", "rounding")
            .commit("Paint the door", "src/com/shop/Door.java", 8, "paint", "door")
            .commit("Test the door", "test/com/shop/DoorTest.java", 8, "paint", "door")
            .commit("Say how to begin", "README.md", 4);

    private final SuspectRanker ranker = new SuspectRanker(model());

    private static SuspectModel model() {
        Map<SuspectFeature, Double> weights = new EnumMap<>(SuspectFeature.class);
        for (SuspectFeature feature : SuspectFeature.values()) {
            weights.put(feature, feature.evidence() ? 1.0 : feature == SuspectFeature.LOG_AGE ? -1.0 : 0.1);
        }
        SuspectModel.Part part = new SuspectModel.Part(
                new SuspectWeights(weights), new SuspectWeights(weights), Chance.UNCHANGED, new Chance(0.5, 0.5));
        return new SuspectModel("test", part, part);
    }

    private SuspectQuery query(String title, String text) {
        return SuspectQuery.of(title, text, shop.index().paths());
    }

    private SuspectRanking rank(Candidates candidates, String title, String text) {
        return ranker.rank(candidates, query(title, text), shop.now(), Optional.empty(), 10);
    }

    @Test
    void putsTheCauseFirstAndSaysWhy() {
        SuspectRanking ranking = rank(shop.all(), "Totals are wrong", TRACE);

        Suspect first = ranking.suspects().get(0);
        assertThat(first.sha()).isEqualTo("c2");
        assertThat(first.rank()).isOne();
        assertThat(first.evidence())
                .extracting(Suspect.Evidence::words)
                .contains(
                        "its files and changed code mention rate, tax, rounding",
                        "changes src/com/shop/Cart.java, named by frame 1",
                        "12 of its 12 changed lines lie in src/com/shop/Cart.java",
                        "3 newer commits",
                        "12 changed lines");
        assertThat(ranking.candidates()).isEqualTo(6);
        assertThat(ranking.owners()).isFalse();
        assertThat(ranking.chanceOfFive()).isBetween(0.5, 1.0);
    }

    @Test
    void theScoreIsTheSumOfItsEvidence() {
        rank(shop.all(), "Totals are wrong", TRACE)
                .suspects()
                .forEach(it -> assertThat(it.evidence().stream()
                                .mapToDouble(Suspect.Evidence::points)
                                .sum())
                        .isCloseTo(it.score(), within(0.05)));
    }

    @Test
    void namesNobodyThatWasNotRunning() {
        SuspectRanking ranking =
                rank(new Candidates(shop.index(), List.of("c0", "c1", "c3", "nowhere")), "Totals are wrong", TRACE);

        assertThat(ranking.suspects()).extracting(Suspect::sha).containsExactlyInAnyOrder("c0", "c1", "c3");
    }

    @Test
    void ranksWithoutAnyText() {
        assertThat(rank(shop.all(), "", "").suspects()).hasSize(6);
        assertThat(rank(new Candidates(shop.index(), List.of()), "Totals", "").suspects())
                .isEmpty();
    }

    /** As a commit that changes one named file, and makes another that is named less. */
    @Test
    void eachPieceOfEvidenceSpeaksOfItsOwnFile() {
        shop.commit(
                "Move totals",
                List.of(
                        InventedShop.file("src/com/shop/Cart.java", 2, "total"),
                        InventedShop.file("src/com/shop/Totals.java", 200, "total")));

        Suspect moved =
                rank(shop.all(), "Wrong sums", TRACE + "\tat com.shop.Totals.add(Totals.java:3)\n").suspects().stream()
                        .filter(it -> it.sha().equals("c6"))
                        .findFirst()
                        .orElseThrow();

        assertThat(moved.evidence())
                .extracting(Suspect.Evidence::words)
                .contains(
                        "changes src/com/shop/Cart.java, named by frame 1",
                        "200 of its 202 changed lines lie in src/com/shop/Totals.java",
                        "made src/com/shop/Totals.java, named by frame 2");
    }

    @Test
    void ownersThatNobodyFoundAreNotKnown() {
        LineOwnership nothing = new LineOwnership(Map.of(), List.of(), List.of());

        assertThat(ranker.rank(shop.all(), query("Slow", ""), shop.now(), Optional.of(nothing), 3)
                        .owners())
                .isFalse();
    }

    @Test
    void candidatesThatWereChosenBeforeACommitCameAreRankedAsBefore() {
        Candidates before = shop.all();
        SuspectQuery query = query("Totals are wrong", TRACE);
        Instant at = shop.now();
        SuspectRanking ranking = ranker.rank(before, query, at, Optional.empty(), 10);
        shop.commit("Total the tax rate, rounding", "src/com/shop/Cart.java", 3, "taxRate", "total", "rounding");

        assertThat(ranker.rank(before, query, at, Optional.empty(), 10)).isEqualTo(ranking);
    }

    @Test
    void filesOfLaterCommitsAreNone() {
        RepositoryPaths paths = new Candidates(shop.index(), List.of("c0", "c1")).paths();

        assertThat(SuspectQuery.of("Wrong", TRACE, paths).frames()).hasSize(1);
        assertThat(SuspectQuery.of("Wrong", "\tat com.shop.Door.paint(Door.java:3)\n", paths)
                        .frames())
                .isEmpty();
    }

    @Test
    void believesTheOwnersOfLines() {
        LineOwnership ownership = new LineOwnership(
                Map.of(
                        "c0",
                        new Owned(2, 3, 1, 1, 2, List.of(new OwnedPlace("src/com/shop/Cart.java", "total", 14, 31))),
                        "gone",
                        new Owned(9, 9, 9, 9, 9, List.of())),
                List.of(),
                List.of());

        SuspectRanking ranking = ranker.rank(shop.all(), query("Slow", ""), shop.now(), Optional.of(ownership), 1);

        assertThat(ranking.owners()).isTrue();
        assertThat(ranking.suspects()).extracting(Suspect::sha).containsExactly("c0");
        assertThat(ranking.suspects().get(0).evidence())
                .anySatisfy(it -> assertThat(it.words())
                        .isEqualTo("owns 14 of 31 code lines of total in src/com/shop/Cart.java"));
    }

    @Test
    void ofEqualOnesTheNewerIsFirst() {
        InventedShop same = new InventedShop()
                .commit("Paint", "a/Door.java", 3, "paint")
                .commit("Paint", "a/Door.java", 3, "paint");
        SuspectModel.Part none = new SuspectModel.Part(
                new SuspectWeights(Map.of()), new SuspectWeights(Map.of()), Chance.UNCHANGED, Chance.UNCHANGED);

        assertThat(new SuspectRanker(new SuspectModel("none", none, none))
                        .rank(
                                same.all(),
                                SuspectQuery.of("Paint", "", same.index().paths()),
                                same.now(),
                                Optional.empty(),
                                2)
                        .suspects())
                .extracting(Suspect::sha)
                .containsExactly("c1", "c0");
    }
}
