package io.rootops.core.outcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commits of a history that is being read, each added after it was asked about. Not thread-safe. */
public final class EarlierCommits implements CommitLookup {
    private final TreeSet<String> shas = new TreeSet<>();
    /** The earliest two of each, with a blank between them: a history has many subjects, and few of them twice. */
    private final Map<String, String> bySubject = new HashMap<>();

    private final Map<String, String> byPlainSubject = new HashMap<>();
    private final Map<Integer, String> byNumber = new HashMap<>();

    /** The next one that arrives. */
    public void add(String sha, String subject) {
        if (shas.add(sha)) {
            bySubject.merge(subject, sha, EarlierCommits::two);
            byPlainSubject.merge(Subjects.plain(subject), sha, EarlierCommits::two);
            Subjects.number(subject).ifPresent(it -> byNumber.merge(it, sha, EarlierCommits::two));
        }
    }

    @Override
    public List<String> bySha(String beginning) {
        return shas.subSet(beginning, beginning + 'g').stream().limit(2).toList();
    }

    @Override
    public List<String> bySubject(String subject) {
        return list(bySubject.get(subject));
    }

    @Override
    public List<String> byPlainSubject(String plain) {
        return list(byPlainSubject.get(plain));
    }

    @Override
    public List<String> byNumber(int number) {
        return list(byNumber.get(number));
    }

    private static String two(String before, String next) {
        return before.indexOf(' ') < 0 ? before + ' ' + next : before;
    }

    private static List<String> list(@Nullable String shas) {
        return shas == null ? List.of() : List.of(shas.split(" "));
    }
}
