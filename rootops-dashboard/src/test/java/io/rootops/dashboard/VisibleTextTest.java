package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void marks_what_would_hide_or_move_text() {
        assertThat(VisibleText.of("a\u202Eb\u2069c\u0007d\u0085e\u200Ff\uFEFF"))
                .isEqualTo("a[U+202E]b[U+2069]c[U+0007]d[U+0085]e[U+200F]f[U+FEFF]");
    }

    @Test
    void leaves_the_writing_of_the_world_alone() {
        String text = "Zürich, שלום, नमस्ते\u200D, 👩\u200D🚀, line\n\tbreak";

        assertThat(VisibleText.of(text)).isSameAs(text);
    }
}
