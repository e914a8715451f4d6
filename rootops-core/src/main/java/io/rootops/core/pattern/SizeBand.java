package io.rootops.core.pattern;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.Locale;

/** How large a commit is. The bands of lines exclude each other, and so do those of files. */
public enum SizeBand {
    LINES_10(Feature.LA, 0, 10, "changes at most 10 lines"),
    LINES_50(Feature.LA, 11, 50, "changes 11 to 50 lines"),
    LINES_200(Feature.LA, 51, 200, "changes 51 to 200 lines"),
    LINES_1000(Feature.LA, 201, 1000, "changes 201 to 1,000 lines"),
    LINES_MORE(Feature.LA, 1001, Float.MAX_VALUE, "changes more than 1,000 lines"),
    FILES_1(Feature.NF, 0, 1, "touches one file"),
    FILES_5(Feature.NF, 2, 5, "touches 2 to 5 files"),
    FILES_20(Feature.NF, 6, 20, "touches 6 to 20 files"),
    FILES_MORE(Feature.NF, 21, Float.MAX_VALUE, "touches more than 20 files");

    private final Feature of;
    private final float least;
    private final float most;
    private final String words;

    /** @param of {@link Feature#LA} stands for all lines changed */
    SizeBand(Feature of, float least, float most, String words) {
        this.of = of;
        this.least = least;
        this.most = most;
        this.words = words;
    }

    boolean of(Features features) {
        float value = features.known(of) + (of == Feature.LA ? features.known(Feature.LD) : 0);
        return value >= least && value <= most;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, as what follows "a commit that". */
    String words() {
        return words;
    }
}
