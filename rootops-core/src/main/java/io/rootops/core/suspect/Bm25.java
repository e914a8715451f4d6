package io.rootops.core.suspect;

/**
 * The weight of a term in a text by BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
 * (2009), with k1 = 1.2.
 *
 * @param texts how many there are
 * @param meanLength of a text, in terms; above 0
 * @param b how much longer texts count less, 0 to 1
 */
public record Bm25(int texts, double meanLength, double b) {
    private static final double K1 = 1.2;

    /** @param having how many texts have the term */
    public double inverseFrequency(int having) {
        return Math.log1p((texts - having + 0.5) / (having + 0.5));
    }

    /** @param length of the text, in terms */
    public double saturated(double count, double length) {
        return count * (K1 + 1) / (count + K1 * (1 - b + b * length / meanLength));
    }
}
