package io.rootops.core.outcome;

import io.rootops.core.change.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a commit's message says of earlier commits: which it reverts, which it names as what it fixes, and whether it is
 * a fix at all. Whoever names its culprit needs no guess from the lines it deletes.
 */
public final class MessageOutcomes {
    private static final int FULL_SHA = 40;

    // "This reverts commit 1a2b3c4." and "This reverts commits 1a2b3c4, 2b3c4d5 and 3c4d5e6."
    private static final Pattern REVERTS = Pattern.compile(
            "(?i)\\bthis reverts commits? ([0-9a-f]{7,40}\\b(?:(?:,? and |, ?|\\s)[0-9a-f]{7,40}\\b)*)");
    private static final Pattern SHA = Pattern.compile("(?i)[0-9a-f]{7,40}");
    private static final Pattern REVERT_SUBJECT = Pattern.compile("(Revert|Reapply) \"(.+)\"", Pattern.DOTALL);
    private static final Pattern REVERTS_NUMBER = Pattern.compile("(?im)^reverts (?:[\\w.-]+/[\\w.-]+)?#(\\d{1,9})\\b");

    // "Fixes: 0123456789ab" and "Fixes: 0123456789ab ("its subject")"
    private static final Pattern TRAILER = Pattern.compile(
            "(?im)^[ \\t]*fixes:[ \\t]*(?:commit[ \\t]+)?([0-9a-f]{7,40})\\b(?:[ \\t]*\\(?\"(.+)\"\\)?)?");
    private static final Pattern FIXES_ISSUE =
            Pattern.compile("(?i)\\bfix(?:es|ed)?:?\\s+(?:[\\w.-]+/[\\w.-]+)?(?:#\\d+|[a-z][a-z0-9]+-\\d+)\\b");
    private static final Pattern FIX_SUBJECT = Pattern.compile(
            "(?i)\\b(?:fix|fixes|fixed|fixing|bug|bugs|bugfix|hotfix|defect|patch|patched|fault|npe|nullpointer"
                    + "|leak|deadlock|race|crash|crashes|regression|hang|incorrect|wrong)\\b");
    private static final Pattern DOCUMENTS =
            Pattern.compile("(?i)\\b(?:doc|docs|documentation|javadoc|javadocs|readme|typo|typos|changelog)\\b");

    private final CommitLookup earlier;

    public MessageOutcomes(CommitLookup earlier) {
        this.earlier = earlier;
    }

    /**
     * The commits that it reverts or names as culprits, each once; none of itself. One that is not known here is kept
     * where its sha is written in full.
     */
    public List<Outcome> named(Commit commit) {
        Map<String, Outcome> found = new LinkedHashMap<>();
        for (String sha : culprits(commit.message())) {
            found.putIfAbsent(sha, outcome(sha, OutcomeSource.TRAILER, commit));
        }
        for (String sha : reverted(commit)) {
            found.putIfAbsent(sha, outcome(sha, OutcomeSource.REVERT, commit));
        }
        found.remove(commit.sha());
        return List.copyOf(found.values());
    }

    /** Whether it mends something, so that the lines which it deletes may tell what. */
    public static boolean fix(Commit commit) {
        String subject = commit.subject();
        boolean other =
                commit.merge() || reverts(commit) || DOCUMENTS.matcher(subject).find();
        return !other
                && (FIX_SUBJECT.matcher(subject).find()
                        || FIXES_ISSUE.matcher(commit.message()).find());
    }

    /** Whether it takes an earlier commit back, known here or not. */
    static boolean reverts(Commit commit) {
        return REVERT_SUBJECT.matcher(Subjects.plain(commit.subject())).matches()
                || REVERTS.matcher(commit.message()).find();
    }

    private List<String> culprits(String message) {
        List<String> shas = new ArrayList<>();
        Matcher trailers = TRAILER.matcher(message);
        while (trailers.find()) {
            resolve(trailers.group(1), trailers.group(2)).ifPresent(shas::add);
        }
        return shas;
    }

    private List<String> reverted(Commit commit) {
        Optional<String> quoted = quoted(Subjects.plain(commit.subject()));
        List<String> shas = new ArrayList<>();
        Matcher statements = REVERTS.matcher(commit.message());
        while (statements.find()) {
            Matcher each = SHA.matcher(statements.group(1));
            while (each.find()) {
                shas.add(each.group());
            }
        }
        if (shas.isEmpty()) {
            return byWords(commit, quoted.orElse(null)).stream().toList();
        }
        // A squash merge has another sha than the one that was reverted on its branch; the subject still leads there.
        @Nullable String subject = shas.size() == 1 ? quoted.orElse(null) : null;
        return shas.stream().flatMap(it -> resolve(it, subject).stream()).toList();
    }

    private Optional<String> byWords(Commit commit, @Nullable String quoted) {
        if (quoted == null) {
            return Optional.empty();
        }
        Matcher number = REVERTS_NUMBER.matcher(commit.message());
        return number(quoted)
                .or(() -> number.find() ? first(Integer.parseInt(number.group(1))) : Optional.empty())
                .or(() -> bySubject(quoted));
    }

    private Optional<String> number(String quoted) {
        OptionalInt number = Subjects.number(quoted);
        return number.isPresent() ? first(number.getAsInt()) : Optional.empty();
    }

    /** A later one with the same number is its cherry-pick. */
    private Optional<String> first(int number) {
        return earlier.byNumber(number).stream().findFirst();
    }

    private Optional<String> bySubject(String subject) {
        List<String> exact = earlier.bySubject(subject);
        return only(exact.isEmpty() ? earlier.byPlainSubject(Subjects.plain(subject)) : exact);
    }

    private static Optional<String> only(List<String> shas) {
        return shas.size() == 1 ? Optional.of(shas.get(0)) : Optional.empty();
    }

    /** The subject that it takes back; git calls the revert of a revert a reapplication. */
    private static Optional<String> quoted(String subject) {
        Matcher matcher = REVERT_SUBJECT.matcher(subject);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1).equals("Revert") ? matcher.group(2) : "Revert \"" + matcher.group(2) + "\"");
    }

    private Optional<String> resolve(String written, @Nullable String subject) {
        String sha = written.toLowerCase(Locale.ROOT);
        return only(earlier.bySha(sha))
                .or(() -> subject == null ? Optional.empty() : bySubject(subject))
                .or(() -> sha.length() == FULL_SHA ? Optional.of(sha) : Optional.empty());
    }

    private static Outcome outcome(String sha, OutcomeSource source, Commit evidence) {
        Instant known = evidence.committedAt();
        return new Outcome(sha, source, Strength.STRONG, known, evidence.sha());
    }
}
