package io.rootops.core.outcome;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The commits of a history that is being read, each added after it was asked about. Not thread-safe. */
public final class EarlierCommits implements CommitLookup {
    private static final String SEVERAL = "";

    private final TreeSet<String> shas = new TreeSet<>();
    private final Map<String, String> bySubject = new HashMap<>();
    private final Map<String, String> byPlainSubject = new HashMap<>();
    private final Map<Integer, String> byNumber = new HashMap<>();

    /** The next one that arrives. */
    public void add(String sha, String subject) {
        if (shas.add(sha)) {
            bySubject.merge(subject, sha, (one, other) -> SEVERAL);
            byPlainSubject.merge(Subjects.plain(subject), sha, (one, other) -> SEVERAL);
            Subjects.number(subject).ifPresent(it -> byNumber.putIfAbsent(it, sha));
        }
    }

    @Override
    public Optional<String> bySha(String beginning) {
        String first = shas.ceiling(beginning);
        if (first == null || !first.startsWith(beginning)) {
            return Optional.empty();
        }
        String second = shas.higher(first);
        return second != null && second.startsWith(beginning) ? Optional.empty() : Optional.of(first);
    }

    @Override
    public Optional<String> bySubject(String subject) {
        String exact = bySubject.get(subject);
        String found = exact != null ? exact : byPlainSubject.get(Subjects.plain(subject));
        return Optional.ofNullable(found).filter(it -> !it.equals(SEVERAL));
    }

    @Override
    public Optional<String> byNumber(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }
}
