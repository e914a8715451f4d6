package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SuspectQueryTest {
    private static RepositoryPaths paths(String... paths) {
        RepositoryPaths all = new RepositoryPaths();
        List.of(paths).forEach(all::add);
        return all;
    }

    @Test
    void keepsOnlyFramesOfFilesThatTheRepositoryHas() {
        SuspectQuery query = SuspectQuery.of(
                "Payment fails",
                """
                java.lang.IllegalStateException: no price for RetryBudget
                \tat org.lib.Pool.take(Pool.java:3)
                \tat com.shop.Cart.total(Cart.java:12)
                \tat com.shop.CartTest.totals(CartTest.java:30)
                """,
                paths("src/main/java/com/shop/Cart.java", "src/test/java/com/shop/CartTest.java", "x/Pool.java"));

        assertThat(query.traced()).isTrue();
        assertThat(query.frames())
                .containsExactly(
                        new Frame("Cart", "total", "com/shop/Cart.java", 12, false),
                        new Frame("CartTest", "totals", "com/shop/CartTest.java", 30, true));
        assertThat(query.terms()).containsKeys("payment", "retrybudget", "illegalstateexception", "cart", "totals");
        assertThat(query.frameTerms()).containsOnlyKeys("cart", "total", "carttest", "totals");
        assertThat(query.names())
                .containsExactly(
                        new NamedPlace("com/shop/Cart.java", "total", 1, 1), new NamedPlace("Cart", null, 0.4, 2));
    }

    @Test
    void readsFailingTests() {
        assertThat(SuspectQuery.of("failing: com.shop.CartTest::totals", "", paths("Cart.java")))
                .satisfies(it -> {
                    assertThat(it.failingTest()).contains("CartTest");
                    assertThat(it.traced()).isTrue();
                    assertThat(it.names()).containsExactly(new NamedPlace("Cart", null, 0.5, 0));
                });
        assertThat(SuspectQuery.of(
                                "", "FAILED tests/test_cart.py::TestCart::test_total - assert 1 == 2", paths("cart.py"))
                        .names())
                .contains(new NamedPlace("cart", null, 0.5, 0));
        assertThat(SuspectQuery.of("Cart is slow", "", paths("Cart.java")).traced())
                .isFalse();
    }

    @Test
    void aFailingTestOfGoIsATrace() {
        SuspectQuery query = SuspectQuery.of("--- FAIL: TestPayTill (0.00s)", "", paths("till.go"));

        assertThat(query.traced()).isTrue();
        assertThat(query.terms()).containsKeys("testpaytill", "till");
    }

    @Test
    void aReferenceToAnIssueIsNoTest() {
        for (String text : List.of("see acme/attestation#123", "see acme/test#123", "latest/Cart#total")) {
            assertThat(SuspectQuery.of(text, "", paths("Cart.java")).traced())
                    .as(text)
                    .isFalse();
        }
        for (String text : List.of("TestCart#total", "cart_test::total", "com.shop.tests.Cart#total")) {
            assertThat(SuspectQuery.of(text, "", paths("Cart.java")).traced())
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void aLongTextIsReadToItsEndAndFewOfItsNamesAreKept() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append("the shop is slow, com.lib.Broken")
                    .append(letters(i))
                    .append("Exception: no ")
                    .append(letters(i).toLowerCase(Locale.ROOT))
                    .append("\n");
        }
        SuspectQuery query = SuspectQuery.of("Shop", text + "com.shop.CartTest::totals\n", paths("Cart.java"));

        assertThat(query.terms())
                .hasSizeLessThanOrEqualTo(300)
                .containsKeys("shop", "broken", "brokenaaaexception", "carttest");
        assertThat(query.failingTest()).contains("CartTest");
    }

    private static String letters(int number) {
        return "" + (char) ('A' + number / 100) + (char) ('a' + number / 10 % 10) + (char) ('a' + number % 10);
    }

    @Test
    void findsFilesThatWordsName() {
        assertThat(SuspectQuery.of("RetryBudget is never reset, says RetryBudgetTest", "", paths("a/RetryBudget.java"))
                        .names())
                .containsExactly(
                        new NamedPlace("RetryBudget", null, 1, 0), new NamedPlace("RetryBudget", null, 0.6, 0));
    }

    @Test
    void meansPathsOfOtherMachines() {
        NamedPlace place = new NamedPlace("/build/agent/shop/src/cart.js", null, 1, 1);

        assertThat(place.hits("src/cart.js")).isTrue();
        assertThat(place.hits("web/src/cart.js")).isTrue();
        assertThat(place.hits("web/lib/cart.js")).isFalse();
        assertThat(new NamedPlace("com/shop/Cart.java", null, 1, 1).hits("src/com/shop/Cart.java"))
                .isTrue();
        assertThat(new NamedPlace("com/shop/Cart.java", null, 1, 1).hits("src/com/other/Cart.java"))
                .isFalse();
        assertThat(new NamedPlace("Cart", null, 1, 1).hits("a/Cart.java")).isTrue();
        assertThat(new NamedPlace("Cart", null, 1, 1).hits("a/CartLine.java")).isFalse();
    }
}
