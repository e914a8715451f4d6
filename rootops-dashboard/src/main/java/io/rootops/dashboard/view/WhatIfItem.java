package io.rootops.dashboard.view;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.WhatIf;
import java.util.Arrays;
import java.util.List;

/**
 * What the model says of the same commit made otherwise.
 *
 * @param words how, for people
 * @param parts how many commits it comes to
 * @param probability of each of them, 0 to 1
 * @param percentile of each of them
 * @param together that at least one of them will have to be fixed or reverted; of one its own
 * @param before probability of the commit as it is
 * @param changed what the model is told instead
 * @param text all of it in a sentence
 */
public record WhatIfItem(
        WhatIf.Way way,
        String words,
        int parts,
        double probability,
        int percentile,
        double together,
        double before,
        List<Changed> changed,
        String text) {
    /** What people should know of all of them. */
    public static final String ABOUT =
            "The model's answer about commits that are like this, not a promise about this one.";

    /** What the model is told instead of what is so. */
    public record Changed(String code, String description, float from, float to) {
        static Changed of(WhatIf.Changed it) {
            Feature feature = it.feature();
            return new Changed(feature.id(), feature.description(), it.from(), it.to());
        }
    }

    /** @param risk how commits that come together share their fate here */
    public static WhatIfItem of(WhatIf it, RangeRisk risk) {
        double[] each = new double[it.way().parts()];
        Arrays.fill(each, it.after());
        double together = risk.probability(each);
        return new WhatIfItem(
                it.way(),
                it.way().words(),
                each.length,
                it.after(),
                (int) it.place(),
                together,
                it.before(),
                it.changed().stream().map(Changed::of).toList(),
                text(it, together));
    }

    private static String text(WhatIf it, double together) {
        boolean several = it.way().parts() > 1;
        return it.way().words() + ": " + Shown.percent(it.after()) + (several ? " each" : "") + " instead of "
                + Shown.percent(it.before()) + ", riskier than " + (int) it.place() + " of 100 commits"
                + (several ? ". That at least one of both has to be fixed: " + Shown.percent(together) : "");
    }
}
