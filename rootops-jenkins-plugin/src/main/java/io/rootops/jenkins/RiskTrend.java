package io.rootops.jenkins;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The percentiles of builds, and the line through them.
 *
 * @param points the oldest first
 */
public record RiskTrend(List<Point> points) {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 100;

    /**
     * A build.
     *
     * @param number of the build
     * @param percentile of its riskiest commit, 0 to 100
     * @param url of the build, below the address of Jenkins
     * @param headline its risk in words
     */
    public record Point(int number, double percentile, String url, String headline) {

        public int getNumber() {
            return number;
        }

        public String getUrl() {
            return url;
        }

        public String getHeadline() {
            return headline;
        }
    }

    /** Keeps a copy. */
    public RiskTrend {
        points = List.copyOf(points);
    }

    /** Whether there is anything to draw. */
    public boolean isScored() {
        return !points.isEmpty();
    }

    /** The newest first, for a table. */
    public List<Point> getRows() {
        return IntStream.range(0, points.size())
                .mapToObj(i -> points.get(points.size() - 1 - i))
                .toList();
    }

    /** For the points of an SVG polyline in a box of 400 to 100; a percentile of 100 is at the top. */
    public String getLine() {
        double step = points.size() < 2 ? 0 : (double) WIDTH / (points.size() - 1);
        return IntStream.range(0, points.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        i * step,
                        HEIGHT - points.get(i).percentile()))
                .collect(Collectors.joining(" "));
    }

    /** The chart in words, for who does not see it. */
    public String getDescription() {
        if (points.isEmpty()) {
            return "No build has a score yet";
        }
        Point last = points.get(points.size() - 1);
        return "Percentile of the riskiest commit of the last " + points.size() + " scored builds; #" + last.number()
                + " is at " + (long) Math.floor(last.percentile());
    }
}
