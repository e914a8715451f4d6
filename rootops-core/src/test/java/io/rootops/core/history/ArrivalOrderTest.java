package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalOrderTest {
    @TempDir
    Path directory;

    private GitFixture git;

    @BeforeEach
    void create() {
        git = GitFixture.bare(directory);
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void whatAMergeBringsComesRightBeforeIt() {
        String root = git.commit().at(100).write();
        String old = git.commit(root).at(50).write();
        String side = git.commit(old).at(700).write();
        String main1 = git.commit(root).at(600).write();
        String merge = git.commit(main1, side).at(800).write();
        String main2 = git.commit(merge).at(200).write();
        assertThat(order(main2, Set.of())).containsExactly(root, main1, old, side, merge, main2);
        assertThat(order(main2, Set.of(root, main1))).containsExactly(old, side, merge, main2);
    }

    @Test
    void anOctopusBringsItsBranchesInTheOrderOfTheirTimes() {
        String root = git.commit().at(1).write();
        String a1 = git.commit(root).at(10).write();
        String b1 = git.commit(root).at(5).write();
        String a2 = git.commit(a1).at(6).write();
        String other = git.commit().at(7).write();
        String main = git.commit(root).at(100).write();
        String octopus = git.commit(main, a2, b1, other).at(101).write();
        assertThat(order(octopus, Set.of())).containsExactly(root, main, b1, other, a1, a2, octopus);
    }

    @Test
    void namesTheKnownCommitsThatItBuildsOn() throws UnreadableRepositoryException {
        String root = git.commit().write();
        String main = git.commit(root).write();
        String branch = git.commit(root).write();
        String merged = git.commit(branch, main).write();
        try (GitHistory history = GitHistory.open(directory)) {
            ArrivalOrder order = history.arrivalOrder(merged, Set.of(root, main)::contains);
            assertThat(order.shas()).containsExactly(branch, merged);
            assertThat(order.boundary()).containsExactlyInAnyOrder(root, main);
            assertThat(history.mergeBase(main, merged)).contains(main);
            assertThat(history.arrivalOrder(main, Set.of(root, main)::contains).size())
                    .isZero();
        }
    }

    @Test
    void aPushAppends() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            List<String> heads = new ArrayList<>();
            Map<String, Set<String>> reachable = new HashMap<>();
            String main = grow(random, heads, reachable);
            List<String> whole = order(main, Set.of());
            List<String> pieces = new ArrayList<>();
            for (String head : heads) {
                List<String> next = order(head, new HashSet<>(pieces));
                pieces.addAll(next);
                assertThat(new HashSet<>(pieces)).isEqualTo(reachable.get(head));
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }

    /** A random history; heads: where its main branch stood, oldest first. */
    private String grow(Random random, List<String> heads, Map<String, Set<String>> reachable) {
        List<String> all = new ArrayList<>();
        String main = add(reachable, all, git.commit().at(random.nextInt(1000)).write());
        heads.add(main);
        for (int i = 0; i < 60; i++) {
            String parent = random.nextInt(3) == 0 ? main : all.get(random.nextInt(all.size()));
            boolean merging = random.nextInt(3) == 0;
            String other = all.get(random.nextInt(all.size()));
            boolean onMain = random.nextBoolean();
            String first = onMain ? main : parent;
            String made = merging && !other.equals(first)
                    ? git.commit(first, other)
                            .at(random.nextInt(1000))
                            .message("m" + i)
                            .write()
                    : git.commit(first)
                            .at(random.nextInt(1000))
                            .message("c" + i)
                            .write();
            String[] parents = merging && !other.equals(first) ? new String[] {first, other} : new String[] {first};
            add(reachable, all, made, parents);
            if (onMain) {
                main = made;
                if (random.nextInt(3) == 0) {
                    heads.add(main);
                }
            }
        }
        heads.add(main);
        return main;
    }

    private static String add(Map<String, Set<String>> reachable, List<String> all, String sha, String... parents) {
        Set<String> set = new HashSet<>(Set.of(sha));
        for (String parent : parents) {
            set.addAll(reachable.get(parent));
        }
        reachable.put(sha, set);
        all.add(sha);
        return sha;
    }

    private List<String> order(String head, Set<String> known) {
        try (GitHistory history = GitHistory.open(directory)) {
            return List.copyOf(history.arrivalOrder(head, known::contains).shas());
        } catch (UnreadableRepositoryException e) {
            throw new AssertionError(e);
        }
    }
}
