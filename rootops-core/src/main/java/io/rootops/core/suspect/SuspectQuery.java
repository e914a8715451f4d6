package io.rootops.core.suspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the title and text of an incident say, ready to be looked up.
 *
 * @param terms of all parts (message, exceptions, failing test, frames), each with 1 + ln(count)
 * @param frameTerms of the frames alone, each with 1 + ln(count)
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
        terms = Map.copyOf(terms);
        frameTerms = Map.copyOf(frameTerms);
        names = List.copyOf(names);
        frames = List.copyOf(frames);
    }
}
