package io.rootops.core.outcome;

import java.util.Optional;

/** Finds the commit that a message speaks of, among those of the default branch that arrived before it. */
public interface CommitLookup {
    /**
     * The commit whose sha begins so; empty when there is none or more than one.
     *
     * @param beginning 7 to 40 lower-case hexadecimal digits
     */
    Optional<String> bySha(String beginning);

    /** The commit that has this subject, with or without a pull request's number behind it; empty unless just one has. */
    Optional<String> bySubject(String subject);

    /** The commit that a pull request was squashed into: its subject ends in {@code (#number)}. */
    Optional<String> byNumber(int number);
}
