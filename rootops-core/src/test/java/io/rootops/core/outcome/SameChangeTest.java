package io.rootops.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.outcome.SameChange.Change;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SameChangeTest {
    private final SameChange same = new SameChange();

    @Test
    void aPatchOfOneSecondIsOneChangeOnWhateverBranch() {
        add("a", "ana", 1, "Cache prices", 7L, "");
        add("b", "ana", 1, "Cache the prices", 7L, "");
        add("c", "ana", 1, "Something else", 8L, "");
        add("d", "bob", 1, "Something else", 7L, "");

        assertThat(groups()).containsExactly(List.of("a", "b"));
    }

    @Test
    void aResolvedConflictKeepsSecondAndSubject() {
        add("a", "ana", 1, "Cache prices", 7L, "");
        add("b", "ana", 1, "Cache prices", 8L, "release");
        add("c", "ana", 1, "Cache prices", null, "release");
        add("d", "ana", 2, "Cache prices", 9L, "release");

        assertThat(groups()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aPatchOfAnotherSecondIsOneChangeOnAnotherBranch() {
        add("a", "ana", 1, "Cache prices (#7)", 7L, "");
        add("b", "ana", 2, "Backport", 7L, "release");
        add("c", "bob", 3, "Cache prices (#9)", 7L, "old");
        add("d", "bob", 4, "Something else", 7L, "older");

        assertThat(groups()).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void somebodyElsesUnderAnotherSubjectIsNot() {
        add("a", "ana", 1, "Cache prices", 7L, "");
        add("b", "bob", 2, "Update dependency", 7L, "release");

        assertThat(groups()).isEmpty();
    }

    @Test
    void whatComesBackOnOneBranchIsNoPick() {
        add("a", "ana", 1, "Bump version", 7L, "");
        add("b", "ana", 2, "Bump version", 7L, "");
        add("c", "ana", 3, "Bump version", 8L, "release", "next");
        add("d", "ana", 4, "Bump version", 8L, "next");

        assertThat(groups()).isEmpty();
    }

    @Test
    void ofTwoOnOneBranchThePickBelongsToTheNearer() {
        add("a", "ana", 1, "Bump version", 7L, "");
        add("b", "ana", 100, "Bump version", 7L, "");
        add("c", "ana", 110, "Bump version", 7L, "release");
        add("d", "ana", 300, "Bump version", 8L, "");
        add("e", "ana", 310, "Bump version", 8L, "release");
        add("f", "ana", 900, "Bump version", 8L, "");
        add("g", "ana", 1_000, "Bump version", 9L, "");
        add("h", "ana", 1_110, "Bump version", 9L, "release");
        add("i", "ana", 1_112, "Bump version", 9L, "");

        assertThat(groups()).containsExactlyInAnyOrder(List.of("b", "c"), List.of("d", "e"), List.of("h", "i"));
    }

    @Test
    void whatNoBranchHoldsAnyMoreWasRebased() {
        add("a", "ana", 1, "Cache prices", 7L);
        add("b", "ana", 2, "Cache prices", 7L);
        add("c", "ana", 3, "Cache prices", 7L, "");

        assertThat(groups()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aPatchThatComesOverAndOverIsAScripts() {
        for (int i = 0; i <= 100; i++) {
            add("s" + i, "bot", i, "Toggle", 7L, "branch" + i);
        }

        assertThat(groups()).isEmpty();
    }

    @Test
    void linesThatSayWhereItWasPickedFromCountWithoutAnythingElse() {
        add("a", "ana", 1, "Cache prices", 7L, "");
        add("b", "bob", 2, "Backport", 8L, "release");
        same.picked("b", List.of("a"));
        same.picked("c", List.of("b", "unknown"));

        List<List<Twin>> groups = same.groups();
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0))
                .containsExactlyInAnyOrder(
                        new Twin("a", Instant.ofEpochSecond(1)),
                        new Twin("b", Instant.ofEpochSecond(2)),
                        new Twin("c", null),
                        new Twin("unknown", null));
    }

    @Test
    void whatWasPickedFromABranchAlreadyIsJoinedWithNoOtherOfIt() {
        add("a", "ana", 1, "Cache prices", 7L, "");
        add("b", "bob", 2, "Backport", 8L, "release");
        same.picked("b", List.of("a"));
        add("c", "ana", 500, "Cache prices", 8L, "");
        add("d", "ana", 501, "Backport", 8L, "");

        assertThat(groups()).containsExactly(List.of("a", "b"));
    }

    private void add(String sha, String author, long second, String subject, @Nullable Long patch, String... branches) {
        Instant at = Instant.ofEpochSecond(second);
        same.add(new Change(sha, author, at, at, subject, patch, Set.of(branches)));
    }

    private List<List<String>> groups() {
        return same.groups().stream()
                .map(group -> group.stream().map(Twin::sha).toList())
                .toList();
    }
}
