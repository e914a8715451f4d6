package io.rootops.dashboard.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A rectangle cut into one for each of some things, with areas as their weights: squarified, so that they can be compared
 * and pointed at (Bruls, Huizing and van Wijk, "Squarified Treemaps", 2000).
 */
public final class Treemap {
    public static final int WIDTH = 1000;
    public static final int HEIGHT = 380;

    private Treemap() {}

    /**
     * Where a thing is, from the upper left.
     *
     * @param x of its left side, 0 to {@link #WIDTH}
     * @param y of its upper side, 0 to {@link #HEIGHT}
     */
    public record Cell<T>(T item, double x, double y, double width, double height) {
        /** Whether a finger hits it, on a narrow screen too. */
        public boolean large() {
            return width >= 80 && height >= 80;
        }

        /** So many characters of a label fit in. */
        public int letters() {
            return height < 24 ? 0 : (int) ((width - 14) / 8.6);
        }

        /** Whether a second line does. */
        public boolean tall() {
            return height >= 46;
        }
    }

    /** The heaviest first; what weighs nothing is left out. */
    public static <T> List<Cell<T>> of(List<T> items, ToDoubleFunction<T> weight) {
        List<T> heaviest = items.stream()
                .filter(it -> weight.applyAsDouble(it) > 0)
                .sorted(Comparator.comparingDouble(weight).reversed())
                .toList();
        double total = heaviest.stream().mapToDouble(weight).sum();
        double unit = WIDTH * (double) HEIGHT / total;
        List<Cell<T>> cells = new ArrayList<>();
        double x = 0;
        double y = 0;
        int begin = 0;
        while (begin < heaviest.size()) {
            double width = WIDTH - x;
            double height = HEIGHT - y;
            double side = Math.min(width, height);
            int end = begin + 1;
            double area = unit * weight.applyAsDouble(heaviest.get(begin));
            double largest = area;
            // A row takes more as long as its most oblong cell becomes less so.
            while (end < heaviest.size()) {
                double next = unit * weight.applyAsDouble(heaviest.get(end));
                if (oblong(side, area + next, largest, next)
                        > oblong(side, area, largest, unit * weight.applyAsDouble(heaviest.get(end - 1)))) {
                    break;
                }
                area += next;
                end++;
            }
            double thick = area / side;
            double at = 0;
            for (T item : heaviest.subList(begin, end)) {
                double length = unit * weight.applyAsDouble(item) / thick;
                cells.add(
                        width >= height
                                ? new Cell<>(item, x, y + at, thick, length)
                                : new Cell<>(item, x + at, y, length, thick));
                at += length;
            }
            x += width >= height ? thick : 0;
            y += width >= height ? 0 : thick;
            begin = end;
        }
        return cells;
    }

    /** Sides of the most oblong cell of a row, the longer over the shorter. */
    private static double oblong(double side, double area, double largest, double smallest) {
        double square = side * side;
        return Math.max(square * largest / (area * area), area * area / (square * smallest));
    }
}
