package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    private final LineDiff diff = new LineDiff();

    @Test
    void countsAndRebuildsByHand() {
        check("", "", 0, 0);
        check("a\n", "a\n", 0, 0);
        check("", "a\nb\n", 2, 0);
        check("a\nb", "", 0, 2);
        check("a", "a\n", 1, 1);
        check("a\nb", "a\nb\n", 1, 1);
        check("a\r\nb\r\n", "a\nb\n", 2, 2);
        check("a\nb\nc\n", "a\nx\nc\n", 1, 1);
        check("a\na\na\n", "a\na\na\na\n", 1, 0);
        check("{\n}\n", "{\n}\n{\n}\n", 2, 0);
        check("x\nb", "y\nb", 1, 1);
        check("ab\n", "b\n", 1, 1);
        check("a\nb\nc\nd\n", "d\nc\nb\na\n", 3, 3);
        check("\n\n\n", "\n", 0, 2);
        check("all\nof\nit\n", "is\nnow\nnew\n", 3, 3);
    }

    @Test
    void neverWorseThanAnExactSearchOnManySmallTexts() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String before = text(random, random.nextInt(12), 1 + random.nextInt(6));
            String after = random.nextBoolean() ? text(random, random.nextInt(12), 4) : edited(random, before);
            diff.compare(text(before), text(after));
            assertThat(rebuilt(before, after)).isEqualTo(after);
            int longest = longestCommon(lines(before), lines(after));
            assertThat(diff.deleted()).isEqualTo(lines(before).size() - longest);
            assertThat(diff.added()).isEqualTo(lines(after).size() - longest);
            assertThat(sunk(true)).hasSize(diff.added());
            assertThat(sunk(false)).hasSize(diff.deleted());
        }
    }

    @Test
    void givesTheSameNumbersAsJgitOnLongerTexts() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            String before = text(random, 400, 150);
            String after = before;
            for (int i = 0; i < 10; i++) {
                after = edited(random, after);
            }
            diff.compare(text(before), text(after));
            assertThat(rebuilt(before, after)).isEqualTo(after);
            EditList edits = new EditList();
            edits.addAll(MyersDiff.INSTANCE.diff(
                    RawTextComparator.DEFAULT, new RawText(bytes(before)), new RawText(bytes(after))));
            int theirs = edits.stream().mapToInt(it -> it.getLengthB()).sum();
            assertThat(diff.added()).isLessThanOrEqualTo(theirs);
        }
    }

    @Test
    void survivesAHundredThousandLinesThatShareNothingInOrder() {
        int n = 100_000;
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            before.append(random.nextInt(3000)).append('\n');
            after.append(random.nextInt(3000)).append('\n');
        }
        diff.compare(text(before.toString()), text(after.toString()));
        assertThat(rebuilt(before.toString(), after.toString())).isEqualTo(after.toString());
        assertThat(diff.added() - diff.deleted()).isEqualTo(0);
    }

    @Test
    void givesAtMostAsManyLinesAsAsked() {
        diff.compare(text(""), text("a\nb\nc\n"));
        List<String> seen = new ArrayList<>();
        diff.addedLines(2, (text, from, to) -> seen.add(new String(text, from, to - from, StandardCharsets.UTF_8)));
        assertThat(seen).containsExactly("a", "b");
    }

    private void check(String before, String after, int added, int deleted) {
        diff.compare(text(before), text(after));
        assertThat(diff.added()).as("added, %s", after).isEqualTo(added);
        assertThat(diff.deleted()).as("deleted, %s", before).isEqualTo(deleted);
        assertThat(rebuilt(before, after)).isEqualTo(after);
    }

    /** The new text, made of the old one and the edits; asserts that all between the edits is equal. */
    private String rebuilt(String before, String after) {
        List<String> old = lines(before);
        List<String> fresh = lines(after);
        List<String> result = new ArrayList<>();
        int[] edits = diff.edits();
        int at = 0;
        int added = 0;
        for (int e = 0; e < edits.length; e += 4) {
            result.addAll(old.subList(at, edits[e]));
            assertThat(result).hasSize(edits[e + 2]);
            result.addAll(fresh.subList(edits[e + 2], edits[e + 3]));
            at = edits[e + 1];
            added += edits[e + 3] - edits[e + 2];
        }
        result.addAll(old.subList(at, old.size()));
        assertThat(added).isEqualTo(diff.added());
        return String.join("", result);
    }

    private List<String> sunk(boolean added) {
        List<String> lines = new ArrayList<>();
        LineDiff.LineSink sink =
                (text, from, to) -> lines.add(new String(text, from, to - from, StandardCharsets.UTF_8));
        if (added) {
            diff.addedLines(Integer.MAX_VALUE, sink);
        } else {
            diff.deletedLines(Integer.MAX_VALUE, sink);
        }
        return lines;
    }

    private static String text(Random random, int lines, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("line ".repeat(random.nextInt(3))).append(random.nextInt(words));
            if (i < lines - 1 || random.nextInt(4) > 0) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String edited(Random random, String text) {
        List<String> lines = new ArrayList<>(lines(text));
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(lines.size() + 1);
            if (random.nextBoolean() || at == lines.size()) {
                lines.add(at, random.nextInt(5) + "\n");
            } else {
                lines.remove(at);
            }
        }
        return String.join("", lines);
    }

    private static int longestCommon(List<String> a, List<String> b) {
        int[][] best = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                best[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[a.size()][b.size()];
    }

    /** Each with its line feed. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    /** In the midst of an array, as texts may be. */
    private static Text text(String text) {
        byte[] around = bytes("x\ny" + text + "z\n");
        return new Text(around, 3, around.length - 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
