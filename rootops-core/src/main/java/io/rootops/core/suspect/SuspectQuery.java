package io.rootops.core.suspect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the title and text of an incident say, ready to be looked up.
 *
 * @param terms of all parts (message, exceptions, failing test, frames), each with 1 + ln(count), in alphabetical order; the
 *     300 commonest
 * @param frameTerms of the frames alone, likewise
 * @param names files that the text names, each with its weight (recipe of the ranking: frame 1 / i, class under a test .8 / i,
 *     class under the failing test .5, word 1 or .6)
 * @param failingTest class of the failing test without its package
 * @param frames in the application's own code, the innermost first, at most fifteen
 * @param traced whether the incident came with a stack trace or a failing test
 */
public record SuspectQuery(
        Map<String, Double> terms,
        Map<String, Double> frameTerms,
        List<NamedPlace> names,
        Optional<String> failingTest,
        List<Frame> frames,
        boolean traced) {
    public SuspectQuery {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
        frameTerms = Collections.unmodifiableSortedMap(new TreeMap<>(frameTerms));
        names = List.copyOf(names);
        frames = List.copyOf(frames);
    }

    /**
     * Reads a title and a text; any text, of any length, is read in a time in proportion to it.
     *
     * @param paths that the repository has or had: what tells its own frames from those of libraries
     */
    public static SuspectQuery of(String title, String text, RepositoryPaths paths) {
        return new IncidentText(title, text, paths).query();
    }
}
