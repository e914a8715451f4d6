package io.rootops.core.outcome;

import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the commits that a message may speak of, among those of the default branch that arrived before it. Answers hold
 * at most two, the earliest first: enough to tell whether one is meant.
 */
public interface CommitLookup {
    /** @param beginning of the sha: 7 to 40 lower-case hexadecimal digits */
    List<String> bySha(String beginning);

    List<String> bySubject(String subject);

    /** @param plain the subject without the number of the pull request behind it, which those found may have */
    List<String> byPlainSubject(String plain);

    /** Those a pull request was squashed into: their subjects end in {@code (#number)}. */
    List<String> byNumber(int number);

    /** Looks here, then there, whose commits are later ones; one that both know counts once. */
    default CommitLookup then(CommitLookup later) {
        CommitLookup first = this;
        return new CommitLookup() {
            @Override
            public List<String> bySha(String beginning) {
                return both(first.bySha(beginning), later.bySha(beginning));
            }

            @Override
            public List<String> bySubject(String subject) {
                return both(first.bySubject(subject), later.bySubject(subject));
            }

            @Override
            public List<String> byPlainSubject(String plain) {
                return both(first.byPlainSubject(plain), later.byPlainSubject(plain));
            }

            @Override
            public List<String> byNumber(int number) {
                return both(first.byNumber(number), later.byNumber(number));
            }

            private static List<String> both(List<String> one, List<String> other) {
                return Stream.concat(one.stream(), other.stream())
                        .distinct()
                        .limit(2)
                        .toList();
            }
        };
    }
}
