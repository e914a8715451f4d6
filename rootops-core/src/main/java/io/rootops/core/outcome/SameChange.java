package io.rootops.core.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which commits are one and the same change: picked, rebased, or made twice by hand. They are
 *
 * <ul>
 *   <li>what a line of {@code git cherry-pick -x} says;
 *   <li>written by one author in one second, and of one patch or under one subject: whoever picks or rebases keeps
 *       these, also where a conflict had to be resolved and the patch is another one;
 *   <li>of one patch and one author, or of one patch and one subject, and on different branches. On one branch a patch
 *       comes twice only if it was undone in between: then the second is not the first one picked, but applied again,
 *       or a script's, and what was picked is the one that is nearer in time. A commit that no branch holds any more is
 *       apart from all: a rebase leaves such ones.
 * </ul>
 *
 * Not thread-safe.
 */
public final class SameChange {
    /** A patch that comes more often is a script's. */
    private static final int MOST_OF_ONE_PATCH = 100;

    private final Map<String, @Nullable Change> commits = new LinkedHashMap<>();
    private final Map<String, String> leaders = new HashMap<>();

    /**
     * A commit that changes files.
     *
     * @param author an identity
     * @param patchId equal where the lines that are changed are the same; null where nobody knows
     * @param branches that hold it
     */
    public record Change(
            String sha,
            String author,
            Instant authoredAt,
            Instant committedAt,
            String subject,
            @Nullable Long patchId,
            Set<String> branches) {
        /** Whether one author wrote both in one second, of one patch or under one subject. */
        public boolean writtenAs(Change other) {
            return author.equals(other.author)
                    && authoredAt.equals(other.authoredAt)
                    && (subject.equals(other.subject) || patchId != null && patchId.equals(other.patchId));
        }
    }

    /** One more; a second time it changes nothing. */
    public void add(Change change) {
        commits.put(change.sha(), change);
    }

    /** @param origins that its message says it was picked from; some may be unknown here */
    public void picked(String sha, Collection<String> origins) {
        for (String origin : origins) {
            commits.putIfAbsent(sha, null);
            commits.putIfAbsent(origin, null);
            join(sha, origin);
        }
    }

    /** The groups of two and more, each commit in one of them. */
    public List<List<Twin>> groups() {
        List<Change> changes =
                commits.values().stream().filter(Objects::nonNull).toList();
        joinWritten(changes);
        joinApart(changes);
        Map<String, List<Twin>> groups = new LinkedHashMap<>();
        commits.forEach((sha, change) -> groups.computeIfAbsent(leader(sha), it -> new ArrayList<>(1))
                .add(new Twin(sha, change == null ? null : change.committedAt())));
        return groups.values().stream().filter(it -> it.size() > 1).toList();
    }

    /** Whether two commits of one patch may be the same work: one author has written both, or they have one subject. */
    public static boolean sameWork(String author, String subject, String otherAuthor, String otherSubject) {
        return author.equals(otherAuthor) || Subjects.plain(subject).equals(Subjects.plain(otherSubject));
    }

    private void joinWritten(List<Change> changes) {
        Map<List<Object>, String> first = new HashMap<>();
        for (Change it : changes) {
            join(it.sha(), first.putIfAbsent(List.of(it.author(), it.authoredAt(), it.subject()), it.sha()));
            if (it.patchId() != null) {
                join(it.sha(), first.putIfAbsent(List.of(it.author(), it.authoredAt(), it.patchId()), it.sha()));
            }
        }
    }

    private void joinApart(List<Change> changes) {
        Map<Long, List<Change>> byPatch = new LinkedHashMap<>();
        for (Change it : changes) {
            if (it.patchId() != null) {
                byPatch.computeIfAbsent(it.patchId(), id -> new ArrayList<>(1)).add(it);
            }
        }
        Map<String, Set<String>> branches = new HashMap<>();
        changes.forEach(it -> ofGroup(it, branches).addAll(it.branches()));
        for (List<Change> same : byPatch.values()) {
            if (same.size() > 1 && same.size() <= MOST_OF_ONE_PATCH) {
                joinNearest(same, branches);
            }
        }
    }

    /** Pairs that may be copies of each other, the nearest in time first: no group gets a branch twice. */
    private void joinNearest(List<Change> same, Map<String, Set<String>> branches) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < same.size(); i++) {
            for (Change earlier : same.subList(0, i)) {
                if (sameWork(
                        earlier.author(),
                        earlier.subject(),
                        same.get(i).author(),
                        same.get(i).subject())) {
                    pairs.add(new Pair(earlier, same.get(i)));
                }
            }
        }
        pairs.sort(Comparator.comparing(Pair::apart));
        for (Pair it : pairs) {
            Set<String> here = ofGroup(it.one(), branches);
            Set<String> there = ofGroup(it.other(), branches);
            if (Collections.disjoint(here, there)) {
                join(it.one().sha(), it.other().sha());
                ofGroup(it.one(), branches).addAll(here);
            }
        }
    }

    private Set<String> ofGroup(Change change, Map<String, Set<String>> branches) {
        return branches.computeIfAbsent(leader(change.sha()), leader -> new HashSet<>());
    }

    private record Pair(Change one, Change other) {
        Duration apart() {
            return Duration.between(one.committedAt(), other.committedAt()).abs();
        }
    }

    private void join(String sha, @Nullable String other) {
        if (other != null) {
            leaders.put(leader(sha), leader(other));
        }
    }

    private String leader(String sha) {
        String leader = sha;
        String next = leaders.get(leader);
        while (next != null && !next.equals(leader)) {
            leader = next;
            next = leaders.get(leader);
        }
        if (!leader.equals(sha)) {
            leaders.put(sha, leader);
        }
        return leader;
    }
}
