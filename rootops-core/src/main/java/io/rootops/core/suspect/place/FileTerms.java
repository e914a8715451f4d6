package io.rootops.core.suspect.place;

import java.util.Arrays;
import java.util.List;

/**
 * Which terms a content and its methods have and how often, in a few bytes a term. Terms are kept as hashes of 32 bits: two
 * of a query's hundred words meet by chance in one of some million contents. Immutable.
 */
final class FileTerms {
    /** A content without a term: one that is no text, or larger than is looked at. */
    static final FileTerms NONE = new FileTerms(List.of(), new int[0], 0, new int[0], new int[1], new byte[0]);

    private final List<Method> methods;
    private final int[] methodLengths;
    private final int length;
    private final int[] terms;

    /** Where each term's counts begin; behind the last the end. */
    private final int[] starts;

    /**
     * For each term how often the content has it, then by turns how many methods further one stands that has it, and how
     * often; all as numbers of seven bits a byte, the lowest first.
     */
    private final byte[] counts;

    FileTerms(List<Method> methods, int[] methodLengths, int length, int[] terms, int[] starts, byte[] counts) {
        this.methods = methods;
        this.methodLengths = methodLengths;
        this.length = length;
        this.terms = terms;
        this.starts = starts;
        this.counts = counts;
    }

    /** Receives how often a method has a term. */
    interface MethodSink {
        void method(int method, int count);
    }

    static int hash(String term) {
        return term.hashCode() * 0x9e3779b1;
    }

    List<Method> methods() {
        return methods;
    }

    /** Terms in a method. */
    int methodLength(int method) {
        return methodLengths[method];
    }

    /** Terms in the content. */
    int length() {
        return length;
    }

    /** Place of a term, for the methods below; negative when it does not occur. */
    int find(int hash) {
        return Arrays.binarySearch(terms, hash);
    }

    /** How often the content has the term of a place. */
    int count(int place) {
        int at = starts[place];
        int count = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = counts[at++];
            count |= (b & 0x7f) << shift;
            if (b >= 0) {
                return count;
            }
        }
    }

    /** Gives the methods that have the term of a place. */
    void methods(int place, MethodSink sink) {
        int at = starts[place];
        int end = starts[place + 1];
        int method = -1;
        int read = 0;
        int value = 0;
        for (int shift = 0; at < end; at++) {
            value |= (counts[at] & 0x7f) << shift;
            shift += 7;
            if (counts[at] >= 0) {
                if (read > 0 && (read & 1) == 1) {
                    method += value;
                } else if (read > 0) {
                    sink.method(method, value);
                }
                read++;
                value = 0;
                shift = 0;
            }
        }
    }

    /** That it takes in memory, about. */
    int bytes() {
        return 160 + terms.length * 8 + counts.length + methods.size() * 100;
    }
}
