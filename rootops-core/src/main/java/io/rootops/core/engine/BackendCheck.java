package io.rootops.core.engine;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What RootOps can see of one source, and what it would gain. One list of these feeds the start-up log, the doctor,
 * the overview and the health page.
 *
 * @param subject lower-case: {@code github}, {@code logs}, {@code metrics}, {@code database} …
 * @param text one line: what was found, or what is missing
 * @param tried addresses or files looked at; empty when there was nothing to try
 * @param fix how to mend it; null when nothing is broken
 * @param wouldAdd what an absent backend would bring
 */
public record BackendCheck(
        String subject,
        State state,
        String text,
        List<String> tried,
        @Nullable String fix,
        List<String> wouldAdd) {

    /** FAIL: configured and not working. NONE: not configured; never an error. */
    public enum State {
        OK,
        WARN,
        FAIL,
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
