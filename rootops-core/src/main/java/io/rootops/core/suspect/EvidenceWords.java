package io.rootops.core.suspect;

import io.rootops.core.suspect.LineOwnership.OwnedPlace;
import io.rootops.core.suspect.SuspectIndex.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in words what speaks for a suspect. */
final class EvidenceWords {
    private static final int MOST_TERMS = 3;
    private static final double LEAST_POINTS = 0.005;
    private static final Set<Field> MESSAGE = EnumSet.of(Field.SUBJECT, Field.BODY, Field.NAME);

    private final FeatureTable table;
    private final Optional<LineOwnership> ownership;
    private final Map<Integer, SortedMap<String, Double>> all;
    private final Map<Integer, SortedMap<String, Double>> message;
    private final Map<Integer, SortedMap<String, Double>> frames;

    /** @param places of the candidates that words will be asked for */
    EvidenceWords(
            FeatureTable table, SuspectQuery query, Optional<LineOwnership> ownership, Collection<Integer> places) {
        this.table = table;
        this.ownership = ownership;
        this.all = table.texts().matched(query.terms(), FeatureTable.ALL, places);
        this.message = table.texts().matched(query.terms(), MESSAGE, places);
        this.frames = table.texts().matched(query.frameTerms(), FeatureTable.ALL, places);
    }

    /** What counts, the strongest first; evidence that does not speak for it is left out. */
    List<Suspect.Evidence> of(int place, SuspectWeights weights) {
        List<Suspect.Evidence> evidence = new ArrayList<>();
        weights.values().forEach((feature, weight) -> {
            double points = weight * table.value(feature, place);
            if (!feature.evidence() || points >= LEAST_POINTS) {
                evidence.add(new Suspect.Evidence(feature, points, words(feature, place)));
            }
        });
        evidence.sort(Comparator.comparingDouble(Suspect.Evidence::points)
                .reversed()
                .thenComparing(Suspect.Evidence::feature));
        return evidence;
    }

    private String words(SuspectFeature feature, int place) {
        return switch (feature) {
            case TEXT -> "its files and changed code mention " + terms(all, place);
            case META -> "its message and names of files mention " + terms(message, place);
            case OWN -> owned(place);
            case OWN_NEW -> "is among the newest owners of lines in the files that the text points at";
            case FRAME_TEXT -> "changes what the frames name: " + terms(frames, place);
            case NAME -> "changes " + file(table.named().mostTouched(place));
            case NAME_SHARE -> share(table.named().mostShared(place));
            case NAME_FIRST -> "made " + file(table.named().mostCreated(place));
            case HIST_SHARE -> "changes the files that the commits with the best fitting texts change";
            case LOG_AGE -> place == 1 ? "1 newer commit" : String.format(Locale.ENGLISH, "%,d newer commits", place);
            case LOG_DAYS ->
                String.format(
                        Locale.ENGLISH, "%,d days before", Math.round(FeatureTable.days(table.value(feature, place))));
            case CHURN ->
                String.format(
                        Locale.ENGLISH, "%,d changed lines", Math.round(Math.expm1(10 * table.value(feature, place))));
            case TESTS ->
                String.format(Locale.ENGLISH, "%.0f %% of its files are tests", 100 * table.value(feature, place));
            case PROD_CODE ->
                table.value(feature, place) > 0 ? "changes source that is no test" : "changes no source, or tests only";
        };
    }

    private static String terms(Map<Integer, SortedMap<String, Double>> matched, int place) {
        String found = matched.getOrDefault(place, new TreeMap<>()).entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TERMS)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "its words" : found;
    }

    private String owned(int place) {
        String places = ownership
                .map(LineOwnership::commits)
                .map(it -> it.get(table.candidates().sha(place)))
                .map(it ->
                        it.places().stream().limit(2).map(EvidenceWords::owned).collect(Collectors.joining(", and ")))
                .orElse("");
        return places.isEmpty() ? "owns lines at the places that the text points at" : "owns " + places;
    }

    private static String owned(OwnedPlace place) {
        return place.lines() + " of " + place.of() + " code lines of "
                + (place.method() == null ? "" : place.method() + " in ") + place.path();
    }

    private static String file(Optional<NamedFiles.Hit> best) {
        return best.map(it -> it.path() + ", " + why(it.name())).orElse("a file that the text names");
    }

    private static String share(Optional<NamedFiles.Hit> best) {
        return best.map(it -> String.format(
                        Locale.ENGLISH, "%,d of its %,d changed lines lie in %s", it.lines(), it.of(), it.path()))
                .orElse("changes little but files that the text names");
    }

    private static String why(NamedPlace name) {
        return name.frame() > 0 ? "named by frame " + name.frame() : "named in the text";
    }
}
