package io.rootops.core.suspect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commits of one repository, by the terms of their messages, files and changed identifiers. Commits are added in the order
 * of their arrival. Some readers may use it at the same time while nobody adds to it.
 */
public final class SuspectIndex {
    private static final int MOST_WORDS = 20_000;

    private final Map<String, Integer> terms = new HashMap<>();
    /** Of the words that came lately: cutting them is most of the work, and to keep all would be most of the memory. */
    private final Map<String, int[]> ofWord = new HashMap<>();

    private final RepositoryPaths paths = new RepositoryPaths();
    private final Map<String, Integer> bySha = new HashMap<>();
    private final List<String> shas = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Ints firstPart = new Ints();
    private final Ints commitOfPart = new Ints();
    private final Ints pathOfPart = new Ints();
    private final Ints linesOfPart = new Ints();
    private final BitSet created = new BitSet();
    private final BitSet seen = new BitSet();
    private final Postings subjects = new Postings();
    private final Postings bodies = new Postings();
    private final Postings names = new Postings();
    private final Postings identifiers = new Postings();

    /** What a term may stand in. */
    enum Field {
        SUBJECT,
        BODY,
        NAME,
        IDENTIFIER
    }

    /** A commit that came after all that are known; one that is known already changes nothing. */
    public void add(SuspectCommit commit) {
        if (bySha.containsKey(commit.sha())) {
            return;
        }
        int number = shas.size();
        bySha.put(commit.sha(), number);
        shas.add(commit.sha());
        times.add(commit.committedAt().getEpochSecond());
        firstPart.add(commitOfPart.size());
        String message = commit.message();
        int end = message.indexOf('\n');
        text(subjects, end < 0 ? message : message.substring(0, end));
        text(bodies, end < 0 ? "" : message.substring(end));
        for (SuspectCommit.File file : commit.files()) {
            int path = paths.add(file.path());
            Boolean made = file.created();
            part(number, path, file.lines(), made == null ? !seen.get(path) : made, file.identifiers());
            seen.set(path);
        }
        if (!commit.identifiers().isEmpty()) {
            part(number, -1, 0, false, commit.identifiers());
        }
    }

    private void text(Postings field, String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        Terms.words(text).forEach(word -> count(word, 1, counts));
        document(field, counts);
    }

    private void part(int commit, int path, int lines, boolean made, Map<String, Integer> words) {
        created.set(commitOfPart.size(), made);
        commitOfPart.add(commit);
        pathOfPart.add(path);
        linesOfPart.add(lines);
        text(names, path < 0 ? "" : SourcePath.baseName(paths.path(path)));
        Map<Integer, Integer> counts = new HashMap<>();
        words.forEach((word, count) -> count(word, count, counts));
        document(identifiers, counts);
    }

    private void count(String word, int count, Map<Integer, Integer> counts) {
        if (ofWord.size() > MOST_WORDS) {
            ofWord.clear();
        }
        int[] known = ofWord.computeIfAbsent(
                word,
                it -> Terms.ofWord(it).stream()
                        .mapToInt(term -> terms.computeIfAbsent(term, none -> terms.size()))
                        .toArray());
        for (int term : known) {
            counts.merge(term, count, Integer::sum);
        }
    }

    private static void document(Postings field, Map<Integer, Integer> counts) {
        int document =
                field.document(counts.values().stream().mapToInt(it -> it).sum());
        counts.forEach((term, count) -> field.add(term, document, count));
    }

    /** The paths of its files. */
    public RepositoryPaths paths() {
        return paths;
    }

    /** How many commits. */
    public int size() {
        return shas.size();
    }

    String sha(int commit) {
        return shas.get(commit);
    }

    long time(int commit) {
        return times.get(commit);
    }

    /** Its number, -1 where it is not known. */
    int number(String sha) {
        return bySha.getOrDefault(sha, -1);
    }

    /** -1 where no commit has it. */
    int term(String term) {
        return terms.getOrDefault(term, -1);
    }

    int parts() {
        return commitOfPart.size();
    }

    /** The first of its files, among {@link #parts}. */
    int firstPart(int commit) {
        return firstPart.get(commit);
    }

    /** The one after the last of its files. */
    int endOfParts(int commit) {
        return commit + 1 < firstPart.size() ? firstPart.get(commit + 1) : commitOfPart.size();
    }

    int commitOfPart(int part) {
        return commitOfPart.get(part);
    }

    /** -1: identifiers whose file is not known. */
    int pathOfPart(int part) {
        return pathOfPart.get(part);
    }

    int linesOfPart(int part) {
        return linesOfPart.get(part);
    }

    boolean created(int part) {
        return created.get(part);
    }

    Postings postings(Field field) {
        return switch (field) {
            case SUBJECT -> subjects;
            case BODY -> bodies;
            case NAME -> names;
            case IDENTIFIER -> identifiers;
        };
    }

    /** Whether the documents of the field are files of commits, not commits. */
    static boolean ofParts(Field field) {
        return field == Field.NAME || field == Field.IDENTIFIER;
    }
}
