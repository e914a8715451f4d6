package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void cutsIdentifiersIntoTheWholeAndItsParts() {
        assertThat(Terms.of("parseURLFast")).containsExactly("parseurlfast", "parse", "url", "fast");
        assertThat(Terms.of("retry_budget")).containsExactly("retry_budget", "retry", "budget");
        assertThat(Terms.of("md5")).containsExactly("md5");
        assertThat(Terms.of("Cart")).containsExactly("cart");
    }

    @Test
    void leavesOutWhatEveryTextHas() {
        assertThat(Terms.of("The cart is null, and a String is in it")).containsExactly("cart");
    }

    @Test
    void countsWithTheLogarithm() {
        assertThat(Terms.weighted(List.of("door", "cart", "price", "cart"), 3))
                .containsEntry("price", 1.0)
                .containsEntry("cart", 1 + Math.log(2));
        assertThat(Terms.weighted(List.of("door", "cart", "price", "cart"), 2)).containsOnlyKeys("cart", "door");
    }
}
