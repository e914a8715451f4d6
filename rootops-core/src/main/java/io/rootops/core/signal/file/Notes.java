package io.rootops.core.signal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people should know of one reading. What befell many files is said of the first, with their number. */
final class Notes {
    private final Map<String, String> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private boolean denied;
    private boolean unreadable;

    /** A sentence of its own. */
    void add(String sentence) {
        of(sentence, sentence);
    }

    /** @param kind of what befell, the same for all files that it befell */
    void of(String kind, String sentence) {
        first.putIfAbsent(kind, sentence);
        counts.merge(kind, 1, Integer::sum);
    }

    void unreadable(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            denied = true;
            of("denied", path + " may not be read: give the user that RootOps runs as the right to read it.");
        } else {
            unreadable = true;
            of("unreadable", path + " could not be read (" + e.getMessage() + "): look whether its disk is well.");
        }
    }

    /** Whether something is there that we may not read. */
    boolean denied() {
        return denied;
    }

    /** Whether something is there that cannot be read. */
    boolean unreadable() {
        return unreadable;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        first.forEach((kind, sentence) -> {
            int others = counts.getOrDefault(kind, 1) - 1;
            sentences.add(
                    others == 0 || kind.equals(sentence)
                            ? sentence
                            : sentence + " The same of " + others + (others == 1 ? " other file." : " other files."));
        });
        return sentences;
    }
}
