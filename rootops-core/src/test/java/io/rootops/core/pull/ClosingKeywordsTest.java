package io.rootops.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosingKeywordsTest {
    @Test
    void issuesThatATextClosesAreFound() {
        assertThat(ClosingKeywords.issues("Fixes #12, closed #3\nResolve: #12\nRESOLVES #7"))
                .containsExactly(3, 7, 12);
    }

    @Test
    void whatIsOnlyNamedIsNotClosed() {
        assertThat(ClosingKeywords.issues("See #1, prefix #2, fixes acme/other#3, fixes#4, fixes #12345678901"))
                .isEmpty();
    }
}
