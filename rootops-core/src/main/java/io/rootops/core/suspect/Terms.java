package io.rootops.core.suspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cuts texts and identifiers into the terms that they are compared by. */
public final class Terms {
    /** Shorter words and parts of words say too little. */
    private static final int SHORTEST = 3;

    private static final Set<String> STOPPED = Set.of(
            ("the and for are was were has have had been not but with from that this these those its then than when where which who "
                            + "will would can could should may must does did done doing into onto out off over under about after "
                            + "before between during while because also only some any all each other another such same more most "
                            + "very just too here there how what why you your our their his her they them him she one two use uses "
                            + "used using get set via per own being both few nor yet "
                            + "fix add test bug issue java org apache com public private static final void return class import "
                            + "string int null true false patch commit trunk branch")
                    .split(" "));

    private Terms() {}

    /** Of all words of the text, in its order. */
    public static List<String> of(CharSequence text) {
        List<String> terms = new ArrayList<>();
        words(text).forEach(it -> terms.addAll(ofWord(it)));
        return terms;
    }

    /** The words of the text that may be identifiers: three characters or more of a letter or underscore, then also digits. */
    static List<String> words(CharSequence text) {
        List<String> words = new ArrayList<>();
        int length = text.length();
        int i = 0;
        while (i < length) {
            if (!letter(text.charAt(i))) {
                i++;
                continue;
            }
            int from = i;
            while (i < length && (letter(text.charAt(i)) || digit(text.charAt(i)))) {
                i++;
            }
            if (i - from >= SHORTEST) {
                words.add(text.subSequence(from, i).toString());
            }
        }
        return words;
    }

    /**
     * Of one word: the whole, where it has several parts, and each part of three letters or more, in lower case. Parts are
     * told by capitals, digits and underscores: {@code parseURLFast} has parse, url, fast.
     */
    static List<String> ofWord(String word) {
        List<String> parts = parts(word);
        List<String> terms = new ArrayList<>(parts.size() + 1);
        if (parts.size() > 1) {
            keep(word, terms);
        }
        for (String part : parts) {
            if (part.length() >= SHORTEST && !digit(part.charAt(0))) {
                keep(part, terms);
            }
        }
        return terms;
    }

    private static void keep(String word, List<String> terms) {
        String term = word.toLowerCase(Locale.ROOT);
        if (!STOPPED.contains(term)) {
            terms.add(term);
        }
    }

    static List<String> parts(String word) {
        List<String> parts = new ArrayList<>(4);
        int from = 0;
        for (int i = 1; i <= word.length(); i++) {
            if (i == word.length() || cut(word, i)) {
                if (word.charAt(from) != '_') {
                    parts.add(word.substring(from, i));
                }
                from = i;
            }
        }
        return parts;
    }

    /** Whether a part begins at this place. */
    private static boolean cut(String word, int at) {
        char before = word.charAt(at - 1);
        char here = word.charAt(at);
        if (kind(before) != kind(here)) {
            return !(upper(before) && lower(here));
        }
        return upper(here) && at + 1 < word.length() && lower(word.charAt(at + 1));
    }

    private static int kind(char c) {
        return upper(c) ? 0 : lower(c) ? 1 : digit(c) ? 2 : 3;
    }

    private static boolean letter(char c) {
        return upper(c) || lower(c) || c == '_';
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Each term with 1 + ln(count), in alphabetical order; the commonest, of equal ones the first. */
    static SortedMap<String, Double> weighted(List<String> terms, int most) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.forEach(it -> counts.merge(it, 1, Integer::sum));
        SortedMap<String, Double> weighted = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .forEach(it -> weighted.put(it.getKey(), 1 + Math.log(it.getValue())));
        return weighted;
    }
}
