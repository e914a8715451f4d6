package io.rootops.core.suspect.place;

import io.rootops.core.suspect.Terms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which terms a content and its methods have. Keeps the terms of words between contents; for one thread. */
final class FileTermsReader {
    /** How much more the words of a name count than one in the code. */
    private static final int NAME = 2;

    private static final int TYPE = 1;

    private static final int KNOWN_WORDS = 100_000;
    private static final int LONGEST_WORD = 200;

    /**
     * In a line of a minified file every word stands in every method of the line, and each of them counts. Beyond this many
     * such a content says nothing of its methods.
     */
    private static final int MOST_OCCURRENCES = 4_000_000;

    private final Map<String, int[]> termsOfWord = new HashMap<>();

    /** Hash of a term in the upper half; below, 0 for the content or 1 + the number of a method: once for each occurrence. */
    private long[] occurrences = new long[4096];

    private int size;

    FileTerms read(byte[] content, Language language) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        FileTerms terms = read(text, MethodFinder.in(SourceMask.of(text, language), language));
        return full() ? read(text, List.of()) : terms;
    }

    private FileTerms read(String text, List<Method> methods) {
        int[] lengths = new int[methods.size()];
        size = 0;
        words(text, methods, lengths);
        int length = size - Arrays.stream(lengths).sum();
        for (int m = 0; m < lengths.length && !full(); m++) {
            lengths[m] +=
                    name(methods.get(m).name(), NAME, m) + name(methods.get(m).type(), TYPE, m);
        }
        return full() ? FileTerms.NONE : postings(methods, lengths, length);
    }

    private boolean full() {
        return size >= MOST_OCCURRENCES;
    }

    private void words(String text, List<Method> methods, int[] lengths) {
        Deque<Integer> around = new ArrayDeque<>();
        int next = 0;
        int line = 0;
        int at = 0;
        while (at < text.length() && !full()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            while (!around.isEmpty() && methods.get(around.element()).to() <= line) {
                around.pop();
            }
            while (next < methods.size() && methods.get(next).from() <= line) {
                around.push(next++);
            }
            line(text, at, end, around, lengths);
            at = end + 1;
            line++;
        }
    }

    private void line(String text, int from, int to, Deque<Integer> around, int[] lengths) {
        int at = from;
        while (at < to && !full()) {
            int end = at + 1;
            if (Header.word(text.charAt(at))) {
                while (end < to && Header.word(text.charAt(end))) {
                    end++;
                }
                int[] terms = terms(text.substring(at, Math.min(end, at + LONGEST_WORD)));
                for (int term : terms) {
                    add(term, 0);
                    for (int method : around) {
                        add(term, method + 1);
                    }
                }
                for (int method : around) {
                    lengths[method] += terms.length;
                }
            }
            at = end;
        }
    }

    private int name(String name, int times, int method) {
        int[] terms = terms(name.substring(0, Math.min(name.length(), LONGEST_WORD)));
        for (int term : terms) {
            for (int i = 0; i < times; i++) {
                add(term, method + 1);
            }
        }
        return terms.length * times;
    }

    private int[] terms(String word) {
        int[] known = termsOfWord.get(word);
        if (known == null) {
            known = Terms.of(word).stream().mapToInt(FileTerms::hash).toArray();
            if (termsOfWord.size() >= KNOWN_WORDS) {
                termsOfWord.clear();
            }
            termsOfWord.put(word, known);
        }
        return known;
    }

    private void add(int term, int owner) {
        if (full()) {
            return;
        }
        if (size == occurrences.length) {
            occurrences = Arrays.copyOf(occurrences, size * 2);
        }
        occurrences[size++] = ((long) term << 32) | owner;
    }

    private FileTerms postings(List<Method> methods, int[] lengths, int length) {
        Arrays.sort(occurrences, 0, size);
        int[] terms = new int[size];
        int[] starts = new int[size + 1];
        Counts counts = new Counts(size);
        int found = 0;
        int i = 0;
        while (i < size) {
            int term = (int) (occurrences[i] >> 32);
            starts[found] = counts.size;
            terms[found++] = term;
            int before = 0;
            boolean content = false;
            while (i < size && (int) (occurrences[i] >> 32) == term) {
                long occurrence = occurrences[i];
                int from = i;
                while (i < size && occurrences[i] == occurrence) {
                    i++;
                }
                int owner = (int) occurrence;
                if (owner > 0) {
                    if (!content) {
                        counts.add(0);
                    }
                    counts.add(owner - before);
                }
                content = true;
                counts.add(i - from);
                before = owner;
            }
        }
        starts[found] = counts.size;
        return new FileTerms(
                List.copyOf(methods),
                lengths,
                length,
                Arrays.copyOf(terms, found),
                Arrays.copyOf(starts, found + 1),
                Arrays.copyOf(counts.bytes, counts.size));
    }

    private static final class Counts {
        private byte[] bytes;
        private int size;

        Counts(int capacity) {
            bytes = new byte[Math.max(16, capacity)];
        }

        void add(int number) {
            if (size + 5 > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int rest = number;
            while (rest > 0x7f) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }
    }
}
