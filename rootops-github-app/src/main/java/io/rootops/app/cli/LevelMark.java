package io.rootops.app.cli;

import io.rootops.core.risk.RiskLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A level as shape, word and colour, as the dashboard shows it: each alone tells it. */
enum LevelMark {
    HIGH("▲ High", "bold,red"),
    MEDIUM("◆ Medium", "yellow"),
    LOW("● Low", "green"),
    MERGE("○ Merge", "faint"),
    BOUNDARY("○ Boundary", "faint");

    static final int WIDTH = 10;

    private final String text;
    private final String style;

    LevelMark(String text, String style) {
        this.text = text;
        this.style = style;
    }

    static LevelMark of(@Nullable RiskLevel level, boolean merge) {
        if (level == null) {
            return merge ? MERGE : BOUNDARY;
        }
        return switch (level) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
    }

    /** Coloured where the terminal wants it. */
    String styled(int width) {
        return Ansi.AUTO.string("@|" + style + " " + text + "|@") + " ".repeat(Math.max(0, width - text.length()));
    }
}
