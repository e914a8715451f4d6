package io.rootops.core.bench;

import io.rootops.core.change.Commit;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.outcome.CherryPicks;
import io.rootops.core.outcome.SameChange;
import io.rootops.core.outcome.SameChange.Change;
import io.rootops.core.outcome.Twin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which commits of a repository, on all its branches, each rule takes for one and the same change. Prints pairs: how many,
 * how many of those that {@code -x} lines name, on one branch both, and one built on the other, which no pick is.
 * Argument: a repository.
 */
public final class TwinBenchmark {
    private final Map<String, MinedCommit> commits = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Set<String>> branches = new HashMap<>();

    private TwinBenchmark() {}

    public static void main(String[] args) throws UnreadableRepositoryException {
        GitEnvironment.install();
        TwinBenchmark benchmark = new TwinBenchmark();
        try (GitHistory git = GitHistory.open(Path.of(args[0]))) {
            benchmark.read(git);
        }
        benchmark.print();
    }

    private void read(GitHistory git) {
        BranchHead first = git.defaultBranch().orElseThrow();
        mine(git, first);
        Set<String> onDefault = Set.copyOf(commits.keySet());
        onDefault.forEach(it -> branches.put(it, Set.of("")));
        for (BranchHead head : git.branches()) {
            mine(git, head);
            git.arrivalOrder(head.sha(), onDefault::contains)
                    .shas()
                    .forEach(it ->
                            branches.computeIfAbsent(it, sha -> new HashSet<>()).add(head.name()));
        }
    }

    private void mine(GitHistory git, BranchHead head) {
        var order = git.arrivalOrder(head.sha(), commits::containsKey);
        new HistoryMiner(git, 2).mine(order, new FeatureState(), it -> {
            places.put(it.commit().sha(), places.size());
            commits.put(it.commit().sha(), it);
        });
    }

    private void print() {
        Set<List<String>> named = named();
        System.out.printf(
                Locale.ROOT,
                "%d commits%n%-42s %7s %7s %7s %11s %8s%n",
                commits.size(),
                "pairs that are one change by",
                "pairs",
                "commits",
                "by -x",
                "one branch",
                "in line");
        line("-x lines", named, named);
        line(
                "author, second, subject and size",
                pairs(it -> List.of(
                        author(it), it.commit().authoredAt(), it.commit().subject(), it.size())),
                named);
        line("author, second and subject", pairs(it -> List.of(author(it), written(it), subject(it))), named);
        line("patch", pairs(it -> List.of(patch(it))), named);
        line("patch, author and second", pairs(it -> List.of(patch(it), author(it), written(it))), named);
        Set<List<String>> otherSecond = pairs(it -> List.of(patch(it), author(it)));
        otherSecond.addAll(pairs(it -> List.of(patch(it), subject(it))));
        otherSecond.removeAll(pairs(it -> List.of(author(it), written(it))));
        line("patch, author or subject, another second", otherSecond, named);
        otherSecond.removeIf(this::oneBranch);
        line("… and not on one branch", otherSecond, named);
        line("all rules but -x lines", ruled(false), named);
        line("all rules", ruled(true), named);
    }

    private void line(String rule, Set<List<String>> pairs, Set<List<String>> named) {
        System.out.printf(
                Locale.ROOT,
                "%-42s %7d %7d %7d %11d %8d%n",
                rule,
                pairs.size(),
                pairs.stream().flatMap(Collection::stream).distinct().count(),
                pairs.stream().filter(named::contains).count(),
                pairs.stream().filter(this::oneBranch).count(),
                pairs.stream().filter(this::inLine).count());
    }

    private Set<List<String>> named() {
        Set<List<String>> pairs = new HashSet<>();
        commits.forEach((sha, it) -> CherryPicks.origins(it.commit().message()).stream()
                .filter(origin -> commits.containsKey(origin) && !origin.equals(sha))
                .forEach(origin -> pairs.add(pair(sha, origin))));
        return pairs;
    }

    private Set<List<String>> ruled(boolean picks) {
        SameChange same = new SameChange();
        for (MinedCommit it : changing()) {
            Commit commit = it.commit();
            same.add(new Change(
                    commit.sha(),
                    commit.author().email(),
                    commit.authoredAt(),
                    commit.committedAt(),
                    commit.subject(),
                    it.patchId(),
                    Objects.requireNonNull(branches.get(commit.sha()))));
        }
        if (picks) {
            commits.forEach((sha, it) ->
                    same.picked(sha, CherryPicks.origins(it.commit().message())));
        }
        Set<List<String>> pairs = new HashSet<>();
        for (List<Twin> group : same.groups()) {
            addPairs(group.stream().map(Twin::sha).filter(commits::containsKey).toList(), pairs);
        }
        return pairs;
    }

    private Set<List<String>> pairs(Function<MinedCommit, List<Object>> key) {
        Map<List<Object>, List<String>> groups = new HashMap<>();
        changing()
                .forEach(it -> groups.computeIfAbsent(key.apply(it), none -> new ArrayList<>())
                        .add(it.commit().sha()));
        Set<List<String>> pairs = new HashSet<>();
        groups.values().forEach(it -> addPairs(it, pairs));
        return pairs;
    }

    private List<MinedCommit> changing() {
        return commits.values().stream()
                .filter(it -> it.features() != null && it.size().files() > 0)
                .toList();
    }

    private static void addPairs(List<String> group, Set<List<String>> pairs) {
        for (int i = 0; i < group.size() && group.size() <= 100; i++) {
            for (String other : group.subList(0, i)) {
                pairs.add(pair(group.get(i), other));
            }
        }
    }

    private static List<String> pair(String one, String other) {
        return one.compareTo(other) < 0 ? List.of(one, other) : List.of(other, one);
    }

    private static Object author(MinedCommit it) {
        return it.commit().author().email();
    }

    private static Object written(MinedCommit it) {
        return it.commit().authoredAt();
    }

    private static Object subject(MinedCommit it) {
        return it.commit().subject().replaceFirst("\\s*\\(#\\d+\\)$", "");
    }

    private static Object patch(MinedCommit it) {
        @Nullable Long id = it.patchId();
        return id == null ? it.commit().sha() : id;
    }

    private boolean oneBranch(List<String> pair) {
        Set<String> shared = new HashSet<>(branches.getOrDefault(pair.get(0), Set.of()));
        shared.retainAll(branches.getOrDefault(pair.get(1), Set.of()));
        return !shared.isEmpty();
    }

    /** Parents come before their children. */
    private boolean inLine(List<String> pair) {
        int one = places.getOrDefault(pair.get(0), 0);
        int other = places.getOrDefault(pair.get(1), 0);
        String wanted = pair.get(one < other ? 0 : 1);
        List<String> next = new ArrayList<>(List.of(pair.get(one < other ? 1 : 0)));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty()) {
            for (String parent : Objects.requireNonNull(commits.get(next.remove(next.size() - 1)))
                    .commit()
                    .parents()) {
                if (parent.equals(wanted)) {
                    return true;
                }
                if (places.getOrDefault(parent, -1) > Math.min(one, other) && seen.add(parent)) {
                    next.add(parent);
                }
            }
        }
        return false;
    }
}
