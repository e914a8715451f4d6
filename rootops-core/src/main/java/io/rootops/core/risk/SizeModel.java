package io.rootops.core.risk;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/** Ranks by lines changed: the baseline that a learned model has to beat, and what there is before outcomes are known. */
public record SizeModel(int version, ReferenceDistribution reference) implements RiskModel {
    @Override
    public RiskScore.Model kind() {
        return RiskScore.Model.SIZE;
    }

    /** Lines that are not known (NaN, infinite) count nothing. */
    @Override
    public double raw(Features features) {
        return (double) features.known(Feature.LA) + features.known(Feature.LD);
    }

    @Override
    public SizeModel placing(int other, ReferenceDistribution among) {
        return new SizeModel(other, among);
    }

    /** The same from the change's size, where its features are not at hand. */
    public double raw(ChangeSize size) {
        return size.churn();
    }

    /** The facts that the rank rests on, in words. */
    public static List<Reason> reasons(ChangeSize size) {
        return List.of(
                new Reason("lines_changed", lines(size), null),
                new Reason(
                        "files_touched",
                        words("{0,choice,0#no file with lines|1#1 file|1<{0,number,integer} files}", size.files()),
                        null));
    }

    private static String lines(ChangeSize size) {
        if (size.churn() == 0) {
            return "no line changed";
        }
        String added = words("{0,choice,1#1 line|1<{0,number,integer} lines} added", size.linesAdded());
        String deleted = words("{0,choice,1#1 line|1<{0,number,integer} lines} deleted", size.linesDeleted());
        if (size.linesDeleted() == 0) {
            return added;
        }
        return size.linesAdded() == 0 ? deleted : added + words(", {0,number,integer} deleted", size.linesDeleted());
    }

    private static String words(String pattern, int number) {
        return new MessageFormat(pattern, Locale.ENGLISH).format(new Object[] {number});
    }
}
