package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageWordsTest {
    @Test
    void wordsAreWholeAndCaseDoesNotMatter() {
        assertThat(words("FIX: the thing").fix()).isTrue();
        assertThat(words("a bug!").fix()).isTrue();
        assertThat(words("prefix, debugger, fix_it, fixe, 2fix").fix()).isFalse();
        assertThat(words("Adds support").feature()).isTrue();
        assertThat(words("address newer padding").feature()).isFalse();
        assertThat(words("Reformat; informat").refactoring()).isFalse();
        assertThat(words("Refactored x").refactoring()).isTrue();
        assertThat(words("formatting").refactoring()).isTrue();
        assertThat(words("Clean up").refactoring()).isTrue();
        assertThat(words("clean upper, clean  up").refactoring()).isFalse();
        assertThat(words("[docs] x").documentation()).isTrue();
        assertThat(words("docker").documentation()).isFalse();
    }

    @Test
    void issuesAreKeysAtAWordsStartOrNumbers() {
        assertThat(words("ZOOKEEPER-12: x").issue()).isTrue();
        assertThat(words("see #7").issue()).isTrue();
        assertThat(words("aBC-12 A-1 abc-12 # 7").issue()).isFalse();
    }

    @Test
    void aRevertNamesACommit() {
        assertThat(new MessageWords("Revert", "x\n\nThis reverts commit 0123abc.").revert())
                .isTrue();
        assertThat(new MessageWords("Revert", "This reverts commit 0123ab").revert())
                .isFalse();
        assertThat(new MessageWords("Revert", "this reverts commit 0123abc").revert())
                .isFalse();
    }

    private static MessageWords words(String subject) {
        return new MessageWords(subject, subject);
    }
}
