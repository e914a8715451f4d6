package io.rootops.core.risk;

import io.rootops.core.risk.Feature.Family;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts a feature's value into words: "412 lines added (more than 93 % of commits here)". */
final class FeatureWords {
    /** Those that people can judge by, of each family the plainest first. */
    private static final List<Feature> TELLING = List.of(
            Feature.LA,
            Feature.LD,
            Feature.NF,
            Feature.ND,
            Feature.AIDENT,
            Feature.ACOND,
            Feature.ACALL,
            Feature.AASG,
            Feature.ACONC,
            Feature.MAXINDENT,
            Feature.TESTCHURN,
            Feature.FFIX180,
            Feature.FFIX,
            Feature.CHGMAX,
            Feature.CHG30,
            Feature.NDEV,
            Feature.FREV,
            Feature.AGE,
            Feature.MSGLEN,
            Feature.FIX,
            Feature.WFEAT,
            Feature.WREF,
            Feature.WDOC,
            Feature.ISREVERT);

    private static final Set<Feature> YES_OR_NO =
            Set.of(Feature.FIX, Feature.WFEAT, Feature.WREF, Feature.WDOC, Feature.ISREVERT);

    /** Percent of commits on one side. */
    private static final double UNUSUAL = 60;

    private FeatureWords() {}

    static List<Feature> telling(Set<Family> families) {
        return TELLING.stream().filter(it -> families.contains(it.family())).toList();
    }

    /** Whether more of it can only be read as more risk. */
    static boolean riskGrowsWith(Feature feature) {
        return feature.family() != Family.MESSAGE && feature != Feature.AGE && feature != Feature.TESTCHURN;
    }

    static boolean known(Feature feature, Features commit) {
        return Float.isFinite(commit.get(feature));
    }

    static String of(Feature feature, float value, FeatureReference facts) {
        if (!Float.isFinite(value)) {
            return "unknown: " + feature.description();
        }
        if (YES_OR_NO.contains(feature)) {
            return value > 0 ? feature.description() : "not so: " + feature.description();
        }
        return phrase(feature, value) + place(facts.below(feature, value), facts.above(feature, value));
    }

    private static String phrase(Feature feature, float value) {
        return switch (feature) {
            case LA -> count(value, "line", "lines") + " added";
            case LD -> count(value, "line", "lines") + " deleted";
            case NF -> count(value, "file", "files") + " touched";
            case ND -> count(value, "directory", "directories") + " touched";
            case AIDENT -> count(value, "distinct identifier", "distinct identifiers") + " in the added code";
            case ACOND -> count(value, "condition", "conditions") + " in the added code";
            case ACALL -> count(value, "call", "calls") + " in the added code";
            case AASG -> count(value, "assignment", "assignments") + " in the added code";
            case ACONC -> count(value, "word", "words") + " of concurrency in the added code";
            case MAXINDENT -> "code indented by up to " + count(value, "column", "columns");
            case TESTCHURN -> count(value, "line", "lines") + " added or deleted in tests";
            case FFIX180 -> count(value, "fix", "fixes") + " of these files in 180 days";
            case FFIX -> count(value, "earlier fix", "earlier fixes") + " of these files";
            case CHGMAX -> count(value, "earlier change", "earlier changes") + " of the most changed file";
            case CHG30 -> count(value, "change", "changes") + " of these files in 30 days";
            case NDEV -> count(value, "earlier developer", "earlier developers") + " of these files";
            case FREV -> count(value, "earlier revert", "earlier reverts") + " on these files";
            case AGE ->
                value < 1
                        ? "files last changed less than a day before, or new, on average"
                        : "files last changed " + count(value, "day", "days") + " before, on average";
            case MSGLEN -> "a message of " + count(value, "character", "characters");
            default -> feature.description() + ": " + String.format(Locale.ENGLISH, "%,.1f", value);
        };
    }

    private static String count(float value, String one, String many) {
        long number = Math.round(value);
        return (number == 0 ? "no" : String.format(Locale.ENGLISH, "%,d", number)) + " " + (number == 1 ? one : many);
    }

    /** By those that have strictly less, or more: of many equal ones none stands out. */
    private static String place(double below, double above) {
        if (below >= UNUSUAL) {
            return String.format(Locale.ENGLISH, " (more than %d %% of commits here)", (int) Math.min(below, 99));
        }
        if (above >= UNUSUAL) {
            return String.format(Locale.ENGLISH, " (less than %d %% of commits here)", (int) Math.min(above, 99));
        }
        return " (as usual here)";
    }
}
