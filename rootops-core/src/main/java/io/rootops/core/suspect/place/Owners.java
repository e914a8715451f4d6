package io.rootops.core.suspect.place;

import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.LineOwnership.Owned;
import io.rootops.core.suspect.LineOwnership.OwnedPlace;
import io.rootops.core.suspect.LineOwnership.PlaceHit;
import io.rootops.core.suspect.SuspectQuery;
import io.rootops.core.suspect.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what each commit owns at the places that fit an incident. */
final class Owners {
    private static final double NEWER = 0.8;
    private static final double COMMON_LINES = 0.1;
    private static final double ANY_FILE = 0.3;
    private static final int SHOWN_PLACES = 5;

    private final RevisionFiles files;
    private final SortedMap<String, Sums> commits = new TreeMap<>();

    private static final class Sums {
        private double fileShare;
        private double methodShare;
        private double valueSquares;
        private double valueMax;
        private double ownNew;
        private final List<Telling> places = new ArrayList<>();

        Owned owned() {
            return new Owned(
                    fileShare,
                    methodShare,
                    valueSquares,
                    valueMax,
                    ownNew,
                    places.stream()
                            .sorted(Comparator.comparingDouble(Telling::weight).reversed())
                            .limit(SHOWN_PLACES)
                            .map(Telling::place)
                            .toList());
        }
    }

    private record Telling(OwnedPlace place, double weight) {}

    Owners(RevisionFiles files) {
        this.files = files;
    }

    void add(List<BlamedFile> blamed, List<MethodScores.Hit> methods, SuspectQuery query) {
        for (BlamedFile file : blamed) {
            file(file);
            methods.stream().filter(it -> it.file() == file.number()).forEach(it -> method(file, it));
        }
        lines(blamed, query);
    }

    private Sums sums(String commit) {
        return commits.computeIfAbsent(commit, none -> new Sums());
    }

    private void file(BlamedFile file) {
        int all = file.lines().codeLines();
        SortedMap<String, Integer> owned = file.owned();
        for (Map.Entry<String, Integer> entry : owned.entrySet()) {
            double weight = file.score() * BlamedFile.share(entry, all);
            Sums sums = sums(entry.getKey());
            sums.fileShare += weight;
            sums.places.add(new Telling(new OwnedPlace(path(file.number()), null, entry.getValue(), all), weight));
        }
        int place = 0;
        for (String commit : file.owners().commits()) {
            if (owned.containsKey(commit)) {
                sums(commit).ownNew += file.score() * Math.pow(NEWER, place++);
            }
        }
    }

    private void method(BlamedFile file, MethodScores.Hit hit) {
        Method method = hit.method();
        int all = file.lines().codeLines(method.from(), method.to());
        for (Map.Entry<String, Integer> entry :
                file.owned(method.from(), method.to()).entrySet()) {
            double weight = hit.score() * BlamedFile.share(entry, all);
            Sums sums = sums(entry.getKey());
            sums.methodShare += weight;
            sums.places.add(
                    new Telling(new OwnedPlace(path(file.number()), name(method), entry.getValue(), all), weight));
        }
    }

    /** A line tells by the terms of the query that few lines have. */
    private void lines(List<BlamedFile> blamed, SuspectQuery query) {
        Map<String, Integer> having = new HashMap<>();
        List<Set<String>> terms = new ArrayList<>();
        int all = 0;
        for (BlamedFile file : blamed) {
            for (int i = 0; i < file.owners().lines(); i++) {
                Set<String> found = new HashSet<>();
                if (file.lines().code(i)) {
                    all++;
                    Terms.of(file.lines().line(i)).stream()
                            .filter(query.terms()::containsKey)
                            .forEach(found::add);
                    found.forEach(it -> having.merge(it, 1, Integer::sum));
                }
                terms.add(found);
            }
        }
        Map<String, Double> values = new HashMap<>();
        for (Map.Entry<String, Integer> term : having.entrySet()) {
            if (term.getValue() < COMMON_LINES * all) {
                double weight = query.terms().getOrDefault(term.getKey(), 0.0);
                values.put(term.getKey(), weight * Math.log1p((double) all / term.getValue()));
            }
        }
        int line = 0;
        for (BlamedFile file : blamed) {
            double factor = (ANY_FILE + file.score()) * (files.test(file.number()) ? FileScores.TEST : 1);
            for (int i = 0; i < file.owners().lines(); i++) {
                double value = factor
                        * terms.get(line++).stream()
                                .sorted()
                                .mapToDouble(it -> values.getOrDefault(it, 0.0))
                                .sum();
                String commit = file.owners().commit(i);
                if (commit != null && value > 0) {
                    Sums sums = sums(commit);
                    sums.valueSquares += value * value;
                    sums.valueMax = Math.max(sums.valueMax, value);
                }
            }
        }
    }

    LineOwnership result(
            List<Integer> bestFiles, double[] fileScores, List<MethodScores.Hit> methods, List<String> unread) {
        Map<String, Owned> owned = new HashMap<>();
        commits.forEach((commit, sums) -> owned.put(commit, sums.owned()));
        return new LineOwnership(
                owned,
                bestFiles.stream()
                        .map(it -> new PlaceHit(path(it), null, fileScores[it]))
                        .toList(),
                methods.stream()
                        .map(it -> new PlaceHit(path(it.file()), name(it.method()), it.score()))
                        .toList(),
                unread);
    }

    private static String name(Method method) {
        return method.type().isEmpty() ? method.name() : method.type() + "." + method.name();
    }

    private String path(int file) {
        return files.file(file).path();
    }
}
