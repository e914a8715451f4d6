package io.rootops.core.suspect.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often a content and its methods have a term. */
class FileTermsTest {
    private final FileTermsReader reader = new FileTermsReader();

    @Test
    void countsTermsOfTheContentAndOfEachMethod() {
        FileTerms terms = read("""
                class Cart {
                    void total() { price(basket); price(basket); }
                    void empty() { basket = null; }
                    void nothing() { }
                }
                """);

        assertThat(terms.methods()).extracting(Method::name).containsExactly("total", "empty", "nothing");
        assertThat(count(terms, "basket")).isEqualTo(3);
        assertThat(methods(terms, "basket")).isEqualTo(Map.of("total", 2, "empty", 1));
        assertThat(count(terms, "absent")).isZero();
        assertThat(methods(terms, "absent")).isEmpty();
    }

    @Test
    void aMethodsNameCountsTwiceMoreAndItsClassOnceMore() {
        FileTerms terms = read("class Cart { void total() { price(); } }");

        assertThat(count(terms, "total")).isEqualTo(1);
        assertThat(methods(terms, "total")).isEqualTo(Map.of("total", 3));
        assertThat(methods(terms, "cart"))
                .as("the class stands in the same line")
                .isEqualTo(Map.of("total", 2));
    }

    @Test
    void largeCountsAndManyMethodsAreKept() {
        StringBuilder text = new StringBuilder("class A {\n");
        for (int i = 0; i < 300; i++) {
            text.append("void m")
                    .append(i)
                    .append("() { ")
                    .append(i % 2 == 0 ? "even();" : "odd();")
                    .append(" }\n");
        }
        text.append("void many() { ").append("word ".repeat(20_000)).append("}\n}\n");

        FileTerms terms = read(text.toString());

        assertThat(count(terms, "even")).isEqualTo(150);
        assertThat(methods(terms, "even"))
                .hasSize(150)
                .containsKeys("m0", "m298")
                .doesNotContainKey("m1");
        assertThat(methods(terms, "word")).isEqualTo(Map.of("many", 20_000));
    }

    /** Each word of the line would count once for each of its methods: two thousand million times. */
    @Test
    void ofAMinifiedFileTheTermsOfTheContentAreKept() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("void m").append(i).append("() { draw(chart); pie(); } ");
        }

        FileTerms terms = read(text.toString());

        assertThat(terms.methods()).isEmpty();
        assertThat(count(terms, "chart")).isEqualTo(20_000);
        assertThat(terms.length()).isGreaterThan(3 * 20_000);
        assertThat(methods(terms, "chart")).isEmpty();
        assertThat(read("class A { void small() { draw(chart); } }").methods()).hasSize(1);
    }

    /** A class with a hundred thousand terms in its name, and as many methods. */
    @Test
    void ofANameTheBeginningCounts() {
        String name = "AbcDef".repeat(20_000);
        FileTerms terms = read("class " + name + " {\n" + "void run() { }\n".repeat(2_000) + "}\n");

        assertThat(terms.methods()).hasSize(2_000);
        assertThat(terms.methodLength(0)).isLessThan(100);
    }

    private FileTerms read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8), Language.JAVA);
    }

    private static int count(FileTerms terms, String term) {
        int place = terms.find(FileTerms.hash(term));
        return place < 0 ? 0 : terms.count(place);
    }

    private static Map<String, Integer> methods(FileTerms terms, String term) {
        Map<String, Integer> counts = new TreeMap<>();
        int place = terms.find(FileTerms.hash(term));
        if (place >= 0) {
            terms.methods(
                    place,
                    (method, count) -> counts.put(terms.methods().get(method).name(), count));
        }
        return counts;
    }
}
